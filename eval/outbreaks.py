"""Official reports of changing counts, with numbers that others took from them.

The texts are the World Health Organization's Disease Outbreak News, the numbers those of Carlson et al.
2023 (PLOS Global Public Health). True figures of districts are unlabelled, so that precision is a lower
bound: recall is the number to trust. Nothing of these texts is in the project.
"""

from __future__ import annotations

from eval.corpora import SHARED, rows
from eval.oracles import PLAIN, run
from eval.real_streams import RealStream
from eval.replay import score
from eval.report import Finding, Grid, Section, share, shown

FOLDER = SHARED / "eval" / "outbreaks"


def streams() -> tuple[RealStream, ...]:
    """The outbreaks that lie beside the checkout."""
    names = [path.stem.removeprefix("stream_") for path in sorted(FOLDER.glob("stream_*.jsonl"))]
    return tuple(
        RealStream(
            name=name,
            group="outbreaks",
            articles=FOLDER / f"stream_{name}.jsonl",
            labelled=FOLDER / f"labels_{name}.jsonl",
            topic=FOLDER / f"topic_{name}.yaml",
        )
        for name in names
    )


def evaluate() -> Section:
    """Recall of told events, by value and strictly, each outbreak and all events together."""
    found = streams()
    if not found:
        return Section(name="Outbreaks", absent="no outbreak reports are beside the checkout")
    lines: list[tuple[str, ...]] = []
    findings: list[Finding] = []
    wanted = told = hit = strict = 0
    for stream in found:
        given = score(list(rows(stream.articles)), stream.labels(), run(stream, PLAIN).answers)
        wanted, told = wanted + given.wanted, told + given.told
        hit, strict = hit + given.value_hit, strict + given.strict
        counts = (given.wanted, given.told, given.value_hit, given.strict)
        lines.append(_line(stream.name, *counts))
        findings += given.findings
    return Section(
        name="Outbreaks",
        grids=(
            Grid(
                title="Outbreaks: told events; precision is a lower bound",
                columns=("outbreak", "wanted", "told", "recall", "strict recall", "strict P"),
                rows=(_line("all", wanted, told, hit, strict), *lines),
            ),
        ),
        measures={
            "outbreaks.recall": share(hit, wanted),
            "outbreaks.strict_recall": share(strict, wanted),
        },
        findings=tuple(findings),
    )


def _line(name: str, wanted: int, told: int, hit: int, strict: int) -> tuple[str, ...]:
    shares = (share(hit, wanted), share(strict, wanted), share(strict, told))
    return (name, str(wanted), str(told), *map(shown, shares))
