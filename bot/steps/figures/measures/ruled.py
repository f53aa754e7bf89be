"""What persons ruled about figures, laid over what filing made of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.model.figures import Figure, Filing, Series
from bot.model.rulings import Ruling, folded
from bot.model.topics import Topic
from bot.steps.figures.measures.profiles import admits, in_units_of

# A person's word is worth more than any sum of clues.
CERTAIN = 10.0
_WORDS_PROPOSED = 3
_LATIN = r"[^\W\d_\u2e80-\u9fff\uac00-\ud7a3]{2,}"
_PHRASE = re.compile(rf"{_LATIN}(?:[ \-]{_LATIN})*")
# A run of one script is about a word where no spaces part them.
_RUN = re.compile(r"[\u30a0-\u30ff]{2,}|[\u4e00-\u9fff]{2,}|[\uac00-\ud7a3]{2,}")
_END = re.compile(r"[。！？\n]|[.!?]\s")
# Words that stand between a figure and what it is of, in the languages with spaces.
_JOINTS = frozenset(
    {
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "its",
        "of",
        "on",
        "or",
        "the",
        "to",
    }
    | {
        "towards",
        "with",
        "de",
        "del",
        "der",
        "des",
        "die",
        "du",
        "en",
        "für",
        "in",
        "la",
        "le",
        "les",
    }
    | {"para", "per", "por", "pour", "sur", "van", "voor", "di", "il", "das", "el", "het", "için"}
)


def apply_rulings(
    filings: Sequence[Filing],
    rulings: Iterable[Ruling],
    *,
    text: str,
    sentences: Sequence[tuple[int, int]],
    topic: Topic,
) -> tuple[Filing, ...]:
    """The filings as persons want them: what was judged by itself first, then what is like it.

    Args:
        filings: of an article, for this topic or others; others are left as they are.
        rulings: in force, oldest first; of two about the same figure the later counts.
        text: what the figures' offsets are into.
        sentences: spans of the text's sentences.
        topic: to whose series they may be moved.

    Returns:
        As many filings, in the same order. A series that the topic no longer has takes nothing.
    """
    theirs = [one for one in rulings if one.topic == topic.id]
    if not theirs:
        return tuple(filings)
    spans = _Spans(text, sentences)
    judged: set[int] = set()
    made = list(filings)
    for place, filing in enumerate(filings):
        if filing.topic != topic.id:
            continue
        sentence = sentence_of(filing.figure, text, sentences)
        own = [one for one in theirs if one.holds_for(filing.figure, sentence)]
        if own:
            judged.add(place)
            made[place] = _as_ruled(filing, own[-1], topic)
    free = [
        place
        for place, filing in enumerate(made)
        if place not in judged and filing.topic == topic.id and _is_free(filing)
    ]
    for ruling in theirs:
        for place in _like(ruling, [(place, made[place]) for place in free], spans, topic):
            free.remove(place)
            made[place] = _as_ruled(made[place], ruling, topic, how=f"stands by “{ruling.cue}”: ")
    return tuple(made)


def sentence_of(figure: Figure, text: str, sentences: Sequence[tuple[int, int]]) -> str:
    """The sentence that holds a figure, as it stands in the text."""
    start, end = _Spans(text, sentences).around(figure)
    return text[start:end].strip()


def proposed_cue(before: str, after: str) -> str:
    """The words beside a figure by which others of its kind may be known; empty where there are none.

    What follows it where words are spaced ("$30 million for battery stations"), what comes before it
    elsewhere (ロボット購入費は300億円): a proposal, for a person to mend. Only the figure's own sentence is looked at.
    """
    before, after = _END.split(before)[-1], _END.split(after)[0]
    runs = [*_RUN.findall(before)[-1:], *_RUN.findall(after)[:1]]
    if runs:
        return str(runs[0])
    phrases = [_content(one) for one in (*_PHRASE.findall(after), *_PHRASE.findall(before)[::-1])]
    return next((" ".join(words[:_WORDS_PROPOSED]) for words in phrases if words), "")


def can_take(topic: Topic, figure: Figure) -> tuple[str, ...]:
    """The ids of the series of a topic under which a figure of this unit may be filed."""
    return tuple(
        one.id
        for one in topic.series
        if admits(one, figure.unit, money=figure.is_money, per=figure.per)
    )


def _content(phrase: str) -> list[str]:
    words = phrase.split()
    while words and words[0].casefold() in _JOINTS:
        words.pop(0)
    until = next((n for n, word in enumerate(words) if word.casefold() in _JOINTS), len(words))
    return words[:until]


def _is_free(filing: Filing) -> bool:
    figure = filing.figure
    return filing.series is None and not figure.earlier and figure.rendering_of is None


def _as_ruled(filing: Filing, ruling: Ruling, topic: Topic, *, how: str = "") -> Filing:
    who = f"by {ruling.made_by} on {ruling.made_at:%Y-%m-%d} (ruling {ruling.id})"
    series = next((one for one in topic.series if one.id == ruling.series), None)
    if ruling.kind == "dismissed":
        why = f"{how}left unfiled {who}"
        return replace(filing, series=None, ruled="dismissed", reasons=(why, *filing.reasons))
    if ruling.kind == "wrong":
        if filing.series != ruling.series:
            return filing
        why = f"found wrong under “{series.label if series else ruling.series}” {who}"
        return replace(filing, series=None, ruled="wrong", reasons=(why, *filing.reasons))
    if series is None or filing.series == series.id:
        return filing
    why = f"{how}{'filed' if ruling.kind == 'filed' else 'found right'} {who}"
    return replace(
        filing,
        figure=in_units_of(series, filing.figure),
        series=series.id,
        score=CERTAIN,
        reasons=(why, *filing.reasons),
        ruled=ruling.kind,
    )


class _Spans:
    """A text's sentences, to be found by a figure in them."""

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self._spans = sentences
        self._starts = [start for start, _ in sentences]

    def around(self, figure: Figure) -> tuple[int, int]:
        """The span of the sentence that holds a figure; the figure's own where none does."""
        place = bisect_right(self._starts, figure.start) - 1
        if place < 0 or not figure.start < self._spans[place][1]:
            return figure.start, figure.end
        start, end = self._spans[place]
        return start, max(end, figure.end)


