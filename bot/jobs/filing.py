"""Filing where the ledger can be read: the words were looked at before, what is known is looked up now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from bot.jobs.context import Context
from bot.model.figures import Figure, Filing, Rates
from bot.model.known import KnownValue
from bot.model.news import Article
from bot.steps.figures.assign import Draft, file_drafted
from bot.storage import known_values

Known = Sequence[KnownValue]
_DOLLARS = "USD"


def known_of(conn: Connection, topic: str, rates: Rates) -> tuple[KnownValue, ...]:
    """What is known of a topic as filing takes it: with amounts in dollars at their own day's rate."""
    return in_dollars(known_values.latest(conn, topic), rates)


def seeded(conn: Connection, topic: str, rates: Rates) -> tuple[KnownValue, ...]:
    """What the seeds alone say of a topic: where the past is read again, it begins with them."""
    return in_dollars(known_values.seeded(conn, topic), rates)


def in_dollars(values: Sequence[tuple[date, KnownValue]], rates: Rates) -> tuple[KnownValue, ...]:
    """The values with what each is in dollars, where there is a rate."""
    found: dict[tuple[str, date], float | None] = {}
    done = []
    for day, one in values:
        rate = found.setdefault((one.unit, day), _rate(one.unit, day, rates))
        done.append(one if rate is None else replace(one, dollars=float(one.high) * rate))
    return tuple(done)


def filings_of(
    drafts: Sequence[Draft], article: Article, known: Mapping[str, Known], context: Context
) -> tuple[Filing, ...]:
    """The filings of an article's drafts, with what is known of each one's topic."""
    topics = {topic.id: topic for topic in context.watchlist.topics}
    day = article.published.date()
    return tuple(
        filing
        for one in drafts
        for filing in file_drafted(
            one,
            topics[one.topic],
            known=known[one.topic],
            dollars=dollars_of([each.figure for each in one.drafted], day, context.rates),
            weights=context.filing_weights,
        )
    )


def said(article: Article, topic: str, filings: Sequence[Any], rates: Rates) -> Known:
    """An article's own figures as the next article's filing knows them; `filings` as they are kept."""
    values = known_values.of_filings(article.id, article.published, topic, filings)
    return in_dollars(values, rates)


def dollars_of(figures: Sequence[Figure], day: date, rates: Rates) -> dict[int, float]:
    """By a figure's start, the high end of each amount of money in dollars, where there is a rate."""
    found: dict[int, float] = {}
    for unit in {one.unit for one in figures if one.is_money}:
        rate = _rate(unit, day, rates)
        if rate is not None:
            found |= {one.start: float(one.high) * rate for one in figures if one.unit == unit}
    return found


def _rate(unit: str, day: date, rates: Rates) -> float | None:
    if unit == _DOLLARS:
        return 1.0
    if not (len(unit) == len(_DOLLARS) and unit.isupper()):
        return None
    rate = rates.on(unit, _DOLLARS, day)
    return None if rate is None else float(rate[0])
