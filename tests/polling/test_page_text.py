"""Articles out of pages, in the scripts that are watched; and what is no article."""

import json
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape

import pytest

from bot.errors import ParseError
from bot.steps.read import PageText, read_page

URL = "https://paper.example/news/1"
JA = (
    "政府は13日、生成AIとロボットの開発に5年間で1兆円を支援する方針を固めた。経済産業省が月内に公募を始める。",
    "新会社には日本電気やホンダなど8社が出資し、資本金は1000万円で始める。関係者が明らかにした。",
    "研究者は100人の規模を見込み、2030年度までに1兆個のパラメーターを持つモデルの完成を目指すという。",
    "海外勢との差は大きいが、工場の現場で集めたデータを生かせば勝機はあると幹部は話している。",
)
ZH = (
    "日本政府13日决定，将在五年内为生成式人工智能和机器人的研发提供一万亿日元的支援，经济产业省本月开始公募。",
    "新公司由日本电气、本田等八家企业出资，启动资本为一千万日元，相关人士透露了这一计划的细节。",
    "研究人员规模预计为一百人，目标是在2030年度之前完成拥有一万亿参数的模型。",
    "一位高管表示，虽然与海外企业差距很大，但如果能利用工厂现场收集的数据，仍有胜算。",
)
KO = (
    "일본 정부는 13일 생성형 인공지능과 로봇 개발에 5년간 1조 엔을 지원하기로 방침을 굳혔다고 밝혔다.",
    "새 회사에는 일본전기와 혼다 등 8개사가 출자하며 자본금은 1000만 엔으로 시작한다고 관계자가 전했다.",
    "연구 인력은 100명 규모로 예상되며 2030년도까지 1조 개의 매개변수를 가진 모델 완성을 목표로 한다.",
    "한 간부는 해외 기업과의 격차는 크지만 공장 현장의 데이터를 살리면 승산이 있다고 말했다.",
)
EN = (
    "The government decided on Monday to put one trillion yen into artificial intelligence and robots over five years.",
    "Eight companies, among them NEC and Honda, hold shares in the new firm, which begins with capital of 10 million yen.",
    "About 100 researchers are to finish a model with a trillion parameters by fiscal 2030, people who know the plan said.",
    "The gap to foreign rivals is wide, but data from the floor of the factories may close it, an executive said.",
)


def page(paragraphs: tuple[str, ...], *, title: str = "1兆円を支援", extra: str = "") -> str:
    """A page as newspapers make them: the article, and three times as much around it."""
    links = "".join(f"<li><a href='/n/{n}'>Another headline number {n}</a></li>" for n in range(30))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html><head><title>{title} | The Paper</title>"
        f"<meta property='og:title' content='{title}'><meta property='og:site_name' content='The Paper'>"
        "<meta property='article:published_time' content='2026-04-13T09:00:00+09:00'>"
        "<style>p{color:red}</style><script>var secret = 'in a script';</script></head><body>"
        f"<header><nav><ul>{links}</ul></nav></header><div id='cookie'>We use cookies. Accept all cookies</div>"
        f"<main><article><h1>{title}</h1><div class='body'>{body}{extra}</div></article></main>"
        f"<aside><h2>人気記事</h2><ul>{links}</ul></aside>"
        "<footer><p>Copyright 2026 The Paper. All rights reserved.</p></footer></body></html>"
    )


def read(html: str, language: str | None = None, url: str = URL) -> PageText:
    """What a page says."""
    return read_page(html, url=url, language=language)


@pytest.mark.parametrize(
    ("paragraphs", "language"),
    [
        (JA, "ja"),
        (JA, None),
        (ZH, "zh-Hans"),
        (ZH, None),
        (KO, "ko"),
        (KO, None),
        (EN, "en"),
        (EN, None),
    ],
)
def test_an_article_is_found_in_every_script_and_nothing_else_with_it(
    paragraphs: tuple[str, ...], language: str | None
):
    """Headlines from around the article would bring their own figures into it."""
    found = read(page(paragraphs), language)
    for paragraph in paragraphs:
        assert paragraph in found.text.split("\n")
    for noise in ("Another headline", "cookies", "secret", "Copyright", "人気記事"):
        assert noise not in found.text
    assert found.title == "1兆円を支援"
    assert found.source == "The Paper"
    assert found.published is not None
    assert (found.published - datetime(2026, 4, 13, tzinfo=UTC)).days == 0


def test_figures_offsets_can_rest_on_the_text():
    """Spaces are made one here and nowhere later: no double space, no empty line, no tab."""
    found = read(page(tuple(f"  {one}\n\t  と続く。 " for one in JA)))
    assert "  " not in found.text
    assert "\n\n" not in found.text
    assert "\t" not in found.text
    assert found.text == found.text.strip()


