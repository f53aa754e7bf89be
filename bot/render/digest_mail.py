"""A digest, or a single alert, as a mail: a text part and an HTML part made from the same lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.model.alerts import Alert, Digest
from bot.model.figures import Change
from bot.render import digest_words, wording
from bot.render.charts import Chart
from bot.render.counting import counted
from bot.render.pictures import pictures
from bot.render.slack_blocks import cut, safe_link
from bot.render.suggested import digest_lines

# A wide character may begin a line; what is narrow (digits, Latin) stays together, so no figure is cut.
_RUNS = re.compile(
    r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6][、。，．」』）]*|[^\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6]{1,60}"
)
COLUMNS = 76
SUBJECT_MOST = 120
TOPIC_MOST = 40
QUOTE_MOST = 400
# On a busy day there is less room for each, so that the whole stays below what Gmail clips.
BUSY_QUOTE_MOST = 120
BUSY = 15
TITLE_MOST = 200
# Gmail clips a mail at about 102 kB; with this many changes ours stays below 60.
CHANGES_MOST = 50
UNFILED_MOST = 30
TO_CHECK_MOST = 20
FOOT = (
    "Figures are quoted as the sources state them; what is marked as computed is ours.",
    "To change what you get, edit receivers in feeds.yaml; to stop it, remove yourself there.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One change, in words: what both parts of a mail show."""

    story: str
    kind: str
    label: str
    before: str
    joint: str
    after: str
    far: str
    converted: str
    quote: str
    who: str
    sure: str
    title: str
    link: str | None
    disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a mail with its heading: changes, plain lines, or both."""

    title: str
    rows: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()


def digest_message(digest: Digest, *, charts: Sequence[Chart] = ()) -> dict[str, Any]:
    """A digest's `subject`, `text`, `html` and `pictures`; the same digest gives the same bytes."""
    subject = digest_subject(digest)
    reach, sections = digest_words.reach(digest), _sections(digest)
    plain = _message(subject, subject, reach, sections)
    drawn = pictures(charts, beside=len(plain["text"].encode()) + len(plain["html"].encode()))
    if not drawn:
        return plain
    html = _html(plain["subject"], subject, reach, sections, drawn)
    return plain | {"html": html, "pictures": drawn}


def alert_message(alert: Alert, *, timezone: str, board: str | None = None) -> dict[str, str]:
    """A single alert's `subject`, `text` and `html`, for a receiver that gets alerts by mail."""
    section = Section(title=alert.topic_name, rows=tuple(_rows(alert, timezone, QUOTE_MOST)))
    where = f"On the board: {wording.on_the_board(alert, board)}" if board else ""
    extra = tuple(line for line in (wording.reach(alert), wording.read_from(alert), where) if line)
    sections = (section, *([Section(title="Besides", lines=extra)] if extra else []))
    subject = _subject(alert, alert.changes[0], more=len(alert.changes) - 1)
    return _message(subject, wording.headline(alert), "", sections)


def notice_message(title: str, lines: Sequence[str]) -> dict[str, str]:
    """A few lines that are no news (of the bot itself, or a correction): `subject`, `text` and `html`."""
    said = (Section(title="", lines=tuple(lines)),) if lines else ()
    return _message(cut(title, SUBJECT_MOST), title, "", said, foot=FOOT[1:])


def digest_subject(digest: Digest) -> str:
    """The change that matters most, of which topic, and how many more; on an empty day, that nothing changed."""
    changes = [(change, alert) for alert in digest.alerts for change in alert.changes]
    if not changes:
        return f"No figure changed ({counted(digest.read, 'article')} read)"
    change, alert = changes[0]
    return _subject(alert, change, more=len(changes) - 1)


def _subject(alert: Alert, change: Change, *, more: int) -> str:
    """A subject that is told apart in a list of mails: "Skerry Bank: Cost: £4.2 billion → £4.9 billion, and 2 more"."""
    topic = cut(alert.topic_name, TOPIC_MOST)
    first = cut(f"{topic}: {wording.change_in_words(change, alert.labels)}", SUBJECT_MOST)
    return f"{first}, and {more} more" if more else first


def _sections(digest: Digest) -> tuple[Section, ...]:
    room = BUSY_QUOTE_MOST if len(digest.alerts) > BUSY else QUOTE_MOST
    rows = [row for alert in digest.alerts for row in _rows(alert, digest.timezone, room)]
    shown, left = rows[:CHANGES_MOST], len(rows) - CHANGES_MOST
    settled = tuple(row for row in shown if not row.disputed)
    disputed = tuple(row for row in shown if row.disputed)
    refined = tuple(
        f"{wording.change_in_words(change, alert.labels)} — {wording.who_says_so(change.after, digest.timezone)}"
        for alert in digest.refined
        for change in alert.changes
    )
    unfiled = tuple(cut(figure, TITLE_MOST) for figure in digest.unfiled)
    sections = [
        Section(title="New and changed", rows=settled),
        Section(title="Disputed", rows=disputed),
        Section(title="More precise", lines=refined),
        Section(title="To check", lines=_to_check(digest)),
        Section(
            title="Figures that belong to no series",
            lines=("; ".join(unfiled[:UNFILED_MOST]),) if unfiled else (),
        ),
        Section(
            title="Feeds that fail",
            lines=tuple(f"{feed}: {reason}" for feed, reason in digest.failing),
        ),
        Section(title="Names and words to add", lines=digest_lines(digest.suggested)),
        Section(
            title="Left out",
            lines=(f"{left} more changes; `bot ledger` lists them all.",) if left > 0 else (),
        ),
    ]
    return tuple(section for section in sections if section.rows or section.lines)


