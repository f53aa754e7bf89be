"""Articles: what was read last, and for one of them every decision with its numbers, as `bot explain` says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.model.alerts import Reading
from bot.model.figures import Change
from bot.render import wording
from bot.render.explanation import TEXT_FROM
from bot.render.second_reading import STATES
from bot.render.slack_blocks import safe_link
from bot.steps import sentences
from bot.storage import articles, board, ledger, outbox, second_readings
from bot.web.site import site

PAGE = 100
# Nobody reads more than so many sentences with their decisions; a table of figures has thousands.
MOST_SENTENCES = 40
MOST_FIGURES = 12
DECISIONS = {"told": ("alert", "digest"), "quiet": ("silence",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with figures, marked where they stand, and what was decided about each."""

    marked: Markup
    figures: tuple[dict[str, object], ...]


def listed(request: Request) -> Response:
    """The articles that were read last, all or only those told or kept quiet."""
    here = site(request)
    wanted = request.query_params.get("only", "")
    number = request.query_params.get("page", "1")
    # Longer numbers are no pages, and the longest are none that Python reads.
    known = number.isdecimal() and len(number) <= len(str(PAGE * PAGE))
    page = int(number) if known and 0 < int(number) < PAGE * PAGE else 1
    with here.reading() as conn:
        found = board.latest_articles(
            conn, decisions=DECISIONS.get(wanted, ()), limit=PAGE + 1, offset=PAGE * (page - 1)
        )
    return here.page(
        request,
        "articles.html.j2",
        title="Articles",
        articles=found[:PAGE],
        wanted=wanted,
        page=page,
        more=len(found) > PAGE,
    )


def show(request: Request) -> Response:
    """One article: the sentences that hold figures, and a link to the rest."""
    here = site(request)
    with here.reading() as conn:
        read = articles.get(conn, request.path_params["article"])
        if read is None:
            raise HTTPException(404, "no article of this address was read")
        changes = ledger.changes_of(conn, read.article.id)
        deliveries = outbox.deliveries_of(conn, read.article.id)
        second = second_readings.of_article(conn, read.article.id)
    labels = {
        (topic.id, one.id): one.label
        for topic in here.context.watchlist.topics
        for one in topic.series
    }
    shown = list(_sentences(read, changes, labels))
    return here.page(
        request,
        "article.html.j2",
        title=read.article.title or "An article",
        read=read,
        link=safe_link(read.article.url),
        text_from=TEXT_FROM[read.article.text_from],
        sentences=shown[:MOST_SENTENCES],
        more=len(shown) - len(shown[:MOST_SENTENCES]),
        deliveries=deliveries,
        second=second,
        states=STATES,
    )


def _sentences(
    read: Reading, changes: tuple[Change, ...], labels: dict[tuple[str, str], str]
) -> Iterator[Sentence]:
    made = {(one.after.series, one.after.figure.start): one for one in changes}
    text = read.article.text
    for start, end in sentences.split(text, read.article.language):
        inside = [one for one in read.filings if start <= one.figure.start < end]
        if not inside:
            continue
        marked, at, seen = Markup(), start, set[int]()
        for one in sorted(inside, key=lambda filing: filing.figure.start):
            if one.figure.start in seen or one.figure.start < at:
                continue
            seen.add(one.figure.start)
            name = "filed" if one.series else "unfiled"
            marked += escape(text[at : one.figure.start])
            marked += Markup('<mark class="{}">{}</mark>').format(
                name, text[one.figure.start : one.figure.end]
            )
            at = one.figure.end
        yield Sentence(
            marked=marked + escape(text[at : max(at, end)]),
            figures=tuple(
                {
                    "written": one.figure.text,
                    "value": wording.figure_in_words(one.figure),
                    "topic": one.topic,
                    "series": one.series,
                    "label": labels.get((one.topic, one.series or ""), "belongs to no series"),
                    "score": one.score,
                    "reasons": one.reasons,
                    "change": made.get((one.series or "", one.figure.start)),
                }
                for one in inside[:MOST_FIGURES]
            ),
        )