@pytest.mark.parametrize(
    "line",
    [
        "ALSO READ | Rival Delta loses 300 jobs",
        "Lesen Sie auch: Delta streicht 300 Stellen",
        "À lire aussi : Delta supprime 300 postes",
        "Lea también: Delta recorta 300 empleos",
        "Leggi anche: Delta taglia 300 posti",
        "関連：デルタが300人削減",
        "관련기사: 델타 300명 감원",
        "Photo: Ann Berg / Wire",
        "写真：時事",
        "사진=연합통신",
        "A crane of Delta, which cut 300 jobs. (Photo by Ann Berg/Wire)",
        "<a href='/x'>Rival Delta loses 300 jobs at its plant in the north</a>",
        "<strong><a href='/x'>デルタ、北部の工場で300人を削減する方針を固める</a></strong>",
        '{"id": 12, "views": 48211, "tags": ["bridge", "toll"]}',
        '[{"@type": "NewsArticle", "wordCount": 300}]',
    ],
)
def test_other_headlines_captions_and_data_are_no_part_of_the_article(line: str):
    """300 jobs of another article, and 48,211 views, are no figures of the story."""
    found = read(page((EN[0], line, *EN[1:]), title="Support for robots"), "en")
    assert [one for one in found.text.split("\n") if one != "Support for robots"] == list(EN)


def test_a_paragraph_that_is_a_link_with_an_end_is_a_sentence_of_the_article():
    """Some papers link a whole sentence to its source."""
    linked = "<a href='/x'>The ministry said on Monday that the support would rise to 1.3 trillion yen.</a>"
    found = read(page((EN[0], linked, *EN[1:])), "en")
    assert "rise to 1.3 trillion yen." in found.text


@pytest.mark.parametrize("escape", [escape, lambda text: escape(escape(text))])
def test_markup_that_was_escaped_once_too_often_is_read_as_it_was_meant(
    escape: Callable[[str], str],
):
    """A tag in letters would stand in every quote, and two paragraphs would be one sentence."""
    doubled = escape(f"<p>{EN[0]}</p><p>{EN[1].replace('NEC', '<strong>NEC</strong>')}</p>")
    found = read(page((doubled, *EN[2:]), title="Support for robots"), "en")
    assert [one for one in found.text.split("\n") if one != "Support for robots"] == list(EN)


def test_an_article_as_json_of_wordpress_is_read_as_the_page_that_it_holds():
    """Some sites answer with it, and its braces took the place of the opening."""
    content = "".join(f"<p>{paragraph}</p>\n" for paragraph in EN)
    body = {
        "date": "2026-04-13T09:00:00",
        "title": {"rendered": "Support &amp; robots"},
        "content": {"rendered": content},
    }
    for given in (body, [body]):
        found = read(json.dumps(given), "en")
        assert found.title == "Support & robots"
        assert [one for one in found.text.split("\n") if one != found.title] == list(EN)
    assert found.published is not None


@pytest.mark.parametrize(
    "body", ["{", '{"a": 1}', "[]", '{"content": {"rendered": 3}}', "[" * 5000]
)
def test_json_that_is_no_article_is_refused_like_any_page_without_one(body: str):
    """An answer of a programme is no news."""
    with pytest.raises(ParseError):
        read(body, "en")


def test_a_short_item_is_read_too():
    """A news flash has a sentence or two, which is little for an extractor."""
    found = read(page(JA[:1]))
    assert found.text.count(JA[0]) == 1


@pytest.mark.parametrize(
    "note",
    [
        *(
            "この記事は会員限定記事です",
            "残り1,234文字",
            "無断転載を禁じます",
            "関連記事",
            "続きを読む",
        ),
        *("责任编辑：王明", "未经授权不得转载", "저작권자 ⓒ 신문. 무단 전재 및 재배포 금지"),
        *("© 2026 The Paper", "Subscribe to our newsletter", "Share this article", "Advertisement"),
    ],
)
def test_notes_of_the_page_are_no_part_of_the_article(note: str):
    """The 1,234 characters behind a paywall are no figure of the story."""
    found = read(page(JA, extra=f"<p>{note}</p>"))
    assert note not in found.text
    assert JA[-1] in found.text


