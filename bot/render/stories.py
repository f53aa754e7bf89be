"""Events on the terminal: the list, and one event's timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.model.news import Story
from bot.model.stories import Report, Timeline
from bot.render import wording
from bot.render.console import MARKS, plain
from bot.render.counting import counted

MOST_NAMES = 6


def stories_list(stories: Sequence[Story]) -> RenderableType:
    """The stories, two lines each: id and title; last report, reports, languages and publishers."""
    if not stories:
        return Text("No events yet: one begins with its first report, at a round of `bot run`.")
    lines: list[RenderableType] = []
    for story in stories:
        seen = (
            f"{story.last_at:%Y-%m-%d %H:%M} UTC",
            _reports(len(story.articles)),
            ", ".join(story.languages),
            _some(story.sources),
        )
        lines.append(Text(plain(f"{story.id}  {story.title}"), style="bold"))
        lines.append(Padding(Text(plain(" · ".join(seen))), (0, 0, 0, len(story.id) + 2)))
    return Group(*lines)


def timeline_text(timeline: Timeline, labels: Mapping[str, str]) -> RenderableType:
    """A story's reports, oldest first: what each brought, or why it was folded away.

    `labels` are the names of the series by their ids.
    """
    story = timeline.story
    span = f"{story.first_at:%Y-%m-%d %H:%M} to {story.last_at:%Y-%m-%d %H:%M} UTC"
    count = len(story.articles)
    parts: list[RenderableType] = [
        Text(plain(story.title), style="bold"),
        Text(f"{story.id} · {story.topic} · {span}"),
        Text(
            plain(
                f"{_reports(count)} in {', '.join(story.languages)}, from {_some(story.sources, count)}"
            )
        ),
    ]
    if timeline.merged:
        parts.append(Text(f"Merged into it: {', '.join(timeline.merged)}"))
    for word, others in (("Follows", timeline.before[:1]), ("Followed by", timeline.after)):
        parts += [
            Text(plain(f"{word} {one.id}  {one.title} ({one.first_at:%Y-%m-%d})")) for one in others
        ]
    if count > len(timeline.reports):
        parts.append(Text(f"The latest {len(timeline.reports)} of them:"))
    for report in timeline.reports:
        head = f"{report.published:%Y-%m-%d %H:%M}  {report.source} ({report.language})  {report.title}"
        parts.append(Text(f"\n{plain(head)}", style="bold" if report.brought else ""))
        parts += [Padding(Text(plain(line)), (0, 0, 0, 4)) for line in _lines(report, labels)]
    return Group(*parts)


def _lines(report: Report, labels: Mapping[str, str]) -> Iterator[str]:
    yield f"{report.id}  {report.url}" if report.url else report.id
    for change in report.brought:
        kind = wording.kind_in_words(change)
        yield f"{MARKS[change.kind]} {kind}: {wording.change_in_words(change, labels)}"
    yield from became(report)
    if report.revisions:
        yield f"edited {report.revisions} times since it was first read"


def became(report: Report) -> Iterator[str]:
    """What became of a report, in words: how it came into the story, and why it was told or kept quiet."""
    verdict, triage = report.verdict, report.triage
    if verdict is None or triage is None:
        yield "known from the start: a seed"
        return
    if verdict.kind == "duplicate":
        yield f"folded away: {verdict.reason}"
    elif verdict.kind == "same_story":
        yield verdict.reason
    else:
        yield f"opened an event: {verdict.reason}"
    told = {"alert": "told", "digest": "told in the digest", "silence": "kept quiet"}
    yield f"{told[triage.decision]}: {triage.reason}"


def _reports(count: int) -> str:
    return counted(count, "report")


def _some(names: Sequence[str], most: int = MOST_NAMES) -> str:
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
