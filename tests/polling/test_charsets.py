"""Charsets as feeds really come: declared rightly, wrongly, twice, or not at all."""

import pytest

from bot.steps.charset import decode

JA = "日本電気は生成AIの新会社に3兆円を投じると発表した。ソフトバンクとホンダも参加する。"
# Characters that the standards do not have and every Japanese newsroom uses.
JA_VENDOR = "髙島屋①㈱の売上高は３㌫増え、№２になったと発表した。"
ZH = "日本政府将在五年内为人工智能投入一万亿日元，这是新的计划。"
ZH_HANT = "日本政府將在五年內為人工智慧投入一兆日圓，這是新的計畫。"
KO = "일본 정부는 인공지능에 5년 동안 1조 엔을 지원하기로 했다고 밝혔다."
KO_WIDE = "똠방각하 펲시콜라 뷁 일본 정부는 지원을 하기로 했다."
RU = "Правительство Японии направит один триллион иен на развитие роботов."
FR = "L’État a déjà promis 40 milliards d’euros à l’été — « c’est énorme »."
TR = "Hükümet yapay zekâ için beş yılda 1 trilyon yen ayıracağını söyledi: İstanbul, Işık."
PL = "Rząd przeznaczy bilion jenów na sztuczną inteligencję, źródła mówią o większej kwocie."
EL = "Η κυβέρνηση της Ιαπωνίας θα δώσει ένα τρισεκατομμύριο γιεν για τα ρομπότ."
HE = "ממשלת יפן תשקיע טריליון ין בבינה מלאכותית ורובוטים"
TH = "รัฐบาลญี่ปุ่นจะลงทุนหนึ่งล้านล้านเยน"


def feed(text: str, codec: str, declared: str | None) -> bytes:
    """A small feed in a charset, that says it is in another one or in none."""
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    return f"{head}<rss><channel><title>{text}</title></channel></rss>".encode(codec)


ROWS = [
    # text, what it is in, what the document says, what the header says
    (JA, "utf-8", "utf-8", "text/xml; charset=utf-8"),
    (JA, "utf-8", None, None),
    (JA, "utf-8", "shift_jis", "text/xml; charset=euc-jp"),
    (JA, "utf-8", None, "text/xml; charset=iso-8859-1"),
    (JA, "utf-8-sig", "utf-8", None),
    (JA, "utf-8-sig", "shift_jis", None),
    (JA, "utf-16", "utf-16", None),
    (JA, "utf-16-le", "utf-16", None),
    (JA, "utf-16-be", "UTF-16", "text/xml"),
    (JA, "utf-32", None, None),
    (JA, "cp932", "shift_jis", None),
    (JA, "cp932", "Shift_JIS", "text/xml; charset=Shift_JIS"),
    (JA, "cp932", "x-sjis", None),
    (JA, "cp932", "Windows-31J", None),
    (JA, "cp932", "MS_Kanji", None),
    (JA, "cp932", None, 'text/html; charset="Shift-JIS"'),
    (JA, "cp932", None, None),
    (JA, "cp932", "utf-8", None),
    (JA, "cp932", "shift_jis", "text/xml; charset=ISO-8859-1"),
    (JA_VENDOR, "cp932", "shift_jis", None),
    (JA_VENDOR, "cp932", "sjis", None),
    (JA, "euc_jp", "euc-jp", None),
    (JA, "euc_jp", "EUC-JP", "text/xml; charset=EUC-JP"),
    (JA, "euc_jp", "x-euc-jp", None),
    (JA, "euc_jp", None, None),
    (JA, "euc_jp", "iso-8859-1", None),
    (JA, "euc_jp", "euc-jp", "text/xml; charset=ISO-8859-1"),
    (JA, "euc_jp", "utf-8", None),
    (JA, "iso2022_jp", "iso-2022-jp", None),
    (JA, "iso2022_jp", None, "text/xml; charset=ISO-2022-JP"),
    (JA, "iso2022_jp", None, None),
    (JA, "iso2022_jp", "utf-8", "text/xml; charset=ISO-8859-1"),
    (ZH, "gb2312", "gb2312", None),
    (ZH, "gbk", "gb2312", None),
    (ZH, "gbk", "GBK", None),
    (ZH, "gb18030", "gb18030", None),
    (ZH + "㐂", "gb18030", "gb2312", "text/xml; charset=gb2312"),
    (ZH, "gbk", None, None),
    (ZH, "gbk", None, "text/xml; charset=x-gbk"),
    (ZH, "gbk", "utf-8", None),
    (ZH, "hz", "hz-gb-2312", None),
    (ZH_HANT, "big5", "big5", None),
    (ZH_HANT, "big5", "Big5", "text/xml; charset=big5"),
    (ZH_HANT + "喺嘅", "big5hkscs", "big5-hkscs", None),
    (ZH_HANT + "喺嘅", "big5hkscs", "big5", None),
    (ZH_HANT, "cp950", None, None),
    (ZH_HANT, "big5", "x-x-big5", None),
    (KO, "euc_kr", "euc-kr", None),
    (KO, "euc_kr", "ks_c_5601-1987", None),
    (KO, "euc_kr", None, "text/xml; charset=EUC-KR"),
    (KO, "euc_kr", None, None),
    (KO_WIDE, "cp949", "euc-kr", None),
    (KO_WIDE, "cp949", "ks_c_5601-1987", None),
    (KO_WIDE, "cp949", "windows-949", None),
    (KO, "euc_kr", "iso-8859-1", None),
    (KO, "iso2022_kr", "iso-2022-kr", None),
    (RU, "cp1251", "windows-1251", None),
    (RU, "koi8_r", "koi8-r", None),
    (RU, "cp1251", None, None),
    (RU, "koi8_r", None, None),
    (RU, "cp1251", "windows-1251", "text/xml; charset=iso-8859-1"),
    (RU, "iso8859_5", "iso-8859-5", None),
    (FR, "cp1252", "iso-8859-1", None),
    (FR, "cp1252", "windows-1252", None),
    (FR, "cp1252", None, None),
    (FR, "cp1252", "us-ascii", None),
    (FR, "cp1252", "utf-8", None),
    (FR.replace("’", "'").replace("—", "-"), "latin-1", "latin1", None),
    (FR.replace("—", "-").replace("’", "'"), "iso8859_15", "iso-8859-15", None),
    (FR.replace("—", "-").replace("’", "'"), "mac_roman", "macintosh", None),
    (TR, "cp1254", "iso-8859-9", None),
    (TR, "cp1254", "windows-1254", None),
    (PL, "iso8859_2", "iso-8859-2", None),
    (PL, "cp1250", "windows-1250", None),
    (EL, "cp1253", "windows-1253", None),
    (EL, "iso8859_7", "iso-8859-7", None),
    (HE, "cp1255", "windows-1255", None),
    (TH, "cp874", "tis-620", None),
    (TH, "cp874", "windows-874", None),
    # Declared as something that is no charset: it is read for what it is.
    *(
        (JA, "euc_jp", label, None)
        for label in ("hex", "idna", "punycode", "utf-7", "nonsense", "")
    ),
]


