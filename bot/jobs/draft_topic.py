"""Draft a topic from articles: what stands in each is found, and what they share is put together."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model.drafts import Draft, Example
from bot.model.news import Article, Fingerprint
from bot.steps import dedupe, language, sentences
from bot.steps import draft as drafting
from bot.steps.draft.labels import label_of
from bot.steps.figures import find_figures
from bot.steps.figures.measures import measures_named, measures_of, words_for, words_near
from bot.watchlist.values import UNITS

FEWEST, MOST = drafting.FEWEST, drafting.MOST
# So much of the shorter text of two that are copies stands in the other one.
COPIED = 0.55


def draft_topic(articles: Sequence[Article]) -> tuple[Draft, tuple[Example, ...]]:
    """The draft, and the articles that it was made from, in the order of their publication."""
    ordered = sorted(articles, key=lambda one: one.published)
    examples: list[Example] = []
    sketches: list[Fingerprint] = []
    for article in ordered:
        sketch = dedupe.fingerprint(
            url=article.url, title=article.title, text=article.text, language=article.language
        )
        copy = next(
            (
                at
                for at, other in enumerate(sketches, start=1)
                if dedupe.containment(sketch, other) >= COPIED
            ),
            None,
        )
        sketches.append(sketch)
        examples.append(_example(article, copy))
    return drafting.draft(examples, knowledge=_knowledge()), tuple(examples)


def _knowledge() -> drafting.Knowledge:
    spoken = words_for()
    return drafting.Knowledge(
        units=frozenset(UNITS),
        words=spoken,
        by_label=frozenset(one for one in spoken if one in measures_of(label_of(one))),
    )


def _example(article: Article, copy_of: int | None) -> Example:
    tongue = language.detect(f"{article.title}\n{article.text}", hint=article.language or None)
    spans = sentences.split(article.text, tongue)
    figures = find_figures(article.text, language=tongue, published=article.published.date())
    return Example(
        place=article.url or article.id,
        source=article.source,
        language=tongue,
        published=article.published,
        title=article.title,
        text=article.text,
        figures=figures,
        near=words_near(
            figures, title=article.title, text=article.text, sentences=spans, language=tongue
        ),
        sentences=spans,
        headed=measures_named(article.title, tongue),
        copy_of=copy_of,
    )
