"""The tables: what was tried, how often, and what came of it; for a terminal, and for docs/reliability.md."""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from demo.stage import ROOT
from faults.checks import Result
from faults.guards import GUARDS

GROUPS: Mapping[str, str] = {
    "kills": "kill -9 at each named place, each time that the demo's stream passes it; in what is unusual, three times",
    "pairs": "two kills, the second while recovering, at places and statements drawn by seed",
    "network": "each way a call can fail, at each call",
    "model": "each way in which the second reader's server can fail",
    "disk": "disk full, I/O errors at the statements that write, no room for pages or bytes",
    "clocks": "clocks that jump, summer time, the year's end",
    "two bots": "a second bot on the same database",
    "cluster": "two workers on one PostgreSQL server: killed, cut off, restarted under, clocks apart",
    "guards": "the harness itself: each guard in place, and taken away",
}
BEGIN, END = "<!-- made by python -m faults --markdown -->", "<!-- until here -->"
NAMED = re.compile(r"""\bfailpoint\("([^"]+)"\)""")
# A statement of SQL is named by its table as well: it is no place of ours.
KILLED = re.compile(r"(?<!\S)((?!sql\.)[a-z]+(?:\.[A-Za-z_]+)+)#\d+")
HEADS = (
    "what",
    "cases",
    "alike",
    "lost",
    "doubled",
    "same mail again",
    "failed",
    "longest recovery",
)


def summary(results: Sequence[Result]) -> list[tuple[str, ...]]:
    """A line for each group that was played. What a missing guard did is the harness's success, and not counted."""
    lines = []
    for group, words in GROUPS.items():
        found = [one for one in results if one.group == group]
        counted = [one for one in found if not one.case.startswith("without ") and not one.note]
        if found:
            lines.append(
                (
                    words,
                    str(len(found)),
                    str(sum(bool(one.stands_as) for one in found)),
                    str(sum(one.lost for one in counted)),
                    str(sum(one.doubled for one in counted)),
                    str(sum(one.doubled_mails for one in counted)),
                    str(sum(not one.held for one in found)),
                    f"{max(one.recovery_s for one in found):.1f} s",
                )
            )
    return lines


def in_text(results: Sequence[Result], seconds: float) -> str:
    """The table for a terminal, and every case that failed, by the name that plays it again."""
    rows = [HEADS, *summary(results)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines += [
        f"FAILED  {one.group}: {one.case}: {'; '.join(one.faults)}"
        for one in results
        if not one.held
    ]
    lines.append(f"{len(results)} cases in {seconds:.0f} seconds")
    return "\n".join(lines)


def in_markdown(results: Sequence[Result], seconds: float, *, seed: int) -> str:
    """The tables of docs/reliability.md, with the day and the commit."""
    today = datetime.now(UTC).date()  # noqa: TID251  (a report says when it was made)
    head = [
        f"Made by `make faults` on {today} at commit {_commit()}, seed {seed}:",
        f"{len(results)} cases in {seconds:.0f} seconds.",
        "",
        _table(HEADS, summary(results)),
    ]
    return "\n".join([*head, *_places(results), *_promised(results), *_guards(results)]) + "\n"


def named() -> set[str]:
    """The places that stand in the bot's code."""
    return {
        name
        for source in (ROOT / "bot").rglob("*.py")
        for name in NAMED.findall(source.read_text(encoding="utf-8"))
    }


def never_killed(results: Sequence[Result]) -> list[str]:
    """The places in the bot's code at which nothing was killed."""
    killed = {name for one in _kills(results) for name in KILLED.findall(one.case)}
    return sorted(named() - killed)


def _kills(results: Sequence[Result]) -> list[Result]:
    return [one for one in results if one.group in {"kills", "pairs"}]


def renewed(page: str, tables: str) -> str:
    """A page with these tables between its two marks, in place of what stood there."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables}\n{END}{after}"


def _places(results: Sequence[Result]) -> list[str]:
    killed: dict[str, list[Result]] = defaultdict(list)
    for one in _kills(results):
        for place in KILLED.findall(one.case):
            killed[place].append(one)
    rows = [
        (f"`{place}`", str(len(found)), str(sum(not one.held for one in found)))
        for place, found in sorted(killed.items())
    ]
    return ["", "### The places", "", _table(("place", "kills", "failed"), rows)] if rows else []


def _promised(results: Sequence[Result]) -> list[str]:
    rows = [
        (one.case, one.note, "yes" if one.held else "; ".join(one.faults))
        for one in results
        if one.group == "network" and one.note
    ]
    if not rows:
        return []
    return [
        "",
        "### Where less is promised than once",
        "",
        _table(("fault", "what came of it", "as promised"), rows),
    ]


def _guards(results: Sequence[Result]) -> list[str]:
    rows = []
    for name, guard in GUARDS.items():
        found = [one for one in results if one.case.startswith(f"without {name}:")]
        rows += [
            (name, guard.keeps, one.note or "nothing: the harness is blind to it") for one in found
        ]
    if not rows:
        return []
    heads = ("guard", "what it keeps", "what was found without it")
    return ["", "### The guards, taken away", "", _table(heads, rows)]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in lines)


def _commit() -> str:
    asked = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603  (a fixed command)
    return found.stdout.strip() or "unknown"
