"""The question about one page for one topic."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence

from bot.model.figures import Figure
from bot.model.news import Article
from bot.model.second_reader import Question
from bot.model.topics import Topic
from bot.steps.second_reader.excerpt import LONGEST_TITLE, excerpt
from bot.steps.second_reader.instructions import answer_schema, instructions

_HASH_BYTES = 16


def question(
    article: Article,
    *,
    topic: Topic,
    figures: Sequence[Figure],
    takes: Mapping[int, Collection[str]],
    sentences: Sequence[tuple[int, int]],
) -> Question:
    """What is asked about an article for a topic.

    It depends on the topic's definition and on the page alone, and never on the ledger or on another page:
    so it can be asked before anything is locked, kept by its hash, and replayed.

    Args:
        article: the page; its title, text and day of publication are what is asked about.
        topic: whose series the figures may belong to.
        figures: of the text, in its order.
        takes: by a figure's start, the ids of the series that admit its unit. A figure that none admits
            is not offered.
        sentences: spans of the text's sentences.
    """
    possible = [figure for figure in figures if takes.get(figure.start)]
    shown = excerpt(article.text, possible, sentences)
    title = " ".join(article.title.split())[:LONGEST_TITLE]
    day = f"Published: {article.published:%Y-%m-%d}\n" if article.dated else ""
    page = f"{day}Title: {title}\n\n{shown.text}"
    told = instructions(topic)
    key = json.dumps([told, page], ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Question(
        topic=topic.id,
        instructions=told,
        page=page,
        offered=shown.offered,
        schema=answer_schema(topic),
        hash=hashlib.blake2b(key, digest_size=_HASH_BYTES).hexdigest(),
    )
