"""Does the file fit together? Ids given once, names that exist, aliases that mean one party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.steps.match import fold
from bot.watchlist.faults import Fault, one_of
from bot.watchlist.forms import (
    Aliases,
    AliasForm,
    FeedForm,
    FeedsFile,
    KeywordsForm,
    ReceiverForm,
    TopicForm,
)
from bot.watchlist.yaml_file import KeyPath


def faults_between(file: FeedsFile) -> list[Fault]:
    """What is wrong between the parts of a feeds.yaml."""
    faults = [
        *_twice(("topics",), [topic.id for topic in file.topics]),
        *_twice(("receivers",), [receiver.id for receiver in file.receivers]),
        *_feeds_twice(file),
    ]
    topics = [topic.id for topic in file.topics]
    receivers = [receiver.id for receiver in file.receivers]
    series = [one.id for topic in file.topics for one in topic.series]
    for number, topic in enumerate(file.topics):
        faults += faults_within(topic, ("topics", number))
        faults += _undefined(
            ("topics", number, "receivers"), topic.receivers, receivers, "receiver"
        )
    for number, feed in enumerate(file.feeds):
        if isinstance(feed, FeedForm):
            faults += _undefined(("feeds", number, "topics"), feed.topics, topics, "topic")
    for number, receiver in enumerate(file.receivers):
        faults += _undefined(("receivers", number, "topics"), receiver.topics, topics, "topic")
        faults += _undefined(("receivers", number, "series"), receiver.series, series, "series")
        if not topics_for(receiver, file.topics):
            reason = "gets no topic; name it in a topic's `receivers`, or leave those lists out"
            faults.append(Fault(("receivers", number), reason))
    return faults


def faults_within(topic: TopicForm, path: KeyPath) -> list[Fault]:
    """What is wrong within one topic, which stands at `path` of its document."""
    entities = [entity.id for entity in topic.entities]
    faults = [
        *_twice((*path, "entities"), entities),
        *_twice((*path, "series"), [one.id for one in topic.series]),
        *_shared_aliases(topic, path),
        *_empty_terms(topic.keywords, (*path, "keywords")),
    ]
    for number, series in enumerate(topic.series):
        place = (*path, "series", number, "subjects")
        faults += _undefined(place, series.subjects, entities, "entity")
    wanted = topic.keywords.all_of_entities or 0
    if wanted > len(entities):
        reason = f"asks for {wanted} entities, and the topic has {len(entities)}; lower it, or add entities"
        faults.append(Fault((*path, "keywords", "all_of_entities"), reason))
    return faults


def spelt(aliases: Aliases | None) -> Iterator[tuple[KeyPath, str, str, bool]]:
    """Each alias of a list or of lists by language: its path, language ("" for none), text and `word`."""
    groups = aliases if isinstance(aliases, dict) else {"": aliases or []}
    for language, group in groups.items():
        for number, alias in enumerate(group):
            path: KeyPath = (language, number) if language else (number,)
            if isinstance(alias, AliasForm):
                yield path, language, alias.text, alias.word
            else:
                yield path, language, alias, False


def topics_for(form: ReceiverForm, topics: Sequence[TopicForm]) -> tuple[str, ...]:
    """The topics that a receiver gets, by its own list and the topics' lists of receivers."""
    return tuple(
        topic.id
        for topic in topics
        if (not form.topics or topic.id in form.topics)
        and (not topic.receivers or form.id in topic.receivers)
    )


def _twice(path: KeyPath, ids: Sequence[str]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for number, one in enumerate(ids):
        if one in seen:
            yield Fault(
                (*path, number, "id"), f"“{one}” is taken by an earlier one; give each its own id"
            )
        seen.setdefault(one, number)


def _feeds_twice(file: FeedsFile) -> Iterator[Fault]:
    ids: set[str] = set()
    addresses: set[str] = set()
    for number, feed in enumerate(file.feeds):
        form = feed if isinstance(feed, FeedForm) else None
        address = feed if isinstance(feed, str) else (form.url if form else None)
        if form is not None and form.id is not None:
            if form.id in ids:
                reason = f"“{form.id}” is taken by an earlier feed; give each its own id"
                yield Fault(("feeds", number, "id"), reason)
            ids.add(form.id)
        if address is not None:
            if address in addresses:
                path: KeyPath = ("feeds", number, "url") if form else ("feeds", number)
                yield Fault(path, f"{address} stands further up already; delete one of the two")
            addresses.add(address)


def _undefined(
    path: KeyPath, named: Iterable[str], defined: Sequence[str], what: str
) -> Iterator[Fault]:
    for number, one in enumerate(named):
        if one not in defined:
            choices = list(dict.fromkeys(defined))
            yield Fault(
                (*path, number), f"“{one}” is no {what} of this file; {one_of(one, choices)}"
            )


def _shared_aliases(topic: TopicForm, path: KeyPath) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for number, entity in enumerate(topic.entities):
        for place, _language, text, _word in spelt(entity.aliases):
            where = (*path, "entities", number, "aliases", *place)
            folded = fold(text).strip()
            if not folded:
                yield Fault(where, f"“{text}” has no letter or digit to look for")
            owner = owners.setdefault(folded, entity.id)
            if owner != entity.id:
                reason = (
                    f"“{text}” is an alias of {owner} already; an alias names one entity of a topic"
                )
                yield Fault(where, reason)


def _empty_terms(keywords: KeywordsForm, path: KeyPath) -> Iterator[Fault]:
    for key, aliases in (("any", keywords.any), ("all", keywords.all), ("none", keywords.none)):
        for place, _language, text, _word in spelt(aliases):
            if not fold(text).strip():
                yield Fault((*path, key, *place), f"“{text}” has no letter or digit to look for")
