"""Assign: under which series of a topic each figure of a page belongs, or that it is nobody's.

    candidates -> features (words, then the ledger's) -> model -> constraints

`draft_figures` looks at the words, outside of any transaction; `file_drafted` decides, with what the topic's
earlier figures say. A person's rulings are laid over it (`measures/ruled.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.model.figures import Figure, Filing
from bot.model.known import KnownValue
from bot.model.topics import Mention, Topic
from bot.steps.figures import find_figures
from bot.steps.figures.assign.candidates import scene
from bot.steps.figures.assign.constraints import one_value_each, untied, with_companions
from bot.steps.figures.assign.features import Drafted, draft
from bot.steps.figures.assign.ledger_signs import shelves
from bot.steps.figures.assign.model import Weights, contributions, probabilities
from bot.steps.figures.assign.page_signs import signs_of
from bot.steps.figures.assign.table import FEATURES
from bot.steps.figures.assign.weights import FITTED
from bot.steps.figures.assign.whose import wanted
from bot.steps.figures.measures import evidence as evidences
from bot.steps.figures.measures import former, story
from bot.steps.figures.measures.page import Page
from bot.steps.figures.measures.profiles import POINTS_IN_TIME, in_units_of

__all__ = ["Draft", "draft_figures", "file_drafted", "file_figures"]

# A figure is filed where a series is so much as likely as none: a lost figure costs more than one too many, since
# what is doubtful is told to nobody (`bot/steps/certainty/`). Chosen by told events.
AS_LIKELY_AS_NONE = 0.65
# What is less likely than this is no second choice.
POSSIBLE = 0.25
# So many contributions are given as reasons, and so many series are kept as the likeliest.
REASONS = 6
LIKELIEST = 2
# One of these is there where an earlier page said the value.
_HEARD = ("known_same", "known_rival", "known_nobodys")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A page's figures with what its words say of them for one topic; the ledger has not been asked yet."""

    topic: str
    language: str
    drafted: tuple[Drafted, ...]


def draft_figures(
    figures: Sequence[Figure],
    *,
    title: str,
    text: str,
    topic: Topic,
    mentions: Sequence[Mention],
    sentences: Sequence[tuple[int, int]],
    language: str,
) -> Draft:
    """What the words of an article say of its figures.

    Args:
        figures: of the text, in their order.
        title: the headline; it helps, and holds no figures of its own.
        text: what the figures' offsets are into.
        topic: whose series they may belong to.
        mentions: where the topic's entities and terms stand.
        sentences: spans of the text's sentences.
        language: BCP 47.
    """
    figures = _without_needless_dates(figures, topic)
    page = Page(text, language=language, sentences=sentences, figures=figures, mentions=mentions)
    page.have(former.pair(page))
    headline = Page(
        title,
        language=language,
        figures=find_figures(title, language=language),
        mentions=mentions,
        where="title",
    )
    series = wanted(topic, language)
    seen = scene(
        page=page,
        title=headline,
        evidence=evidences.gather(page, headline, [one.profile for one in series], mentions),
        about=story.story(topic, page, headline, mentions),
        wanted=series,
        mentions=mentions,
    )
    return Draft(
        topic=topic.id,
        language=language,
        drafted=tuple(draft(figure, seen) for figure in page.figures),
    )


def file_drafted(
    drafted: Draft,
    topic: Topic,
    *,
    known: Sequence[KnownValue] = (),
    dollars: Mapping[int, float] | None = None,
    weights: Weights = FITTED,
) -> tuple[Filing, ...]:
    """File every figure of a draft under a series of its topic, or under none.

    Args:
        drafted: as `draft_figures` made it for this topic.
        topic: the topic.
        known: the topic's earlier figures, oldest first.
        dollars: by a figure's start, its high end in US dollars, where it is money and has a rate.
        weights: others than the fitted ones only where those are judged.

    Returns:
        One filing for each figure, in the order of the text, with its reasons; none for dates where no series
        takes them. A former value and a conversion are filed with the figure that they belong to. What
        is filed takes the series' unit: a bare count, a year, a date.
    """
    shelf = shelves(known, [series.id for series in topic.series])
    choices = [
        _choices(one, signs, topic, language=drafted.language, weights=weights)
        for one, signs in zip(
            drafted.drafted, signs_of(drafted.drafted, shelf, dollars or {}), strict=True
        )
    ]
    filings = one_value_each(choices, drafted.drafted)
    filings = untied(filings, choices, drafted.drafted)
    series = {one.id: one for one in topic.series}
    filings = with_companions(filings, series, drafted.language)
    return tuple(
        replace(filing, subject=one.subject)
        for filing, one in zip(filings, drafted.drafted, strict=True)
    )


def file_figures(
    figures: Sequence[Figure],
    *,
    title: str,
    text: str,
    topic: Topic,
    mentions: Sequence[Mention],
    sentences: Sequence[tuple[int, int]],
    language: str,
) -> tuple[Filing, ...]:
    """Draft and file in one, by the words alone, as where nothing is known yet."""
    drafted = draft_figures(
        figures,
        title=title,
        text=text,
        topic=topic,
        mentions=mentions,
        sentences=sentences,
        language=language,
    )
    return file_drafted(drafted, topic)


def _choices(
    one: Drafted,
    signs: Mapping[str, Mapping[str, float]],
    topic: Topic,
    *,
    language: str,
    weights: Weights,
) -> list[Filing]:
    """The filings that a figure may have, the likeliest first: never none, and one where it is unfiled."""
    unfiled = Filing(figure=one.figure, topic=topic.id, series=None)
    if not one.signs:
        return [replace(unfiled, reasons=(one.refused,))]
    ranked = probabilities(signs, weights)
    nobodys = 1.0 - sum(share for _, share in ranked)
    likely = tuple((name, round(share, 3)) for name, share in ranked[:LIKELIEST])
    heard = any(those.get(key) for those in signs.values() for key in _HEARD)
    series = {each.id: each for each in topic.series}
    best, share = ranked[0]
    if share < nobodys * AS_LIKELY_AS_NONE:
        doubt = f"nobody's, most likely; “{series[best].label}” to {share:.0%}"
        reasons = (doubt, *_reasons(one, best, signs[best], weights))
        return [
            replace(unfiled, score=round(share, 3), likely=likely, heard=heard, reasons=reasons)
        ]
    return [
        Filing(
            figure=in_units_of(series[name], one.figure, language),
            topic=topic.id,
            series=name,
            measure=one.measures.get(name),
            score=round(share, 3),
            likely=likely,
            heard=heard,
            reasons=_reasons(one, name, signs[name], weights),
        )
        for at, (name, share) in enumerate(ranked)
        if at == 0 or share >= max(POSSIBLE, nobodys * AS_LIKELY_AS_NONE)
    ]


def _reasons(
    one: Drafted, series: str, signs: Mapping[str, float], weights: Weights
) -> tuple[str, ...]:
    said = one.words.get(series, {})
    return tuple(
        f"{FEATURES[name].format(said.get(name, ''))}: {points:+.2f}"
        for name, points in contributions(signs, weights, most=REASONS)
    )


def _without_needless_dates(figures: Sequence[Figure], topic: Topic) -> Sequence[Figure]:
    """Every article is full of dates: they are looked at where a series is about one."""
    if any(POINTS_IN_TIME & set(series.units) for series in topic.series):
        return figures
    return [figure for figure in figures if figure.unit != "date"]
