"""The same real news in fourteen languages: how evenly the finder reads it.

The sentences are NTREX-128's (news of WMT19, translated by people), beside the checkout. Expected in
each language is a value that at least nine languages' translations yielded, so the last few percent are
not to be had: a translator may have converted a unit or left a number out. A figure is "lone" where no
other language has its value in that sentence; most of those are inventions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.model.figures import Figure
from bot.steps.figures import find_figures
from eval.corpora import SHARED, rows
from eval.real_streams import close
from eval.report import Finding, Grid, Section, share, shown

FOLDER = SHARED / "eval" / "ntrex"
LANGUAGES = ("en", "fr", "es", "de", "it", "nl", "pt", "da", "no", "tr", "ja", "ko")
LANGUAGES += ("zh-Hans", "zh-Hant")
# A language with so many lone figures or more has a share of 0; with none it has 1.
MOST_LONE = 100

_Texts = Mapping[str, str]
_Found = Mapping[str, Sequence[Figure]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Score:
    hit: int
    missed: int
    lone: int
    findings: tuple[Finding, ...]


def evaluate() -> Section:
    """Recall and lone figures for each language that is there."""
    if not (FOLDER / "expected.jsonl").is_file():
        return Section(
            name="The same news in fourteen languages", absent=f"no {FOLDER.name} beside"
        )
    expected = {row["id"]: row["values"] for row in rows(FOLDER / "expected.jsonl")}
    sentences = {language: tuple(rows(FOLDER / f"{language}.jsonl")) for language in LANGUAGES}
    texts = {
        language: {row["id"]: str(row["text"]) for row in given}
        for language, given in sentences.items()
    }
    found = {
        language: {
            row["id"]: find_figures(
                row["text"], language=language, published=date.fromisoformat(row["published"])
            )
            for row in given
        }
        for language, given in sentences.items()
    }
    scores = {one: _score(one, expected, texts[one], found) for one in LANGUAGES}
    recall = {one: share(got.hit, got.hit + got.missed) for one, got in scores.items()}
    return Section(
        name="The same news in fourteen languages",
        grids=(
            Grid(
                title="ntrex: recall of what the others read, and lone figures",
                columns=("language", "recall", "lone"),
                rows=tuple((one, shown(recall[one]), str(scores[one].lone)) for one in LANGUAGES),
            ),
        ),
        measures={
            **{f"ntrex.{one}.recall": value for one, value in recall.items()},
            **{
                f"ntrex.{one}.not_lone": max(0.0, 1 - got.lone / MOST_LONE)
                for one, got in scores.items()
            },
        },
        findings=tuple(finding for got in scores.values() for finding in got.findings),
    )


def _score(
    language: str,
    expected: Mapping[str, Sequence[Mapping[str, object]]],
    texts: _Texts,
    found: Mapping[str, _Found],
) -> _Score:
    hit = missed = lone = 0
    findings = []
    for name, values in expected.items():
        mine = found[language].get(name, ())
        for value in values:
            low = Decimal(str(value["low"]))
            if any(close(figure.low, low) for figure in mine):
                hit += 1
            else:
                missed += 1
                detail = f"{value['unit']}, read in other languages"
                findings.append(_finding("miss", language, str(value["low"]), detail, texts[name]))
        for figure in mine:
            if not _read_elsewhere(figure, name, language, found):
                lone += 1
                detail = f"{figure.low:f} {figure.unit}, read in no other language"
                findings.append(_finding("extra", language, figure.text, detail, texts[name]))
    return _Score(hit=hit, missed=missed, lone=lone, findings=tuple(findings))


def _read_elsewhere(figure: Figure, name: str, language: str, found: Mapping[str, _Found]) -> bool:
    return any(
        close(figure.low, other.low)
        for tag, theirs in found.items()
        if tag != language
        for other in theirs.get(name, ())
    )


def _finding(kind: str, language: str, written: str, detail: str, sentence: str) -> Finding:
    return Finding(kind=kind, language=language, written=written, detail=detail, sentence=sentence)
