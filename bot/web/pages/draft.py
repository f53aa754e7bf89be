"""A topic drafted from addresses that are pasted: the draft, and beside it the articles with their figures marked."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bot.errors import BotError
from bot.jobs import lone_articles
from bot.jobs.draft_topic import FEWEST, MOST, draft_topic
from bot.model.drafts import Draft, Example
from bot.model.news import Article
from bot.render.drafted import draft_as_yaml
from bot.render.slack_blocks import safe_link
from bot.web.site import Site, site

# Nobody reads more of one article than so many of its sentences.
MOST_SENTENCES = 40
LONGEST_ADDRESS = 2000
# So many series have a colour of their own in board.css; further ones begin again.
COLOURS = 8
# Ten pages are asked for at each draft: one is made at a time.
_at_work = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An article beside the draft: its sentences with figures, each marked by its series."""

    number: int
    title: str
    source: str
    language: str
    link: str | None
    sentences: tuple[Markup, ...]
    more: int


def show(request: Request) -> Response:
    """The form."""
    return _page(request, addresses="")


async def make(request: Request) -> Response:
    """Fetch the pages, as politely as any, and draft a topic; nothing is kept, and no model is asked."""
    form = await site(request).form(request)
    return await run_in_threadpool(_made, request, form.get("addresses", ""))


def _made(request: Request, pasted: str) -> Response:
    here = site(request)
    addresses = list(dict.fromkeys(pasted.split()))
    problem = _problem(addresses)
    if problem:
        return _page(request, addresses=pasted, problem=problem)
    if not _at_work.acquire(blocking=False):
        return _page(
            request, addresses=pasted, problem="Another draft is being made; try again in a minute."
        )
    try:
        articles, passed = _fetched(here, addresses)
        if len(articles) < FEWEST:
            words = (
                f"{len(articles)} of these could be read; a draft needs {FEWEST} articles at least."
            )
            return _page(request, addresses=pasted, problem=words, passed=passed)
        drafted, examples = here.context.parsers.run(draft_topic, tuple(articles))
    except BotError as error:
        return _page(request, addresses=pasted, problem=f"No draft was made: {error.reason}")
    finally:
        _at_work.release()
    return _page(request, addresses=pasted, passed=passed, drafted=drafted, examples=examples)


def _problem(addresses: Sequence[str]) -> str:
    """What is wrong with the addresses; "" where nothing is."""
    if not FEWEST <= len(addresses) <= MOST:
        return f"These are {len(addresses)} addresses; paste {FEWEST} to {MOST}, one a line."
    for one in addresses:
        if not one.startswith(("https://", "http://")) or len(one) > LONGEST_ADDRESS:
            return f"“{one[:100]}” is no address that begins with https://."
    return ""


def _fetched(here: Site, addresses: Sequence[str]) -> tuple[list[Article], list[tuple[str, str]]]:
    articles: dict[str, Article] = {}
    passed: list[tuple[str, str]] = []
    for address in addresses:
        try:
            article = lone_articles.article_at(here.context, address, now=here.now())
        except BotError as error:
            passed.append((address, error.reason))
            continue
        articles.setdefault(article.id, article)
    return list(articles.values()), passed


def _page(
    request: Request,
    *,
    addresses: str,
    problem: str = "",
    passed: Sequence[tuple[str, str]] = (),
    drafted: Draft | None = None,
    examples: Sequence[Example] = (),
) -> Response:
    page = site(request).page(
        request,
        "draft.html.j2",
        title="A topic from articles",
        addresses=addresses,
        problem=problem,
        passed=passed,
        fewest=FEWEST,
        most=MOST,
        yaml=draft_as_yaml(drafted, examples, indented=True) if drafted else "",
        series=[(_colour(at), one.label) for at, one in enumerate(drafted.series)]
        if drafted
        else [],
        shown=list(_shown(drafted, examples)) if drafted else [],
    )
    if problem:
        page.status_code = 422
    return page


def _colour(place: int) -> str:
    return f"s{place % COLOURS + 1}"


def _shown(drafted: Draft, examples: Sequence[Example]) -> Iterator[Shown]:
    for number, one in enumerate(examples, start=1):
        marks = {
            placed.figure.start: (placed.figure.end, _colour(at), series.label)
            for at, series in enumerate(drafted.series)
            for placed in series.figures
            if placed.example == number
        }
        for placed in drafted.unplaced:
            if placed.example == number:
                marks.setdefault(placed.figure.start, (placed.figure.end, "unfiled", ""))
        sentences = list(_marked(one, marks))
        yield Shown(
            number=number,
            title=one.title,
            source=one.source,
            language=one.language,
            link=safe_link(one.place),
            sentences=tuple(sentences[:MOST_SENTENCES]),
            more=len(sentences[MOST_SENTENCES:]),
        )


def _marked(example: Example, marks: dict[int, tuple[int, str, str]]) -> Iterator[Markup]:
    """The sentences that hold a marked figure."""
    for start, end in example.sentences:
        inside = sorted(at for at in marks if start <= at < end)
        if not inside:
            continue
        words, at = Markup(), start
        for place in inside:
            stop, colour, label = marks[place]
            if place < at:
                continue
            words += escape(example.text[at:place])
            words += Markup('<mark class="{}">{}</mark>').format(colour, example.text[place:stop])
            if label:
                words += Markup(' <small class="of">{}</small>').format(label)
            at = stop
        yield words + escape(example.text[at : max(at, end)])
