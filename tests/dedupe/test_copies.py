"""Is it the same text? Cut, edited, wrapped in boilerplate or reworded, a copy is a copy, and nothing else is."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot.model.news import Article, Fingerprint, Known
from bot.steps import dedupe
from bot.steps.dedupe import verdict

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)

# Our own words, one text for each kind of writing, of the length of a short report.
TEXTS = {
    "en": "The harbour of Tarnwick will get a second lock by the spring of 2031. The town council voted for the "
    "plan late on Tuesday, after nine years of argument about who has to pay for it. Ships of up to 140 metres can "
    "then enter at any tide, which only the smaller trawlers manage today. Work begins in March with the old "
    "coal quay, whose walls have been leaning since the storm of 2019. Two thirds of the money comes from the "
    "region and the rest from a levy on freight. Fishermen had asked for a cheaper gate further north; they were "
    "promised cold stores and a new ice plant instead. The harbour master, Ilse Vandermeer, called the vote a gift "
    "to her grandchildren, and said that she would retire before the first ship passes.",
    "de": "Der Hafen von Tarnwick bekommt bis zum Frühjahr 2031 eine zweite Schleuse. Der Stadtrat stimmte dem "
    "Vorhaben am späten Dienstag zu, nachdem neun Jahre lang darüber gestritten worden war, wer dafür zahlt. Schiffe "
    "bis 140 Meter Länge können dann bei jedem Wasserstand einlaufen, was heute nur kleinere Kutter schaffen. Die "
    "Arbeiten beginnen im März am alten Kohlenkai, dessen Mauern sich seit dem Sturm von 2019 neigen. Zwei Drittel "
    "des Geldes gibt das Land, den Rest bringt eine Abgabe auf Fracht. Die Fischer hatten ein billigeres Tor weiter "
    "nördlich verlangt; ihnen wurden stattdessen Kühlhäuser und eine neue Eisfabrik versprochen.",
    "ja": "ターンウィック港に2031年春までに第二の水門が設けられる。町議会は火曜日の夜遅く、費用の負担をめぐる"
    "九年越しの議論の末に計画を可決した。完成すれば全長140メートルまでの船が潮位にかかわらず入港できるようになる。"
    "現在それができるのは小型の漁船だけだ。工事は三月、2019年の嵐から壁が傾いたままの旧石炭岸壁で始まる。資金の"
    "三分の二は州が出し、残りは貨物への課金でまかなう。漁業者はより北側に安い門を求めていたが、代わりに冷蔵倉庫と"
    "新しい製氷工場を約束された。港長は孫たちへの贈り物だと述べ、最初の船が通る前に引退すると語った。",
    "zh-Hans": "塔恩威克港将在2031年春天之前建成第二座船闸。镇议会周二深夜通过了这项计划，此前各方为由谁出钱争论了"
    "九年。建成后，长度不超过140米的船只可以在任何潮位进港，如今只有较小的渔船才能做到。工程三月从旧煤码头开始，那里的"
    "墙体自2019年风暴以来一直倾斜。三分之二的资金由大区承担，其余来自货运附加费。渔民曾要求在更北边修一座便宜的闸门，"
    "最后得到的承诺是冷库和一座新的制冰厂。港务长说，这是送给孙辈的礼物，她会在第一艘船通过之前退休。",
    "ko": "탄윅 항구에 2031년 봄까지 두 번째 갑문이 들어선다. 시의회는 비용을 누가 낼지를 두고 아홉 해 동안 다툰 끝에 "
    "화요일 밤늦게 계획을 통과시켰다. 갑문이 완성되면 길이 140미터까지의 배가 물때와 상관없이 드나들 수 있다. 지금은 작은 "
    "어선만 그럴 수 있다. 공사는 삼월에 옛 석탄 부두에서 시작된다. 이 부두의 벽은 2019년 폭풍 이후로 기울어 있다. 돈의 "
    "삼분의 이는 주가 내고 나머지는 화물 부담금으로 채운다. 어민들은 더 북쪽에 값싼 문을 원했지만 대신 냉동 창고와 새 얼음 "
    "공장을 약속받았다. 항만장은 손주들에게 주는 선물이라고 말했다.",
}
BOILERPLATE = {
    "en": "Sign up for our morning letter. Share this page. Related: ten walks along the coast. ",
    "ja": "会員登録すると続きが読めます。この記事をシェアする。関連記事はこちらからご覧ください。",
}
UNSPACED = {"ja", "zh-Hans"}


def fingerprint(text: str, *, title: str = "A second lock", url: str | None = None) -> Fingerprint:
    """The fingerprint of a text."""
    return dedupe.fingerprint(url=url, title=title, text=text, language="")


def article(text: str, *, language: str = "en", title: str = "A second lock") -> Article:
    """An article a day later, elsewhere."""
    return Article(
        id="later",
        url=None,
        source="Other",
        rank="press",
        language=language,
        published=NOW + timedelta(days=1),
        dated=True,
        title=title,
        text=text,
    )


def known(text: str, *, language: str = "en", url: str | None = None) -> Known:
    """The first report."""
    return Known(
        id="first",
        story="s1",
        origin="root",
        source="Paper",
        language=language,
        published=NOW,
        title="A second lock",
        fingerprint=fingerprint(text, url=url),
    )


def units(text: str, language: str) -> list[str]:
    """What a person would replace one of: words, or characters where words are not spaced."""
    return list(text) if language in UNSPACED else text.split(" ")


def reworded(text: str, language: str, share: float, chance: Random) -> str:
    """The text with a share of its words replaced, a pair of characters counting as one."""
    parts = units(text, language)
    step = 2 if language in UNSPACED else 1
    places = chance.sample(range(0, len(parts) - step, step), round(len(parts) * share / step))
    for place in places:
        parts[place : place + step] = ["花鳥風月"[place % 4 :][:1] or "雪"] * step
    return ("" if language in UNSPACED else " ").join(parts)


def without_some_sentences(text: str, language: str, chance: Random) -> str:
    """The text with one sentence in four left out."""
    sentences = [one for one in re.split(r"(?<=[。.])\s*", text) if one]
    for place in sorted(chance.sample(range(len(sentences)), len(sentences) // 4), reverse=True):
        del sentences[place]
    return ("" if language in UNSPACED else " ").join(sentences)


def wrapped(text: str, language: str) -> str:
    """The text with a page's furniture before and after it."""
    furniture = BOILERPLATE["ja" if language in UNSPACED else "en"]
    return f"{furniture}\n{text}\n{furniture}"


