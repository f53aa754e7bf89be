"""Articles by where they are: addresses, saved pages, folders of them, and recorded streams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.dispatch.replay import Recorded, article_of, read_stream
from bot.errors import BotError, ConfigError
from bot.jobs import lone_articles
from bot.jobs.context import Context
from bot.model.news import Article

PAGES = frozenset({".html", ".htm", ".txt", ".md"})
STREAMS = frozenset({".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Articles in the order of their publication, and the places that gave none, each with the reason."""

    articles: tuple[Article, ...]
    passed: tuple[tuple[str, str], ...] = ()


def gather(
    places: Sequence[str], context: Context, *, now: datetime, most: int | None = None
) -> Gathered:
    """Read the articles at some places; one that cannot be read is passed over, with the reason.

    Raises ConfigError where a file is not there, or there are more than `most` articles.
    """
    return _ordered(_each(places, context, now=now, most=most))


def of_feed(url: str, context: Context, *, now: datetime) -> Gathered:
    """The articles that a feed lists. Raises FetchError or ParseError where the feed cannot be read."""
    return _ordered(lone_articles.articles_of_feed(context, url, now=now))


def recorded_of(article: Article) -> Recorded:
    """An article as a line of a stream."""
    return Recorded(
        id=article.id,
        url=article.url,
        source=article.source,
        language=article.language,
        published=article.published,
        title=article.title,
        text=article.text,
    )


def is_address(place: str) -> bool:
    """Whether a place is an address of the web, and not a file."""
    return place.startswith(("http://", "https://"))


def _ordered(found: Iterable[Article | tuple[str, str]]) -> Gathered:
    articles, passed = dict[str, Article](), list[tuple[str, str]]()
    for one in found:
        if isinstance(one, Article):
            articles.setdefault(one.id, one)
        else:
            passed.append(one)
    ordered = sorted(articles.values(), key=lambda one: one.published)
    return Gathered(articles=tuple(ordered), passed=tuple(passed))


def _each(
    places: Sequence[str], context: Context, *, now: datetime, most: int | None
) -> Iterator[Article | tuple[str, str]]:
    expanded = [part for place in places for part in _expanded(place)]
    if most is not None and len(expanded) > most:
        raise ConfigError(f"these are {len(expanded)} articles; give at most {most}")
    for place in expanded:
        if isinstance(place, Recorded):
            yield article_of(place, context)
            continue
        try:
            yield (
                lone_articles.article_in(context, place)
                if isinstance(place, Path)
                else lone_articles.article_at(context, place, now=now)
            )
        except BotError as error:
            yield str(place), str(error)


def _expanded(place: str) -> Iterator[str | Path | Recorded]:
    """A folder as its files, a stream as its articles."""
    if is_address(place):
        yield place
        return
    path = Path(place)
    if not path.exists():
        hint = "; an address begins with https://" if "." in place and "/" in place else ""
        raise ConfigError(f"is not there{hint}", file=path)
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    known = [one for one in files if one.suffix.lower() in PAGES | STREAMS]
    if path.is_dir() and not known:
        raise ConfigError("holds no saved page (.html, .txt) and no stream (.jsonl)", file=path)
    for one in known if path.is_dir() else files:
        if one.suffix.lower() in STREAMS:
            yield from read_stream(one)
        else:
            yield one
