"""Alerts, figures and the ledger on the terminal. Control characters of what comes from outside are taken off."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.model.alerts import Alert
from bot.model.figures import Change, Figure, Standing
from bot.model.topics import Topic
from bot.render import wording

MARKS = {"new": "●", "revised": "▲", "conflicting": "≠", "refined": "≈", "confirmed": "="}
# Control, format (right-to-left marks) and surrogate characters can move a terminal's cursor or its sense.
_UNSAFE = {"Cc", "Cf", "Cs", "Co"}


def alert_text(alert: Alert) -> str:
    """An alert as a few plain lines: what changed, the words that say so, who says it, and where."""
    lines = [f"{alert.topic_name} — {alert.story_title}"]
    for change in alert.changes:
        lines += _change_lines(change, alert)
    for words in (wording.reach(alert), wording.read_from(alert)):
        if words:
            lines.append(f"  {words}")
    if alert.article.url:
        lines.append(f"  {alert.article.url}")
    return "\n".join(plain(line) for line in lines)


def _change_lines(change: Change, alert: Alert) -> list[str]:
    kind = wording.kind_in_words(change)
    lines = [f"{MARKS[change.kind]} {kind}: {wording.change_in_words(change, alert.labels)}"]
    converted = wording.converted(change)
    if converted:
        lines.append(f"  {converted}")
    if change.after.quote:
        lines.append(f"  | {change.after.quote}")
    lines.append(f"  {wording.who_says_so(change.after)} · {wording.how_sure(change.after)}")
    return lines


def plain(text: str) -> str:
    """One line without any character that a terminal would obey rather than show."""
    return "".join(
        " " if char in "\n\t" else char
        for char in text
        if char in "\n\t" or unicodedata.category(char) not in _UNSAFE
    )


def figures_table(figures: Sequence[Figure], text: str) -> RenderableType:
    """A table of a text's figures: as written, value, unit, qualifier, period, for which year, hedge."""
    table = _table("as written", "at", "value", "qualifier", "period", "for", "hedge", "note")
    for figure in figures:
        low, high = (
            wording.amount(figure.low, figure.unit),
            wording.amount(figure.high, figure.unit),
        )
        by = figure.by
        table.add_row(
            Text(plain(figure.text)),
            f"{figure.start}–{figure.end}",
            low if low == high else f"{low} to {high}",
            "" if figure.qualifier == "exact" else figure.qualifier.replace("_", " "),
            wording.period_in_words(figure.period) if figure.period else "",
            "" if by is None else f"{'fiscal ' if by.fiscal else ''}{by.year}",
            "" if figure.hedge == "stated" else figure.hedge,
            Text(_note(figure, figures, text)),
        )
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
