"""Events: which are live, and for each what its reports brought and what was folded away."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.errors import StorageError
from bot.render import wording
from bot.render.slack_blocks import safe_link
from bot.storage import stories, timelines
from bot.storage.engine import writing
from bot.web.site import back_to, site

MOST_STORIES = 100


def listed(request: Request) -> Response:
    """The events that moved last."""
    here = site(request)
    topic = request.query_params.get("topic")
    with here.reading() as conn:
        found = stories.latest(conn, topic=topic, limit=MOST_STORIES)
    return here.page(
        request,
        "events.html.j2",
        title="Events",
        stories=found,
        topics=here.context.watchlist.topics,
        wanted=topic,
    )


def show(request: Request) -> Response:
    """One event's timeline, with what it follows and what followed it."""
    here = site(request)
    with here.reading() as conn:
        timeline = timelines.timeline(conn, request.path_params["story"])
        if timeline is None:
            raise _no_such(request.path_params["story"])
        others = [
            one
            for one in stories.latest(conn, topic=timeline.story.topic, limit=MOST_STORIES)
            if one.id != timeline.story.id
        ]
    labels = {one.id: one.label for topic in here.context.watchlist.topics for one in topic.series}
    reports = [
        {
            "report": report,
            "link": safe_link(report.url),
            "brought": [wording.change_in_words(change, labels) for change in report.brought],
            "fate": report.triage.reason if report.triage else "known when the watch began",
        }
        for report in timeline.reports
    ]
    return here.page(
        request,
        "event.html.j2",
        title=timeline.story.title,
        timeline=timeline,
        reports=reports,
        others=others,
    )


async def merge(request: Request) -> Response:
    """Let this event be part of another one from now on."""
    here = site(request)
    into = (await here.form(request)).get("into", "")
    story = request.path_params["story"]
    try:
        with writing(here.context.engine) as conn:
            stories.merge(conn, story, into)
    except StorageError as error:
        raise _no_such(into) from error
    here.context.log.info(
        "an event was merged", merged=story, into=into, by=here.access.who(request)
    )
    return back_to(f"/events/{into}")


def _no_such(story: str) -> HTTPException:
    return HTTPException(404, f"there is no event {story!r}")
