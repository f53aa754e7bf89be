"""Sentences read as they are meant: moves, differences, denials, dates and counts, a kind each.

A sentence is right where every figure in it is found, nothing else is, and every mark that the label
makes is read as labelled. That is stricter than F1, since a move read the wrong way round has good F1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.model.figures import Figure
from eval.corpora import Case, read_cases, reading_files
from eval.figures import Score, score_case
from eval.report import Finding, Grid, Section, share, shown

Read = Callable[[str, str, date | None], Sequence[Figure]]


def engine(text: str, language: str, published: date | None) -> Sequence[Figure]:
    """The bot's own step."""
    from bot.steps.figures import find_figures  # noqa: PLC0415  (a damaged engine is tested too)

    return find_figures(text, language=language, published=published)


def faults(case: Case, read: Read = engine) -> tuple[Finding, ...]:
    """What is read wrongly in one sentence; none where it is right."""
    score = Score()
    score_case(score, case, tuple(read(case.text, case.language, case.published)))
    return tuple(one for one in score.findings if one.kind not in {"qualifier", "period"})


def evaluate(read: Read = engine) -> Section:
    """Every kind: how many of its sentences are right, and what is wrong in the others."""
    rows, measures, findings = [], {}, []
    wanted = right = 0
    for path in reading_files():
        kind = path.stem.removeprefix("reading_")
        found = [faults(case, read) for case in read_cases(path)]
        good = sum(not one for one in found)
        wanted, right = wanted + len(found), right + good
        measures[f"reading.{kind}"] = share(good, len(found))
        rows.append((kind, str(len(found)), str(good), shown(share(good, len(found)))))
        findings += [finding for one in found for finding in one]
    measures["reading.all"] = share(right, wanted)
    rows.append(("all", str(wanted), str(right), shown(share(right, wanted))))
    grid = Grid(
        title="Sentences read as they are meant",
        columns=("kind", "sentences", "right", "share"),
        rows=tuple(rows),
    )
    return Section(name="Reading", grids=(grid,), measures=measures, findings=tuple(findings))
