"""Names of charsets as documents write them, and the codec that reads what is really sent.

A declared charset is read as its superset, since that is what its writers use: https://encoding.spec.whatwg.org/.
"""

from __future__ import annotations

import codecs

from bot.steps.charset import japanese

_SUPERSETS = {
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cswindows31j cp932 ms932 csshiftjis",
    japanese.EUC_JP: "euc-jp euc_jp x-euc-jp eucjp ujis cseucpkdfmtjapanese euc-jp-ms eucjp-ms cp51932",
    japanese.ISO_2022_JP: "iso-2022-jp csiso2022jp iso-2022-jp-ms cp50220 cp50221",
    "gb18030": (
        "gb18030 gb2312 gbk x-gbk cp936 ms936 windows-936 gb_2312-80 gb2312-80 chinese csgb2312 "
        "iso-ir-58 euc-cn x-euc-cn"
    ),
    "hz": "hz-gb-2312 hz",
    "big5hkscs": "big5 big5-hkscs x-x-big5 cn-big5 csbig5 cp950 windows-950 big5-eten",
    "cp949": (
        "euc-kr ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ksc5601 ksc_5601 korean cseuckr cp949 ms949 "
        "windows-949 uhc x-windows-949 x-euc-kr euckr"
    ),
    "cp1252": "iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 us-ascii ascii ansi x-cp1252",
    "cp1254": "iso-8859-9 iso8859-9 latin5",
    "cp874": "iso-8859-11 tis-620 tis620",
    "cp1251": "x-cp1251 win-1251",
    "utf-8": "utf8 utf-8 unicode-1-1-utf-8 x-unicode20utf8 utf8mb4",
    "utf-16": "unicode ucs-2 iso-10646-ucs-2",
}
_READ_AS = {name: codec for codec, names in _SUPERSETS.items() for name in names.split()}
# What else Python knows and a document may be in. Not "hex" or "idna", which are no charsets, and not
# UTF-7, which would let a document hide what it says from everyone but us.
_FAMILIES = (
    "cp",
    "iso8859",
    "koi8",
    "mac",
    "utf-8",
    "utf-16",
    "utf-32",
    "johab",
    "iso2022",
    "kz1048",
)


def codec_of(label: str) -> str | None:
    """The codec for a declared charset, or None where nobody knows it."""
    plain = label.strip().lower()
    known = _READ_AS.get(plain)
    if known is not None:
        return known
    try:
        name = codecs.lookup(plain).name
    except (LookupError, ValueError):
        return None
    return name if name.startswith(_FAMILIES) else None
