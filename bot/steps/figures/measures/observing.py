"""Observations: what an article's filed figures say, as the ledger takes it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from bot.model.days import year_named
from bot.model.figures import Figure, Filing, Observation
from bot.model.news import Article
from bot.model.topics import Entity, Topic
from bot.steps.figures import find_figures
from bot.steps.figures.fold import fold
from bot.steps.figures.grammar import grammar
from bot.steps.figures.measures.finding import Hit, cue_hits, plain
from bot.steps.figures.measures.page import COMMA, Page, alike, within
from bot.steps.figures.measures.profiles import BY_CUES, Profile, profile

# Within so many words of a figure, a word of change or of standstill is about it.
CHANGE_REACH = 9.0
CHANGE_REACH_IN_TITLE = 8.0
_NEWSROOM = re.compile(
    r"(?:press|release|releases|news|newsroom|official|media|centre|center|investor|relations|ir|blog|"
    r"statement|announcement|of|the|site|website|online|pressemitteilung|mitteilung|presse|communiqué|"
    r"comunicado|comunicato|stampa|prensa|persbericht|pressemelding|pressemeddelelse|"
    r"報道|発表|公募|情報|お知らせ|ニュース|リリース|プレス|公式|広報|资料|新闻|稿|公告|官网|官方|发布|新聞|發布|"
    r"보도|자료|공식|뉴스룸|[\s()（）\[\]\-–—:|,.]+)*",
    re.IGNORECASE,
)


def observations_of(
    filings: Sequence[Filing],
    *,
    article: Article,
    origin: str,
    topic: Topic,
    sentences: Sequence[tuple[int, int]],
    edited: bool,
) -> tuple[Observation, ...]:
    """What an article says for the topic's series: each series and value once, at its first mention.

    Args:
        filings: of the article's figures for this topic.
        article: as it was read; figures' offsets are into its text.
        origin: the article whose text it repeats; its own id unless it is a copy.
        topic: whose entities are official for what is their own to say.
        sentences: spans of the text's sentences.
        edited: whether it is a later version of a page that was read before.

    Returns:
        Observations in the order of the text. Conversions, former values and unfiled figures are none;
        denied ones are passed on, so that the denial of a value in force can be told.
    """
    figures = [filing.figure for filing in filings]
    page = Page(article.text, language=article.language, sentences=sentences, figures=figures)
    former = {figure.start: figure for figure in figures}
    return tuple(
        Observation(
            topic=topic.id,
            series=filing.series or "",
            figure=filing.figure,
            article=article.id,
            origin=origin,
            source=article.source,
            rank=article.rank,
            official=is_official(article, topic, series=filing.series),
            language=article.language,
            published=article.published,
            dated=article.dated,
            url=article.url,
            quote=_quote(filing.figure, page),
            moved=moved,
            was=_was(filing, filings, former, page),
            edited=edited,
            certainty=_certainty(filing),
        )
        for filing, moved in _said(filings, article, topic, page)
    )


def _certainty(filing: Filing) -> float:
    """How likely a filing is; what a person or a second reader decided is certain."""
    decided = filing.ruled or filing.series not in [name for name, _ in filing.likely]
    return 1.0 if decided else filing.score


def _said(
    filings: Sequence[Filing], article: Article, topic: Topic, page: Page
) -> list[tuple[Filing, bool]]:
    """What is an observation, each series and value once, and whether the text says that it moved."""
    title = Page(
        article.title,
        language=article.language,
        figures=find_figures(article.title, language=article.language),
    )
    known_series = {one.id: profile(one, article.language) for one in topic.series}
    best: dict[tuple[object, ...], tuple[Filing, bool]] = {}
    for one in filings:
        if one.series is None or one.figure.earlier or one.figure.rendering_of is not None:
            continue
        if one.figure.qualifier == "several":
            # "Thousands were hurt" is no value that another could be held against.
            continue
        filing = replace(one, figure=_as_observed(one.figure, filings, page))
        figure = filing.figure
        series = known_series.get(one.series)
        moved = figure.was_start is not None or _moved(figure, page, title, series)
        place = (one.series, figure.low, figure.high, figure.unit, figure.by)
        known = best.get(place)
        if known is None or (moved and not known[1]):
            best[place] = (filing, moved)
    return sorted(best.values(), key=lambda entry: entry[0].figure.start)


def _as_observed(figure: Figure, filings: Sequence[Filing], page: Page) -> Figure:
    """The figure without what the text around it takes back."""
    if figure.by is not None and _is_told_of(figure.by.year, figure, filings, page):
        # A year is used once: what opens in 2034 does not cost it by 2034.
        figure = replace(figure, by=None)
    if figure.additional and figure.was_start is not None:
        # "From 500 to 1,000 more" says what it came to: no increment is left to add.
        figure = replace(figure, additional=False)
    if figure.hedge == "denied" and _says(page.lists["steady"], figure, page):
        # "The price is not in question" denies nothing of the price.
        figure = replace(figure, hedge="stated")
    return figure


def _is_told_of(year: int, figure: Figure, filings: Sequence[Filing], page: Page) -> bool:
    sentence = page.sentence(figure.start)
    return any(
        one.series is not None
        and year_named(one.figure) == year
        and page.sentence(one.figure.start) == sentence
        for one in filings
    )


def is_official(article: Article, topic: Topic, *, series: str | None = None) -> bool:
    """Whether the source says what is its own to say.

    It is marked as official; or the text was read from an official domain, or from a party's own; or the
    publisher's name is a party's name, with no more than "press release" or the like beside it. What a feed
    links to or credits is nobody's word; and a host's name is no publisher's name, since anybody can register one.
    """
    if article.rank == "official":
        return True
    host = (urlsplit(article.word_of).hostname or "") if article.word_of else ""
    if _under(host, topic.official_domains):
        return True
    owners = next((one.subjects for one in topic.series if one.id == series), ())
    parties = [one for one in topic.entities if not owners or one.id in owners]
    return any(
        _under(host, party.domains)
        or (article.source != host.removeprefix("www.") and _names_itself(article.source, party))
        for party in parties
    )


def _under(host: str, domains: Sequence[str]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in domains if one)


def _names_itself(source: str, party: Entity) -> bool:
    said = plain(source).strip()
    names = {plain(name) for name in (party.name, *(alias.text for alias in party.aliases))}
    return any(
        said.startswith(name) and _NEWSROOM.fullmatch(said[len(name) :]) is not None
        for name in names
        if name
    )


def _was(
    filing: Filing, filings: Sequence[Filing], former: Mapping[int, Figure], page: Page
) -> Figure | None:
    """The value from which a figure moved, or the one that its own sentence adds it to."""
    figure = filing.figure
    if figure.was_start is not None:
        was = former.get(figure.was_start)
        # "From 850 to 600" leaves out what it counts, once.
        return replace(was, unit=figure.unit) if was and was.unit == "count" else was
    start, end = page.sentence(figure.start)
    if not figure.additional or not within(page.lists["on_top"], start, end):
        return None
    beside = [
        one.figure
        for one in filings
        if one.series == filing.series
        and one.figure.unit == figure.unit
        and not one.figure.additional
        and not one.figure.earlier
        # "A further 300. The 300 are for ..." names the increment again, and not what it comes on top of.
        and (one.figure.low, one.figure.high) != (figure.low, figure.high)
        and start <= one.figure.start < end
    ]
    return beside[0] if len(beside) == 1 else None


def _moved(figure: Figure, page: Page, title: Page, series: Profile | None) -> bool:
    """Whether the text's own words say that the figure changed."""
    if _says(page.lists["steady"], figure, page):
        return False
    if _says(page.lists["changes"], figure, page):
        return True
    if _in_headline(figure, title):
        return True
    return series is not None and _said_beside(figure, page, title, series)