Edit = Callable[[str, str, Random], str]
EDITS: dict[str, Edit] = {
    "another headline": lambda text, _language, _chance: text,
    "cut to 40 percent": lambda text, _language, _chance: text[: int(len(text) * 0.4)],
    "boilerplate around it": lambda text, language, _chance: wrapped(text, language),
    "5 percent reworded": lambda text, language, chance: reworded(text, language, 0.05, chance),
    "sentences dropped": without_some_sentences,
    "written in capitals": lambda text, _language, _chance: text.upper(),
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_copy_is_a_duplicate(language: str, edit: str):
    """A copy that passes for news is told twice."""
    text = TEXTS[language]
    for seed in range(5):
        copy = EDITS[edit](text, language, Random(seed))  # noqa: S311  (places in a text)
        found = dedupe.judge(
            article=article(copy, language=language, title="Edited"),
            fingerprint=fingerprint(copy, title="Edited"),
            candidates=[known(text, language=language)],
        )
        assert (found.kind, found.nearest, found.story) == ("duplicate", "first", "s1")
        assert (found.origin, found.same_page) == ("root", False)
        assert found.similarity >= verdict.COPY_CONTAINMENT


def test_most_copies_with_15_percent_reworded_are_found():
    """Beyond that it is another report, and the story takes it in."""
    hits = [
        dedupe.containment(
            fingerprint(reworded(text, language, 0.15, Random(seed))),  # noqa: S311  (places in a text)
            fingerprint(text),
        )
        >= verdict.COPY_CONTAINMENT
        for language, text in TEXTS.items()
        for seed in range(10)
    ]
    assert sum(hits) / len(hits) >= 0.6


def test_two_reports_are_no_copies_of_each_other():
    """The same event in other words is another report: its figures count as another voice."""
    other = (
        "Larger vessels will soon call at Tarnwick whatever the tide. By 2031 the port is to have another lock, "
        "wide and long enough for 140 metres, the councillors decided on Tuesday night. The region bears most of "
        "the bill, freight the remainder. For nine years the town had quarrelled over it, and the fishing "
        "families, who wanted something cheaper, go home with an ice plant."
    )
    assert dedupe.containment(fingerprint(other), fingerprint(TEXTS["en"])) < 0.3


def test_an_edited_figure_on_the_same_page_is_a_later_version_of_it():
    """A silent edit has to reach the ledger, so the verdict says that it is the same page."""
    url = "https://paper.example/lock"
    text = TEXTS["en"]
    edited = text.replace("140 metres", "160 metres")
    found = dedupe.judge(
        article=article(edited),
        fingerprint=fingerprint(edited, url=f"{url}?utm_source=feed"),
        candidates=[known(text, url="https://copy.example/1"), known(text, url=url)],
    )
    assert (found.kind, found.same_page) == ("duplicate", True)


def test_an_address_used_for_something_else_is_no_later_version():
    """A front page, a live blog or a recycled number holds another story tomorrow."""
    url = "https://paper.example/live"
    other = (
        "Snow fell on the hills above the town, and the schools stayed closed for a second day. "
        * 3
    )
    found = dedupe.judge(
        article=article(other, title="Snow"),
        fingerprint=fingerprint(other, title="Snow", url=url),
        candidates=[known(TEXTS["en"], url=url)],
    )
    assert (found.kind, found.same_page) == ("new", False)


def test_headlines_alone_are_copies_only_where_they_are_the_same():
    """Where a page cannot be read its headline is all there is, and "Markets today" is told every day."""
    brief = "Second lock for Tarnwick agreed"
    for text, title, kind in (
        (brief, brief, "duplicate"),
        ("Second lock for Tarnwick refused", "Second lock for Tarnwick refused", "same_story"),
    ):
        earlier = replace(known(brief), fingerprint=fingerprint(brief, title=brief))
        found = dedupe.judge(
            article=article(text, title=title),
            fingerprint=fingerprint(text, title=title),
            candidates=[earlier],
        )
        assert found.kind in {kind, "new"}
        assert (found.kind == "duplicate") == (kind == "duplicate")


def test_pages_without_text_are_no_copies_of_each_other():
    """Two pages that could not be read have nothing in common."""
    earlier = replace(known(""), fingerprint=fingerprint("", title="One"))
    found = dedupe.judge(
        article=article("", title="Two"),
        fingerprint=fingerprint("", title="Two"),
        candidates=[earlier],
    )
    assert found.kind == "new"


def test_signatures_of_another_scheme_are_never_compared():
    """Numbers that were made in another way agree by accident only."""
    text = TEXTS["en"]
    old = known(text)
    old = replace(
        old, fingerprint=replace(old.fingerprint, scheme="other", text_sha="x", title_sha="y")
    )
    found = dedupe.judge(article=article(text), fingerprint=fingerprint(text), candidates=[old])
    assert (found.kind, found.nearest) == ("new", None)


def test_a_fingerprint_holds_none_of_the_text():
    """Seeds are kept in the repository, and their texts belong to their publishers."""
    made = fingerprint(TEXTS["en"])
    stems = [term for term, _weight in made.terms]
    assert stems
    assert all(len(stem) <= 6 or stem.startswith("@") for stem in stems)
    assert len(made.minhash) == 120
    assert all(0 <= value <= 0xFF for value in made.minhash)


def test_a_fingerprint_is_the_same_today_and_tomorrow():
    """It is stored: a change of the numbers must come with a change of the scheme's name."""
    made = fingerprint("The harbour of Tarnwick will get a second lock by the spring of 2031.")
    assert made.scheme == "rensa2-120x8-w3c5-p12"
    assert made.minhash[:4] == (6, 237, 74, 114)
    assert made.passages[:3] == (-910364874, 1084976022, 1019421575)
    assert made.shingles == 12
