"""From a file to a watchlist, or to all of its faults."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.model.retention import Keep
from bot.model.topics import Topic
from bot.watchlist.building import feeds_of, model_of, receiver_of, seeds_of, topic_of
from bot.watchlist.faults import Fault, faults_of, refuse
from bot.watchlist.forms import FeedForm, FeedsFile, TopicForm
from bot.watchlist.links import faults_between, faults_within
from bot.watchlist.values import days_of
from bot.watchlist.watchlist import Watchlist
from bot.watchlist.yaml_file import Document, read_document

_F = TypeVar("_F", bound=BaseModel)


def load_watchlist(path: Path) -> Watchlist:
    """Read a feeds.yaml. Raises ConfigError with every fault of the file, each with its line and mend."""
    document = read_document(Path(path))
    file = _checked(document, FeedsFile)
    refuse(document, faults_between(file))
    feeds = feeds_of(file)
    forms = [one if isinstance(one, FeedForm) else None for one in file.feeds]
    return Watchlist(
        topics=tuple(topic_of(topic, file.sources) for topic in file.topics),
        feeds=feeds,
        receivers=tuple(receiver_of(one, file) for one in file.receivers),
        seeds=seeds_of(file, Path(path)),
        keep=Keep(
            summaries=timedelta(days=days_of(file.keep.summaries)),
            texts=timedelta(days=days_of(file.keep.texts)),
        ),
        model=model_of(file),
        notes={
            feed.id: form.note
            for feed, form in zip(feeds, forms, strict=True)
            if form and form.note
        },
        without_zone=frozenset(
            one.id for one in file.receivers if not (one.timezone or file.defaults.timezone)
        ),
    )


def load_topic(path: Path) -> Topic:
    """Read a file that holds one topic and nothing else. Raises ConfigError as load_watchlist does."""
    document = read_document(Path(path))
    form = _checked(document, TopicForm)
    refuse(document, faults_within(form, ()))
    return topic_of(form)


def _checked(document: Document, form: type[_F]) -> _F:
    if not isinstance(document.value, dict):
        refuse(document, [Fault((), "must hold keys and values, such as `topics:`")])
    try:
        return form.model_validate(document.value)
    except ValidationError as error:
        refuse(document, faults_of(error, document, form))
        raise