def _said_beside(figure: Figure, page: Page, title: Page, series: Profile) -> bool:
    """Whether headline or next sentence says of the series, without a figure of its own, that it moved.

    "Operation begins in 2036. The opening was put off": the second sentence speaks of the first's year.
    """
    places = [(title, (0, len(title.text)))]
    number = page.sentences.index(page.sentence(figure.start)) if page.sentences else 0
    if number + 1 < len(page.sentences):
        places.append((page, page.sentences[number + 1]))
    return any(_tells_a_move(where, span, figure, series) for where, span in places)


def _tells_a_move(where: Page, span: tuple[int, int], figure: Figure, series: Profile) -> bool:
    start, end = span
    if any(start <= one.start < end and alike(one, figure) for one in where.figures):
        return False
    if any(start <= hit.start < end for hit in where.lists["steady"]):
        return False
    if not any(start <= hit.start < end for hit in where.lists["changes"]):
        return False
    cues = cue_hits(
        series.cues,
        where.folded,
        where.tokens,
        where.index,
        language=where.language,
        spaced=where.spaced,
    )
    named = [
        hit
        for hit in where.measures
        if any(series.measures.get(name, 0.0) >= BY_CUES for name in hit.names)
    ]
    return any(start <= hit.start < end for hit in (*cues, *named))


def _says(hits: Sequence[Hit], figure: Figure, page: Page) -> bool:
    start, end = page.sentence(figure.start)
    for hit in within(hits, start, end):
        if hit.end <= figure.start:
            gap, left, right = page.between(hit.end, figure.start), hit.end, figure.start
        else:
            gap, left, right = page.between(figure.end, hit.start), figure.end, hit.start
        if gap > CHANGE_REACH:
            continue
        if hit.start > figure.start and " " in hit.text.strip():
            # "five, one more than before" looks back at the figure, past whatever stands between.
            return True
        # Another figure, or a comma and more, between the two: the word is about something else.
        if any(
            left <= one.start < right and alike(one, figure) and one.start != figure.was_start
            for one in within(page.figures, left, right)
        ):
            continue
        if (
            page.spaced
            and gap > COMMA
            and "," in page.folded[left:right]
            and hit.start > figure.start
        ):
            continue
        return True
    return False


def _in_headline(figure: Figure, title: Page) -> bool:
    digits = re.sub(r"\D+$", "", fold(figure.text, grammar(title.language).folds))
    if not digits:
        return False
    at = title.folded.find(digits)
    if at < 0 or title.folded[at + len(digits) : at + len(digits) + 1].isdigit():
        return False
    if title.folded[at - 1 : at].isdigit():
        return False
    return any(
        min(title.between(hit.end, at), title.between(at + len(digits), hit.start) or 99)
        <= CHANGE_REACH_IN_TITLE
        for hit in title.lists["changes"]
        if hit.end <= at or hit.start >= at
    )


def _quote(figure: Figure, page: Page) -> str:
    start, end = page.sentence(figure.start)
    if not start <= figure.start < end:
        start, end = figure.start, figure.end
    return page.text[start : max(end, figure.end)].strip()
