"""`bot events`: the events that move, one event's timeline, and the merging of two that are one."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import FEEDS_FILE, AsJson, DataFolder, FeedsFile, opened, out, print_json
from bot.errors import ConfigError
from bot.model.news import Story
from bot.model.stories import Report, Timeline
from bot.render import stories as tables
from bot.render.counting import counted
from bot.storage import codec, timelines
from bot.storage import stories as kept
from bot.storage.engine import reading, writing
from bot.storage.outbox import LARGEST

app = typer.Typer(invoke_without_command=True)
EventId = Annotated[str, typer.Argument(help="The event's id, as `bot events` prints it.")]


@app.callback()
def events(
    asked: typer.Context,
    topic: Annotated[str | None, typer.Option(help="One topic only, by its id.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=LARGEST, help="Show so many.")] = 50,
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """The events, the one that moved last first: reports, languages and publishers of each.

    Example: `bot events --topic japan-physical-ai`
    """
    if asked.invoked_subcommand is not None:
        return
    with opened(feeds, data) as context:
        known = [one.id for one in context.watchlist.topics]
        if topic is not None and topic not in known:
            raise ConfigError(
                f"no topic has the id {topic!r}; there are: {', '.join(known)}", key="--topic"
            )
        with reading(context.engine) as conn:
            found = kept.latest(conn, topic=topic, limit=limit)
    if as_json:
        for story in found:
            print_json(_story(story))
    else:
        out.print(tables.stories_list(found), soft_wrap=True, highlight=False)


@app.command()
def show(
    story: EventId,
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """An event's timeline: each report, what it brought, and why the others were folded away.

    Example: `bot events show 3f2a9c1b7d40`
    """
    with opened(feeds, data) as context:
        with reading(context.engine) as conn:
            timeline = timelines.timeline(conn, story)
        labels = {one.id: one.label for topic in context.watchlist.topics for one in topic.series}
    if timeline is None:
        raise ConfigError(f"no event has the id {story!r}; `bot events` lists them")
    if as_json:
        print_json(_timeline(timeline))
    else:
        out.print(tables.timeline_text(timeline, labels), soft_wrap=True, highlight=False)


@app.command()
def merge(
    story: EventId,
    into: Annotated[str, typer.Argument(help="The event that it is part of, and that goes on.")],
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Make one event part of another, for good: later reports of either join the second.

    Example: `bot events merge 3f2a9c1b7d40 81c0de55aa12`
    """
    with opened(feeds, data) as context, writing(context.engine) as conn:
        merged = kept.merge(conn, story, into)
        survivor = kept.get(conn, into)
    if survivor is None:
        raise ConfigError(f"no event has the id {into!r}; `bot events` lists them")
    if as_json:
        print_json({**_story(survivor), "merged": merged})
        return
    words = f"is part of {survivor.id} now" if merged else f"was part of {survivor.id} already"
    out.print(
        f"{story} {words}: {counted(len(survivor.articles), 'report')}.",
        highlight=False,
        soft_wrap=True,
    )


def retired() -> None:
    """The name that these commands had before."""
    raise ConfigError("`bot stories` is called `bot events` now")


def _story(story: Story) -> dict[str, object]:
    return {
        "id": story.id,
        "topic": story.topic,
        "title": story.title,
        "first_at": story.first_at.isoformat(),
        "last_at": story.last_at.isoformat(),
        "articles": list(story.articles),
        "languages": list(story.languages),
        "publishers": list(story.sources),
        "follows": story.follows,
    }


def _timeline(timeline: Timeline) -> dict[str, object]:
    return {
        **_story(timeline.story),
        "merged": list(timeline.merged),
        "followed_by": [one.id for one in timeline.after],
        "timeline": [_report(report) for report in timeline.reports],
    }


def _report(report: Report) -> dict[str, object]:
    verdict, triage = report.verdict, report.triage
    return {
        "id": report.id,
        "published": report.published.isoformat(),
        "publisher": report.source,
        "language": report.language,
        "title": report.title,
        "url": report.url,
        "verdict": verdict.kind if verdict else "seed",
        "nearest": verdict.nearest if verdict else None,
        "similarity": verdict.similarity if verdict else None,
        "why": verdict.reason if verdict else "known from the start",
        "decision": triage.decision if triage else "silence",
        "reason": triage.reason if triage else "known from the start",
        "revisions": report.revisions,
        "brought": [
            {
                "series": change.after.series,
                "kind": change.kind,
                "why": change.why,
                "after": codec.figure_json(change.after.figure),
                "before": codec.figure_json(change.before.figure) if change.before else None,
            }
            for change in report.brought
        ],
    }
