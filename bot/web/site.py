"""What all pages share: the context, the templates, the ledger as it stands, and the form's token."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.jobs.context import Context
from bot.model.figures import Standing
from bot.model.topics import Topic
from bot.render import wording
from bot.render.slack_blocks import safe_link
from bot.steps import compare
from bot.storage import board, ledger
from bot.storage.engine import reading
from bot.web.access import Access
from bot.web.forms import fields_of

# A headline of ten thousand characters is somebody's mistake, or malice.
SHOWN_MOST = 240
NAVIGATION = (
    ("/", "Board"),
    ("/stories", "Stories"),
    ("/told", "Told"),
    ("/articles", "Articles"),
    ("/unfiled", "Unfiled"),
    ("/suggested", "Suggested"),
    ("/feeds", "Feeds"),
)


class Site:
    """The board's own things, made once. The ledger is folded anew only when it has changed."""

    def __init__(self, context: Context, access: Access, *, now: Callable[[], datetime]) -> None:
        self.context = context
        self.access = access
        self.now = now
        self._folded: dict[str, tuple[tuple[int, int], tuple[Standing, ...]]] = {}
        self._folding = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read by."""
        with reading(self.context.engine) as conn:
            yield conn

    def topic(self, name: str) -> Topic:
        """A topic by its id; raises a 404 where there is none."""
        for topic in self.context.watchlist.topics:
            if topic.id == name:
                return topic
        raise HTTPException(404, f"no topic has the id {name!r}")

    def standings(self, conn: Connection, topic: str) -> tuple[Standing, ...]:
        """A topic's rows of the ledger."""
        mark = board.ledger_mark(conn, topic)
        with self._folding:
            known = self._folded.get(topic)
            if known is None or known[0] != mark:
                known = (mark, compare.standings(ledger.records(conn, topic)))
                self._folded[topic] = known
        return known[1]

    def page(self, request: Request, template: str, *, title: str, **shown: Any) -> HTMLResponse:
        """A page out of a template; all that it is given is escaped."""
        return HTMLResponse(
            _environment()
            .get_template(template)
            .render(
                title=title,
                navigation=NAVIGATION,
                here=request.url.path,
                token=self.access.form_token(request.state.session),
                can_leave=self.access.password is not None,
                zone=self.context.settings.timezone,
                **shown,
            )
        )

    def refused(self, request: Request, reason: str) -> HTMLResponse:
        """A page that says why what was asked for was not done."""
        page = self.page(request, "message.html.j2", title="Nothing was changed", words=reason)
        page.status_code = 409
        return page

    async def form(self, request: Request) -> dict[str, str]:
        """The fields of a form of ours; raises a 403 where it is not."""
        fields = await fields_of(request)
        if not self.access.form_is_ours(request, fields.get("token", "")):
            raise HTTPException(403, "this form is not of this visit; open the page again")
        return fields


def site(request: Request) -> Site:
    """The site that a request is for."""
    found: Site = request.app.state.site
    return found


def back_to(path: str) -> RedirectResponse:
    """The page to look at after something was changed."""
    return RedirectResponse(path, status_code=303)


def short(text: object, most: int = SHOWN_MOST) -> str:
    """As much of a text from outside as a page shows of it, with an ellipsis where something was left out."""
    whole = str(text)
    return whole if len(whole) <= most else f"{whole[: most - 1]}…"


async def missing(request: Request, error: Exception) -> Response:
    """A page that is not there, with the reason."""
    reason = getattr(error, "detail", "") or "There is no such page."
    page = await run_in_threadpool(
        site(request).page, request, "message.html.j2", title="Not found", words=reason
    )
    page.status_code = 404
    return page


async def broken(request: Request, _error: Exception) -> Response:
    """A fault of ours: it is in the log, and not on the page."""
    page = site(request).page(
        request,
        "message.html.j2",
        title="Something went wrong",
        words="This is a fault of the board; the log says more. The bot itself goes on.",
    )
    page.status_code = 500
    return page


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("bot.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["moment"] = wording.moment
    made.filters["day"] = lambda when: f"{when:%-d %b %Y}"
    made.filters["language"] = wording.language_name
    made.filters["safe_link"] = safe_link
    made.filters["short"] = short
    made.filters["figure"] = wording.figure_in_words
    return made