@pytest.mark.parametrize(("text", "codec", "declared", "header"), ROWS)
def test_feeds_are_read_in_the_charset_that_they_are_in(
    text: str, codec: str, declared: str | None, header: str | None
):
    """A headline that comes out as rubbish matches nothing, and nobody ever hears of it."""
    assert text in decode(feed(text, codec, declared), content_type=header)


def test_the_table_is_as_long_as_was_promised():
    """Forty encodings as they occur in feeds of East Asia."""
    assert len([row for row in ROWS if row[0] in {JA, JA_VENDOR, ZH, ZH_HANT, KO, KO_WIDE}]) >= 40


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"\xad\xa1 \xfc\xe2\xc5\xe7", "① 髙島"),
        (b"\xad\xea\xa1\xa2\xad\xe2", "㈱、№"),
        (b"\x8e\xb1\x8e\xb2", "ｱｲ"),
        (b"\x8f\xb0\xa1", "丂"),
    ],
)
def test_euc_jp_has_the_characters_of_every_japanese_machine(body: bytes, text: str):
    """Python's codec follows the standard, in which a director called 髙橋 does not exist."""
    padding = "発表した。".encode("euc_jp")
    document = b"<?xml version='1.0' encoding='euc-jp'?>" + body + padding
    assert decode(document, content_type=None).endswith(f"{text}発表した。")


def test_a_web_page_says_its_charset_in_a_meta_tag():
    """Both forms, the old one and that of HTML5."""
    for meta in (
        "<meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>",
        "<meta charset=shift_jis>",
    ):
        page = f"<html><head>{meta}</head><body>{JA}</body></html>".encode("cp932")
        assert JA in decode(page, content_type="text/html")


def test_a_few_bad_bytes_do_not_change_the_charset():
    """One byte that a database cut in half must not turn the whole feed into rubbish."""
    for codec, declared in (("utf-8", "utf-8"), ("cp932", "shift_jis"), ("euc_jp", "euc-jp")):
        good = feed(JA * 3, codec, declared)
        at = good.index(JA.encode(codec)) + len("日本電気".encode(codec))
        text = decode(good[:at] + b"\xff" + good[at:], content_type=None)
        assert text.count(JA) == 2


@pytest.mark.parametrize("text", [JA, ZH, KO, RU, FR, EL, "It’s “big” – £5bn, won’t open."])
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "windows-1251", "shift_jis"])
@pytest.mark.parametrize("header", [None, "text/xml; charset=ISO-8859-1"])
def test_utf_8_with_a_broken_character_is_utf_8_whatever_is_said(
    text: str, declared: str | None, header: str | None
):
    """It is what XML is in where nothing is said, and what most documents are in whatever is said."""
    good = feed(text * 8, "utf-8", declared)
    middle = len(good) // 2
    for broken in (good[:middle] + b"\xff" + good[middle:], good + "…".encode()[:2]):
        assert decode(broken, content_type=header).count(text) >= 7


def test_a_few_sequences_that_could_be_utf_8_make_no_utf_8():
    """“Ã©” is what somebody wrote about a mistake; the rest is in the charset that the page says."""
    good = feed(f"{FR} Ã© {FR}", "cp1252", "windows-1252")
    assert f"{FR} Ã© {FR}" in decode(good, content_type=None)


def test_control_characters_are_taken_out():
    """XML allows none of them, and a parser stops at the first."""
    body = "<rss>\x00a\x0bb\x1f\tc\nd\x7f\ufffe\uffff</rss>".encode()
    assert decode(body, content_type=None) == "<rss>ab\tc\nd</rss>"


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"\xfe\xff\x00", bytes(range(256)) * 4, b"\x8f\xa1"]
)
def test_nothing_stops_it(body: bytes):
    """What a server sends is not ours to choose."""
    for header in (None, "text/xml; charset=shift_jis", "charset=hex", "charset=utf-16"):
        assert isinstance(decode(body, content_type=header), str)


def test_large_bodies_are_read_in_time():
    """Five megabytes without a declaration are read about as fast as they come."""
    for codec in ("euc_jp", "cp932", "cp1252"):
        text = (JA_VENDOR if codec == "cp932" else FR if codec == "cp1252" else JA) * 40_000
        assert len(decode(text.encode(codec)[:5_000_000], content_type=None)) > 1_000_000