def _like(
    ruling: Ruling, free: Sequence[tuple[int, Filing]], spans: _Spans, topic: Topic
) -> list[int]:
    """The places of unfiled figures that are like the ruled one: in a fitting unit, nearest to its cue."""
    series = next((one for one in topic.series if one.id == ruling.series), None)
    if not ruling.cue or (series is None and ruling.kind != "dismissed"):
        return []
    cue = _cue_pattern(ruling.cue)
    by_sentence: dict[tuple[int, int], list[tuple[int, Figure]]] = {}
    for place, filing in free:
        if _fits(filing.figure, ruling, series):
            around = spans.around(filing.figure)
            by_sentence.setdefault(around, []).append((place, filing.figure))
    found = set()
    for (start, end), figures in by_sentence.items():
        for hit in cue.finditer(folded(spans.text[start:end])):
            nearest = min(figures, key=lambda one: _gap(one[1], hit.span(), spans.text, start))
            found.add(nearest[0])
    return sorted(found)


def _fits(figure: Figure, ruling: Ruling, series: Series | None) -> bool:
    if series is not None:
        return admits(series, figure.unit, money=figure.is_money, per=figure.per)
    return figure.unit == ruling.figure.unit or (figure.is_money and ruling.figure.is_money)


def _cue_pattern(cue: str) -> re.Pattern[str]:
    """A cue as a word of its own where words are spaced, and anywhere where they are not."""
    words = folded(cue)
    left = r"(?<!\w)" if re.match(rf"{_LATIN}", words) else ""
    right = r"(?!\w)" if re.search(rf"{_LATIN}\Z", words) else ""
    return re.compile(f"{left}{re.escape(words)}{right}")


def _gap(figure: Figure, hit: tuple[int, int], text: str, start: int) -> int:
    first = len(folded(text[start : figure.start]))
    last = len(folded(text[start : figure.end]))
    return max(hit[0] - last, first - hit[1], 0)
