"""How does a checked file become what the bot works with?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import get_args
from urllib.parse import urlencode, urlsplit

from bot.model.alerts import Receiver
from bot.model.feeds import Feed
from bot.model.figures import Series
from bot.model.second_reader import ModelUse
from bot.model.topics import Alias, AtLeast, Entity, KeywordRule, Topic
from bot.watchlist.forms import (
    Aliases,
    AtLeastForm,
    DefaultsForm,
    DigestForm,
    EntityForm,
    FeedForm,
    FeedsFile,
    GoogleNewsForm,
    KeywordsForm,
    ReceiverForm,
    SeriesForm,
    SourcesForm,
    TopicForm,
    Words,
)
from bot.watchlist.links import spelt, topics_for
from bot.watchlist.values import COUNTS, Weekday, is_noun, minutes_of, percent_of, seconds_of

GOOGLE_NEWS = "https://news.google.com/rss/search"

# Google's own names of its editions: interface language, country, and the language in `ceid`.
_EDITIONS = {
    "zh-Hans": ("zh-CN", "CN", "zh-Hans"),
    "zh": ("zh-CN", "CN", "zh-Hans"),
    "zh-Hant": ("zh-TW", "TW", "zh-Hant"),
    "en": ("en", "US", "en"),
    "ja": ("ja", "JP", "ja"),
    "ko": ("ko", "KR", "ko"),
    "pt": ("pt-PT", "PT", "pt-150"),
    "da": ("da", "DK", "da"),
    "sv": ("sv", "SE", "sv"),
}


def topic_of(form: TopicForm, shared: SourcesForm | None = None) -> Topic:
    """A topic; `shared` are the ranks that the whole file gives to domains."""
    entities = tuple(_entity(one) for one in form.entities)
    ranks = {**ranks_of(shared or SourcesForm()), **ranks_of(form.sources)}
    ranks |= {domain: "official" for one in entities if one.official for domain in one.domains}
    return Topic(
        id=form.id,
        name=form.name,
        keywords=_rule(form.keywords),
        entities=entities,
        series=tuple(_series(one) for one in form.series),
        receivers=tuple(form.receivers),
        official_domains=tuple(domain for domain, rank in ranks.items() if rank == "official"),
        ranks=ranks,
    )


def ranks_of(sources: SourcesForm) -> dict[str, str]:
    """The rank of each domain; where one is named twice, the lower rank holds."""
    return {
        **dict.fromkeys(sources.official, "official"),
        **dict.fromkeys(sources.press, "press"),
        **dict.fromkeys(sources.aggregator, "aggregator"),
    }


def feeds_of(file: FeedsFile) -> tuple[Feed, ...]:
    """The feeds, each with an id: its own, or one made of its host (and path, where hosts repeat)."""
    forms = [one if isinstance(one, FeedForm) else FeedForm(url=one) for one in file.feeds]
    addresses = [_feed_address(form) for form in forms]
    hosts = Counter(
        _slug(_host(address))
        for form, address in zip(forms, addresses, strict=True)
        if form.id is None
    )
    taken = {form.id for form in forms if form.id is not None}
    feeds = []
    for form, address in zip(forms, addresses, strict=True):
        name = form.id or _derived_id(form, address, hosts, taken)
        taken.add(name)
        feeds.append(_feed(form, name, address, file.defaults))
    return tuple(feeds)


def receiver_of(form: ReceiverForm, file: FeedsFile) -> Receiver:
    """A receiver, with the file's own time of day where it says only that it wants a digest."""
    own = form.digest if isinstance(form.digest, DigestForm) else file.digest
    wanted = topics_for(form, file.topics)
    quiet = [_time(part) for part in form.quiet.split("-")] if form.quiet else [None, None]
    addressed = [form.channel] if form.channel else form.to or []
    return Receiver(
        id=form.id,
        kind=form.kind,
        to=tuple([addressed] if isinstance(addressed, str) else addressed),
        alerts=bool(form.alerts),
        alerts_from=form.alerts if isinstance(form.alerts, str) else "balanced",
        digest=bool(form.digest),
        digest_at=_time(own.at),
        digest_weekday=get_args(Weekday).index(own.weekly) if own.weekly else None,
        alive_at=_time(form.alive) if form.alive else None,
        timezone=form.timezone or file.defaults.timezone or "UTC",
        topics=wanted if len(wanted) < len(file.topics) else (),
        series=tuple(form.series),
        min_severity=form.min_severity,
        quiet_from=quiet[0],
        quiet_to=quiet[1],
    )


