"""Alerts, figures and the ledger on the terminal. Control characters of what comes from outside are taken off."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.model.alerts import Alert
from bot.model.figures import Change, Figure, Standing
from bot.model.topics import Topic
from bot.render import wording

MARKS = {
    "new": "●",
    "revised": "▲",
    "conflicting": "≠",
    "refined": "≈",
    "confirmed": "=",
    "denied": "✗",
    "noted": "·",
}
# Control, format (right-to-left marks) and surrogate characters can move a terminal's cursor or its sense.
_UNSAFE = {"Cc", "Cf", "Cs", "Co"}


FIGURE_COLUMNS = (
    "as written",
    "at",
    "value",
    "qualifier",
    "period",
    "for",
    "hedge",
    "whose",
    "what of",
    "converted",
    "note",
)


def alert_text(alert: Alert, *, timezone: str = "UTC") -> str:
    """An alert as a few plain lines: what changed, the words that say so, who says it, and where.

    Times are those of the reader's `timezone` (an IANA name).
    """
    lines = [f"{alert.topic_name} — {alert.story_title}"]
    for change in alert.changes:
        lines += _change_lines(change, alert, timezone)
    for words in (wording.reach(alert), wording.read_from(alert)):
        if words:
            lines.append(f"  {words}")
    if alert.article.url:
        lines.append(f"  {alert.article.url}")
    return "\n".join(plain(line) for line in lines)


def _change_lines(change: Change, alert: Alert, timezone: str) -> list[str]:
    kind = wording.kind_in_words(change)
    lines = [f"{MARKS[change.kind]} {kind}: {wording.change_in_words(change, alert.labels)}"]
    converted = wording.converted(change)
    if converted:
        lines.append(f"  {converted}")
    if change.after.quote:
        lines.append(f"  | {change.after.quote}")
    who = wording.who_says_so(change.after, timezone)
    lines.append(f"  {who} · {wording.how_sure(change.after, change.sure)}")
    return lines


def plain(text: str) -> str:
    """One line without any character that a terminal would obey rather than show."""
    return "".join(
        " " if char in "\n\t" else char
        for char in text
        if char in "\n\t" or unicodedata.category(char) not in _UNSAFE
    )


def figures_table(
    figures: Sequence[Figure],
    text: str,
    *,
    whose: Mapping[int, str],
    what: Mapping[int, str],
    converted: Mapping[int, str],
) -> RenderableType:
    """A table of a text's figures, as written and as read.

    `whose`, `what` and `converted` are words by a figure's start: whose it is, what of it, and the amount
    in another currency. A column in which nothing stands is left out.
    """
    rows = []
    for figure in figures:
        by = figure.by
        rows.append(
            (
                plain(figure.text),
                f"{figure.start}–{figure.end}",
                wording.value_in_words(figure),
                "" if figure.qualifier == "exact" else figure.qualifier.replace("_", " "),
                wording.period_in_words(figure.period) if figure.period else "",
                "" if by is None else f"{'fiscal ' if by.fiscal else ''}{by.year}",
                "" if figure.hedge == "stated" else figure.hedge,
                plain(whose.get(figure.start, "")),
                plain(what.get(figure.start, "")),
                converted.get(figure.start, ""),
                _note(figure, figures, text),
            )
        )
    kept = [at for at in range(len(FIGURE_COLUMNS)) if any(row[at] for row in rows)]
    table = _table(*(FIGURE_COLUMNS[at] for at in kept))
    for row in rows:
        table.add_row(*(Text(row[at]) for at in kept))
    return table


def _note(figure: Figure, figures: Sequence[Figure], text: str) -> str:
    notes = []
    if figure.earlier:
        notes.append("earlier value")
    if figure.additional:
        notes.append("on top of what there was")
    for start, words in ((figure.was_start, "was"), (figure.rendering_of, "the same as")):
        other = next((one for one in figures if one.start == start), None)
        if other is not None:
            notes.append(f"{words} {plain(text[other.start : other.end])}")
    return ", ".join(notes)


def ledger_table(topic: Topic, standings: Sequence[Standing]) -> RenderableType:
    """The figures in force of a topic: since when, who says so, and what is disputed."""
    labels = {series.id: series.label for series in topic.series}
    table = _table(
        "figure", "in force", "since", "who says so", "sources", "languages", "disputed by"
    )
    table.title = topic.name
    for row in standings:
        said = (row.in_force, *row.confirmations)
        value = wording.figure_in_words(row.in_force.figure)
        table.add_row(
            labels.get(row.series, row.series),
            Text(value, style="bold"),
            f"{row.since:%-d %b %Y}",
            Text(plain(f"{row.in_force.source} · {wording.how_sure(row.in_force)}")),
            str(len({one.source for one in said})),
            ", ".join(sorted({one.language for one in said})),
            Text(
                plain(
                    "; ".join(
                        f"{wording.figure_in_words(one.figure)} ({one.source})"
                        for one in row.dispute
                    )
                )
            ),
        )
    if not standings:
        return Text(f"{topic.name}: nothing is known yet. `bot run` fills the ledger.")
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
