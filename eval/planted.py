"""Planted edits: a report that comes again cut, wrapped, reworded or under another headline is a copy of itself."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.model.news import Article, Fingerprint, Known
from bot.steps import dedupe
from bot.storage import similar
from bot.storage.engine import open_database, writing
from eval.corpora import CASES, rows
from eval.report import Finding, Grid, Section, share, shown

# The reports of one story in one language, one after the other, make a report of the usual length.
SOURCE, OF_ONE_STORY = "pairs_texts.jsonl", ("A", "B", "D")
DRAWS = 4
NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)

FURNITURE = {
    "en": (
        "Sign up for our morning letter and never miss a report. Share this page.",
        "More on this subject: ten walks along the coast. All rights reserved by the publisher.",
    ),
    "ja": (
        "会員登録すると続きが読めます。この記事をシェアする。",
        "関連記事はこちら。無断転載を禁じます。",
    ),
    "zh": (
        "欢迎订阅本报晨间通讯，点击分享本页面。",
        "相关阅读：海岸线上的十条步道。版权所有，未经许可不得转载。",
    ),
    "ko": (
        "아침 소식지를 구독하고 이 기사를 공유하세요.",
        "관련 기사 더 보기. 무단 전재와 재배포를 금지합니다.",
    ),
}
CHARACTERS = frozenset({"ja", "zh"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A report of our own."""

    id: str
    language: str
    title: str
    text: str


def texts() -> list[Text]:
    """A report of some hundred words on each story."""
    told: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(CASES / SOURCE):
        if row["id"][-1] in OF_ONE_STORY:
            told[row["id"][:-1]].append(row)
    return [
        Text(
            id=place,
            language=parts[0]["language"].split("-", 1)[0],
            title=parts[0]["title"],
            text="\n\n".join(part["text"] for part in parts),
        )
        for place, parts in told.items()
    ]


def _parts(one: Text) -> list[str]:
    return list(one.text) if one.language in CHARACTERS else one.text.split(" ")


def _whole(parts: Sequence[str], one: Text) -> str:
    return ("" if one.language in CHARACTERS else " ").join(parts)


def reworded(
    one: Text, amount: float, chance: random.Random, words: Mapping[str, Sequence[str]]
) -> str:
    """So much of its words replaced by those of other texts; two characters count as a word."""
    parts, step = _parts(one), 2 if one.language in CHARACTERS else 1
    places = range(0, len(parts) - step + 1, step)
    for place in chance.sample(places, round(len(places) * amount)):
        parts[place : place + step] = [chance.choice(words[one.language]) for _ in range(step)]
    return _whole(parts, one)


def without_some_sentences(one: Text, chance: random.Random) -> str:
    """One sentence in four left out, at least one."""
    sentences = [part for part in re.split(r"(?<=[.!?。！？])\s*(?=\S)", one.text) if part.strip()]
    for _ in range(max(1, len(sentences) // 4)):
        if len(sentences) > 1:
            del sentences[chance.randrange(len(sentences))]
    return ("" if one.language in CHARACTERS else " ").join(sentences)


def wrapped(one: Text) -> str:
    """A page's furniture before and after it."""
    before, after = FURNITURE.get(one.language, FURNITURE["en"])
    return f"{before}\n{one.text}\n{after}"


def edits(
    one: Text, chance: random.Random, words: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str, str]]:
    """Each edit of a text: what was done, the headline and the text that came of it."""
    yield "title changed", "What you have to know this morning", one.text
    yield "cut to 40 percent", one.title, one.text[: int(len(one.text) * 0.4)]
    yield "boilerplate added", one.title, wrapped(one)
    yield "5 percent reworded", "Reworded", reworded(one, 0.05, chance, words)
    yield "sentences dropped", "Shortened", without_some_sentences(one, chance)
    yield "15 percent reworded", "Reworded", reworded(one, 0.15, chance, words)


def _fingerprint(one: Text, title: str, text: str) -> Fingerprint:
    return dedupe.fingerprint(url=None, title=title, text=text, language=one.language)


def _article(one: Text, title: str, text: str) -> Article:
    return Article(
        id="copy",
        url=None,
        source="Elsewhere",
        rank="press",
        language=one.language,
        published=NOW + timedelta(hours=5),
        dated=True,
        title=title,
        text=text,
    )


def _known(one: Text) -> Known:
    return Known(
        id=one.id,
        story=one.id,
        origin=one.id,
        source="Paper",
        language=one.language,
        published=NOW,
        title=one.title,
        fingerprint=_fingerprint(one, one.title, one.text),
    )


def evaluate() -> Section:
    """Plant every edit, and look each up among all originals; and each original among the others."""
    reports = texts()
    words: dict[str, list[str]] = defaultdict(list)
    for one in reports:
        words[one.language] += _parts(one)
    asked: dict[str, list[bool]] = defaultdict(list)
    findings: list[Finding] = []
    database = open_database("sqlite://")
    with writing(database) as conn:

        def copy_of(one: Text, title: str, text: str) -> str | None:
            made = _fingerprint(one, title, text)
            verdict = dedupe.judge(
                article=_article(one, title, text),
                fingerprint=made,
                candidates=similar.nearest(conn, made),
            )
            return verdict.nearest if verdict.kind == "duplicate" else None

        strangers = []
        for one in reports:
            strangers.append(copy_of(one, one.title, one.text) is None)
            similar.add(conn, _known(one))
        for one in reports:
            for draw in range(DRAWS):
                chance = random.Random(f"{one.id} {draw}")  # noqa: S311  (a draw that can be repeated)
                for name, title, text in edits(one, chance, words):
                    asked[name].append(copy_of(one, title, text) is not None)
                    if not asked[name][-1] and name != "15 percent reworded":
                        findings.append(_finding(one, name, text))
    database.dispose()
    found = {name: share(sum(hits), len(hits)) for name, hits in asked.items()}
    return Section(
        name="Planted edits",
        grids=(
            Grid(
                title=f"Planted edits of {len(reports)} reports of our own, {DRAWS} draws of each",
                columns=("edit", "planted", "found"),
                rows=tuple(
                    (name, str(len(hits)), shown(found[name])) for name, hits in asked.items()
                ),
            ),
        ),
        measures={
            **{f"planted.{name.replace(' ', '_')}": value for name, value in found.items()},
            "planted.strangers_apart": share(sum(strangers), len(strangers)),
        },
        findings=tuple(findings),
    )


def _finding(one: Text, name: str, text: str) -> Finding:
    return Finding(
        kind="miss", language=one.language, written=one.id, detail=name, sentence=text[:90]
    )