def model_of(file: FeedsFile) -> ModelUse | None:
    """How a language model is used; None where the file names none."""
    form = file.model
    if form is None:
        return None
    return ModelUse(
        url=form.url.rstrip("/"),
        name=form.name,
        timeout=timedelta(seconds=seconds_of(form.timeout)),
        when=form.when,
        daily_limit=form.daily_limit,
    )


def seeds_of(file: FeedsFile, place: Path) -> Path:
    """The folder of seeds, relative to the file that names it."""
    return place.parent / file.seeds


def _aliases(aliases: Aliases | None) -> tuple[Alias, ...]:
    found = [
        Alias(text=text, language=language, word=word)
        for _path, language, text, word in spelt(aliases)
    ]
    return tuple(dict.fromkeys(found))


def _rule(form: KeywordsForm) -> KeywordRule:
    groups = [form.at_least] if isinstance(form.at_least, AtLeastForm) else form.at_least or []
    return KeywordRule(
        any=_aliases(form.any),
        all=_aliases(form.all),
        none=_aliases(form.none),
        entities=form.all_of_entities or 0,
        at_least=tuple(AtLeast(count=one.count, of=_aliases(one.of)) for one in groups),
        certainty=form.certainty,
    )


def _entity(form: EntityForm) -> Entity:
    return Entity(
        id=form.id,
        name=form.name,
        aliases=_aliases(form.aliases) or (Alias(text=form.name),),
        official=form.official,
        domains=tuple(form.domains),
    )


def _series(form: SeriesForm) -> Series:
    given = (form.unit,) if isinstance(form.unit, str) else tuple(form.unit)
    nouns = tuple(one for one in given if is_noun(one))
    own = tuple(one for one in given if one not in nouns)
    cues = dict(_words(form.cues))
    if nouns:
        # What is counted is also the word by which such a figure is known.
        cues[""] = (*cues.get("", ()), *nouns)
    return Series(
        id=form.id,
        label=form.label,
        units=(*own, *(COUNTS if nouns else ())),
        cues=cues,
        excludes=_words(form.excludes),
        subjects=tuple(form.subjects),
        period=form.period,
        tell_if_percent=percent_of(form.tell_if) if form.tell_if else None,
        weight=form.weight,
        nature=form.nature,
        range=(Decimal(str(form.range[0])), Decimal(str(form.range[1]))) if form.range else None,
    )


def _words(words: Words | None) -> Mapping[str, tuple[str, ...]]:
    if not words:
        return {}
    if isinstance(words, list):
        return {"": tuple(words)}
    return {language: tuple(group) for language, group in words.items()}


def _feed(form: FeedForm, name: str, address: str, defaults: DefaultsForm) -> Feed:
    search = form.google_news is not None
    return Feed(
        id=name,
        url=address,
        name=form.name or (f"Google News: {_query(form)}" if search else _host(address)),
        language=form.language or defaults.language,
        timezone=form.timezone or defaults.timezone,
        rank=form.rank or ("aggregator" if search else defaults.rank),
        topics=tuple(form.topics),
        interval=timedelta(minutes=minutes_of(form.interval or defaults.interval)),
        enabled=form.enabled,
        wrapper=form.wrapper or search,
    )


def _feed_address(form: FeedForm) -> str:
    if form.url is not None:
        return form.url
    language = form.language or "en"
    interface, country, edition = _EDITIONS.get(
        language, (language, language[-2:].upper(), language.split("-")[0])
    )
    if isinstance(form.google_news, GoogleNewsForm) and form.google_news.region:
        country = form.google_news.region
    if interface in ("en", "pt"):
        interface = f"{interface}-{country}"
    query = {"q": _query(form), "hl": interface, "gl": country, "ceid": f"{country}:{edition}"}
    return f"{GOOGLE_NEWS}?{urlencode(query)}"


def _query(form: FeedForm) -> str:
    search = form.google_news
    return search.query if isinstance(search, GoogleNewsForm) else search or ""


def _derived_id(
    form: FeedForm, address: str, hosts: Mapping[str, int], taken: AbstractSet[str]
) -> str:
    if form.google_news is not None:
        return f"google-news-{_slug(form.language or '')}-{_slug(_query(form))}"[:60].strip("-")
    plain = _slug(_host(address))
    if hosts[plain] == 1 and plain not in taken:
        return plain
    parts = urlsplit(address)
    return _slug(f"{_host(address)} {parts.path} {parts.query}")[:80].strip("-")


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _time(text: str) -> time:
    hour, minute = text.strip().split(":")
    return time(int(hour), int(minute))
