"""The five seed reports: is every figure of the story found, and nothing that is noise.

`FACTS` says what each report states about the story; every place where it is written so must be
found. `OTHER` is a figure too, but of something else: neither asked for nor held against the engine.
Whatever else is told is noise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.model.figures import Figure
from eval.corpora import SHARED
from eval.figures import Find, close, engine
from eval.report import Finding, Grid, Section, share, shown

BEST_KNOWN = "12 of 13 with 18 noise (quantulum3), 12 of 13 with 28 noise (Recognizers)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure of a seed: the report's number, how it is written there, and what it means."""

    seed: str
    written: str
    value: Decimal
    unit: str
    period: str | None = None


MODEL = (r"(?i)\btrillion[- ]parameters?\b", Decimal("1e12"), "parameters")
FACTS = (
    *(
        Fact(seed=seed, written=MODEL[0], value=MODEL[1], unit=MODEL[2])
        for seed in ("000", "001", "004")
    ),
    Fact(seed="000", written=r"6\.44 million", value=Decimal("6.44e6"), unit="people"),
    Fact(seed="000", written=r"(?<=By )2030", value=Decimal(2030), unit="year"),
    Fact(seed="001", written=r"\$6\.7 billion", value=Decimal("6.7e9"), unit="USD"),
    Fact(seed="003", written=r"Four(?= Japanese)", value=Decimal(4), unit="companies"),
    Fact(seed="003", written="1 trillion yen", value=Decimal("1e12"), unit="JPY", period="P5Y"),
    Fact(seed="004", written="¥200 billion", value=Decimal("2e11"), unit="JPY"),
    Fact(seed="004", written=r"(?<=these )four", value=Decimal(4), unit="companies"),
)
OTHER = {"000": (r"20 years",)}


def _at(figure: Figure, span: tuple[int, int]) -> bool:
    return figure.start < span[1] and span[0] < figure.end


def _states(figure: Figure, fact: Fact) -> bool:
    return (
        figure.unit == fact.unit
        and close(figure.low, fact.value)
        and close(figure.high, fact.value)
        and (fact.period is None or figure.period == fact.period)
    )


def _score(seed: str, text: str, found: Sequence[Figure]) -> tuple[int, list[str], list[Figure]]:
    """Places asked for, the places missed as written, and the figures that are noise."""
    asked, missed, spare = 0, [], list(found)
    for fact in (fact for fact in FACTS if fact.seed == seed):
        for place in re.finditer(fact.written, text):
            asked += 1
            here = [figure for figure in spare if _at(figure, place.span())]
            right = [figure for figure in here if _states(figure, fact)]
            if not right:
                missed.append(place[0])
            for figure in right[:1]:
                spare.remove(figure)
    other = [
        place.span() for pattern in OTHER.get(seed, ()) for place in re.finditer(pattern, text)
    ]
    noise = [figure for figure in spare if not any(_at(figure, span) for span in other)]
    return asked, missed, noise


def evaluate(find: Find = engine) -> Section:
    """Score the five seed reports, where the shared folder is there."""
    paths = sorted((SHARED / "seeds").glob("*.txt"))
    if not paths:
        return Section(name="The five seeds", absent="../shared/seeds is not there")
    rows, findings, total, lost, noisy = [], [], 0, 0, 0
    for path in paths:
        seed, text = path.name[:3], path.read_text(encoding="utf-8")
        asked, missed, noise = _score(seed, text, tuple(find(text, "en")))
        total, lost, noisy = total + asked, lost + len(missed), noisy + len(noise)
        rows.append((seed, str(asked), str(asked - len(missed)), str(len(noise))))
        findings += [_finding("miss", seed, written, "", path.name) for written in missed]
        findings += [
            _finding("extra", seed, figure.text, f"{figure.low:f} {figure.unit}", path.name)
            for figure in noise
        ]
    rows.append(("all", str(total), str(total - lost), str(noisy)))
    recall, precision = share(total - lost, total), share(total - lost, total - lost + noisy)
    return Section(
        name="The five seeds",
        grids=(
            Grid(
                title=f"The five seeds; best known: {BEST_KNOWN}",
                columns=("seed", "places asked for", "found", "noise"),
                rows=tuple(rows),
            ),
            Grid(
                title="",
                columns=("", "share"),
                rows=(("found", shown(recall)), ("told and no noise", shown(precision))),
            ),
        ),
        measures={"seeds.found": recall, "seeds.no_noise": precision},
        findings=tuple(findings),
    )


def _finding(kind: str, seed: str, written: str, detail: str, name: str) -> Finding:
    return Finding(kind=kind, language=seed, written=written, detail=detail, sentence=name)