def _to_check(digest: Digest) -> tuple[str, ...]:
    """A line for each doubtful change, as many as there is room for, with what it may be of."""
    lines = [
        cut(
            f"{wording.figure_in_words(change.after.figure)}: {wording.may_be(change)} — "
            f"{wording.who_says_so(change.after, digest.timezone)}: {change.after.quote}",
            QUOTE_MOST,
        )
        for alert in digest.to_check
        for change in alert.changes
    ]
    left = len(lines) - TO_CHECK_MOST
    return (*lines[:TO_CHECK_MOST], *([f"{left} more stand on the board."] if left > 0 else []))


def _rows(alert: Alert, timezone: str, room: int) -> Iterator[Row]:
    for change in alert.changes:
        if change.kind != "refined" or len(alert.changes) == 1:
            yield _row(change, alert, timezone, room)


def _row(change: Change, alert: Alert, timezone: str, room: int) -> Row:
    after = change.after
    return Row(
        story=cut(alert.story_title, TITLE_MOST),
        kind=wording.kind_in_words(change),
        label=wording.label_of(change, alert.labels),
        before="" if change.kind == "denied" else wording.sided(change),
        joint=" or " if change.kind == "conflicting" else " → ",
        after=wording.denial(change)
        if change.kind == "denied"
        else wording.figure_in_words(after.figure),
        far=wording.moved(change),
        converted=wording.converted(change),
        quote=cut(after.quote, room) if after.quote else "",
        who=cut(wording.who_says_so(after, timezone), TITLE_MOST),
        sure=wording.how_sure(after, change.sure),
        title=cut(alert.article.title or alert.story_title, min(room, TITLE_MOST)),
        link=safe_link(alert.article.url),
        disputed=change.kind == "conflicting",
    )


def _message(
    subject: str,
    title: str,
    reach: str,
    sections: Sequence[Section],
    *,
    foot: Sequence[str] = FOOT,
) -> dict[str, Any]:
    subject = " ".join(_safe(subject).split())
    text = "\n".join(_text(title, reach, sections, foot))
    html = _html(subject, title, reach, sections, foot=foot)
    return {"subject": subject, "text": text, "html": html}


def _text(
    title: str, reach: str, sections: Sequence[Section], foot: Sequence[str]
) -> Iterator[str]:
    yield from _wrapped(title)
    yield from _wrapped(reach)
    for section in sections:
        yield ""
        if section.title:
            yield section.title.upper()
        for number, line in enumerate(section.lines):
            if number and not section.title:
                yield ""
            yield from _wrapped(line, "  " if section.title else "")
        for story, rows in groupby(section.rows, key=lambda row: row.story):
            yield ""
            yield from _wrapped(story, "  ")
            for row in rows:
                yield from _row_lines(row)
    yield ""
    yield "-- "
    for line in foot:
        yield from _wrapped(line)


def _row_lines(row: Row) -> Iterator[str]:
    before = f"{row.before}{row.joint}" if row.before else ""
    far = f" ({row.far})" if row.far else ""
    yield from _wrapped(f"* {row.kind}: {row.label}: {before}{row.after}{far}", "  ", "    ")
    for line in (row.converted, f"“{row.quote}”" if row.quote else "", row.who, row.sure):
        yield from _wrapped(line, "    ")
    if row.link:
        # An address that is broken over two lines cannot be followed; RFC 5322 allows 998.
        yield f"    {row.link}"


def _wrapped(text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
    """Lines of at most 78 columns, where a wide character takes two."""
    rest = first if rest is None else rest
    line, width = first, len(first)
    for word in _pieces(_safe(text)):
        size = _width(word)
        if width + size > COLUMNS and line.strip():
            yield line.rstrip()
            line, width = rest, len(rest)
            word = word.lstrip()  # noqa: PLW2901  (a line never begins with the space that broke it)
            size = _width(word)
        line += word
        width += size
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Where a line may be broken: before a word with its space, and before a wide character."""
    for number, word in enumerate(text.split()):
        lead = " " if number else ""
        for part in _RUNS.findall(word):
            yield lead + part
            lead = ""


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _safe(text: str) -> str:
    """Without characters that turn the direction of a line or hide in it."""
    return "".join(
        char if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"} else " "
        for char in text
    )


def _html(
    subject: str,
    title: str,
    reach: str,
    sections: Sequence[Section],
    drawn: Sequence[Mapping[str, str]] = (),
    *,
    foot: Sequence[str] = FOOT,
) -> str:
    page = _environment().get_template("mail.html.j2")
    # The story's name stands once above its changes.
    named = [
        Section(
            title=section.title,
            lines=tuple(_safe(line) for line in section.lines),
            rows=tuple(_named_once(section.rows)),
        )
        for section in sections
    ]
    rendered = page.render(
        subject=_safe(subject),
        title=_safe(title),
        reach=reach,
        sections=named,
        pictures=drawn,
        foot=foot,
    )
    inlined: str = css_inline.CSSInliner(keep_style_tags=False).inline(rendered)
    return inlined


def _named_once(rows: Sequence[Row]) -> Iterator[Row]:
    last = None
    for row in rows:
        yield replace(
            row,
            story="" if row.story == last else _safe(row.story),
            quote=_safe(row.quote),
            title=_safe(row.title),
            who=_safe(row.who),
        )
        last = row.story


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bot.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