def wall(title: str, *paragraphs: str, head: str = "") -> str:
    """A page that stands before an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


WALLS = {
    "a browser check": wall("Just a moment...", "Enable JavaScript and cookies to continue"),
    "a proof of being human": wall(
        "paper.example", "Please complete the captcha to go on to the article that you asked for."
    ),
    "a robot check": wall("Are you a robot?", "Please make sure your browser supports JavaScript and cookies."),
    "a denial": wall("Access Denied", "You don't have permission to access this on this server. Reference 18.2f"),
    "a consent page": wall(
        "Before you continue",
        "We use cookies and data to deliver and maintain our services and to measure engagement.",
        "If you choose to accept all cookies, we will also use them to show advertisements to you.",
    ),
    "a widget and nothing else": wall(
        "paper.example", "One more step.", head="<script src='https://js.hcaptcha.com/1/api.js'></script>"
    ),
    "Japanese consent": wall("お知らせ", "当サイトではCookieの使用に同意いただく必要があります。同意して続ける場合は押してください。"),
    "Japanese denial": wall("エラー", "お使いの環境からのアクセスが制限されています。ロボットではありませんか。ロボットではありません。"),
    "Chinese check": wall("安全验证", "请完成安全验证后继续访问，拖动滑块。"),
    "Korean check": wall("확인", "자동등록방지를 위해 로봇이 아닙니다 상자를 선택하고 계속 진행해 주세요."),
    "German consent": wall("Zeitung", "Mit Werbung weiterlesen oder im Abo: Zustimmen und weiter mit Cookies."),
}  # fmt: skip


@pytest.mark.parametrize("name", WALLS)
def test_walls_are_told_from_articles(name: str):
    """What a wall says is no news, and it is not climbed."""
    with pytest.raises(ParseError, match="asks for consent, a login or proof of being human"):
        read(WALLS[name])


def test_a_consent_sites_address_is_enough():
    """News aggregators send visitors to a host made for it, in every language there is."""
    with pytest.raises(ParseError, match="asks for consent"):
        read(page(EN), url="https://consent.news.example/m?continue=x")


def test_an_article_about_walls_is_an_article():
    """Captchas and cookies are news as well."""
    about = (
        "The firm said on Monday that a captcha no longer tells people from machines, and takes it away.",
        *EN[:2],
    )
    found = read(page(about, title="The captcha is going"))
    assert about[0] in found.text


def test_a_page_with_a_cookie_notice_in_its_text_is_still_read():
    """Many pages have one in the middle of everything."""
    assert JA[0] in read(page(JA, extra="<p>We use cookies. Accept all cookies.</p>")).text


@pytest.mark.parametrize(
    "html",
    ["", "   ", "\0" * 50, "<html></html>", "<html><body><img src='x'></body></html>", "<!--"],
)
def test_a_page_without_text_is_refused(html: str):
    """Then the entry's own summary is used, and the article says so."""
    with pytest.raises(ParseError, match="holds no article"):
        read(html)


def test_reading_a_page_reaches_no_network(monkeypatch: pytest.MonkeyPatch):
    """Politeness and address checks are the client's; nothing may go around it."""

    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("a page was being read, and something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    linked = page(EN).replace(
        "<head>", "<head><link rel='canonical' href='https://other.example/2'>"
    )
    assert EN[0] in read(linked).text


HOSTILE = {
    "five megabytes of prose": page(EN * 12_000),
    "tags without end": "<html><body>" + "<div>" * 1_000_000,
    "many small tags": "<html><body>" + "<span>x</span>" * 300_000 + page(EN),
    "many links": "<html><body>" + "<a href='/x'>link text</a> " * 190_000,
    "a large table": "<html><body><table>" + "<tr><td>1</td><td>2</td></tr>" * 160_000,
    "line breaks": "<html><body>" + "text<br>" * 600_000,
    "less-than signs": "<html><body>" + "<" * 5_000_000,
    "ampersands": "<html><body><p>" + "&" * 5_000_000,
    "dates": "<html><body>" + "<p>2026-04-12 12 April 2026</p>" * 150_000,
    "metadata": "<html><head>" + "<meta name='a' content='b'>" * 180_000 + "</head><body>",
    "scripts without end": "<html><body>" + "<script" * 700_000,
    "open scripts": "<html><body>" + "<script>" * 600_000,
    "comments without end": "<html><body>" + "<!--" * 1_200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_in_time(name: str):
    """Trafilatura needs minutes for some of these; the reader of articles is one thread."""
    begun = time.process_time()
    try:
        assert len(read(HOSTILE[name]).text) <= 200_000
    except ParseError as error:
        assert "no article" in error.reason  # noqa: PT017  (read or refused: both are well)
    assert time.process_time() - begun < 15


def test_an_article_is_found_behind_a_megabyte_of_scripts():
    """Newspapers put their whole state into the page."""
    state = "<script type='application/json'>" + '{"a": 1}' * 200_000 + "</script>"
    machine = "<script type='application/ld+json'>" + '{"a": 1}' * 100_000 + "</script>"
    image = "<img src='data:image/png;base64," + "A" * 900_000 + "'>"
    assert JA[-1] in read(page(JA).replace("<main>", f"{state}{machine}{image}<main>")).text
