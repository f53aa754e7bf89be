"""Which language a text is in: our labelled sentences without a hint, the streams' articles besides.

A sentence is harder than an article; both are measured, since a summary of one line is all that some
feeds give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from bot.steps.language import detect
from eval.corpora import CASES, our_files, read_cases, rows, shared_file
from eval.report import Finding, Grid, Section, share, shown

Detect = Callable[[str], str]


def _texts() -> list[tuple[str, str, str]]:
    """What is to be told: the sort of text, its language, the text."""
    texts = [
        ("sentences", case.language, case.text) for path in our_files() for case in read_cases(path)
    ]
    shared = [shared_file(name) for name in ("stream_dev.jsonl", "stream_hydrogen.jsonl")]
    for path in (CASES / "stream_kestrel.jsonl", *shared):
        if path is not None:
            texts += [("articles", row["language"], row["text"]) for row in rows(path)]
    return texts


def evaluate(tell: Detect = detect) -> Section:
    """The share of texts whose language is told rightly, script included."""
    asked: dict[tuple[str, str], int] = defaultdict(int)
    right: dict[tuple[str, str], int] = defaultdict(int)
    findings = []
    for sort, language, text in _texts():
        given = tell(text)
        for key in ((sort, language), (sort, "all")):
            asked[key] += 1
            right[key] += given == language
        if given != language:
            findings.append(
                Finding(
                    kind="language",
                    language=language,
                    written=given,
                    detail=f"told of {'an article' if sort == 'articles' else 'a sentence'}",
                    sentence=text[:100].replace("\n", " "),
                )
            )
    names = sorted({language for _, language in asked} - {"all"})
    return Section(
        name="Languages",
        grids=(
            Grid(
                title="Languages told without a hint",
                columns=("", "sentences", "right", "articles", "right"),
                rows=tuple(
                    (
                        name,
                        str(asked["sentences", name]),
                        shown(share(right["sentences", name], asked["sentences", name])),
                        str(asked["articles", name]),
                        shown(share(right["articles", name], asked["articles", name])),
                    )
                    for name in (*names, "all")
                ),
            ),
        ),
        measures={
            "language.sentences": share(right["sentences", "all"], asked["sentences", "all"]),
        },
        findings=tuple(findings),
    )
