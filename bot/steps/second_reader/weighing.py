"""What an answer changes: the page's match with the topic, and where its figures are filed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.model.figures import Figure, Filing, Hedge, Series
from bot.model.second_reader import Answer, Question, Role, Word
from bot.model.topics import Match, Topic

# The roles in which a figure is a value of its series.
VALUES: frozenset[Role] = frozenset({"current", "planned", "possible"})
# What a role that is filed nowhere says to a person.
_NOWHERE: Mapping[Role, str] = {
    "denied": "a value that the page denies",
    "difference": "by how much a value moved or differs",
    "part": "a part of what the series covers",
    "comparison": "something that the series is compared with",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Filings after the answer, and what it did to each figure that it or our own filing spoke of.

    `agreed`, `added` and `disputed` count figures: both say the same, only the answer files it, and the
    two say otherwise.
    """

    filings: tuple[Filing, ...]
    used: tuple[str, ...] = ()
    agreed: int = 0
    added: int = 0
    disputed: int = 0


def decide_topic(match: Match, answer: Answer) -> Match:
    """The match, as the answer has it: the model has read the page, the rule has only found words."""
    if match.matched == answer.on and not match.doubtful:
        return match
    word = "on the story" if answer.on else "not on the story"
    return replace(
        match,
        matched=answer.on,
        doubtful=False,
        reason=f"the second reader says that it is {word}; by the rule: {match.reason}",
    )


def weigh(
    own: Sequence[Filing],
    answer: Answer,
    asked: Question,
    *,
    topic: Topic,
    counted: Callable[[Figure, Series], Figure],
) -> Weighed:
    """Lay an answer over our own filings of a page for a topic.

    What was not shown to the model, or was refused, stays as our own filing has it. Of all else the
    answer decides; where our own filing says otherwise, both readings are in the reasons.

    Args:
        own: one filing for each figure of the text, in its order.
        answer: as it passed the guard.
        asked: the question that it answers.
        topic: whose series they are.
        counted: gives a bare count the unit of the series that it is filed under.
    """
    series = {one.id: one for one in topic.series}
    heard = {one.start for one in asked.offered} - set(answer.unclear)
    words = _like_their_originals({one.start: one for one in answer.words}, heard)
    formers = {one.moved_from for one in answer.words if one.role in VALUES}
    filings: list[Filing] = []
    used: list[str] = []
    tally = {"agreed": 0, "added": 0, "disputed": 0}
    for filing in own:
        start = filing.figure.start
        if start not in heard:
            filings.append(filing)
            continue
        word = words.get(start)
        if word is None and start in formers:
            # Nothing is said of it but that another value moved from it.
            word = next(
                Word(start=start, series=one.series, role="former")
                for one in answer.words
                if one.moved_from == start
            )
        made = _filed(filing, word, series, counted)
        filings.append(made)
        verdict = _compared(filing, made)
        if verdict:
            tally[verdict] += 1
        if word is not None or verdict:
            used.append(f"“{made.figure.text}”: {made.reasons[0]}")
    return Weighed(filings=tuple(_tied(filings, words, heard)), used=tuple(used), **tally)


def _like_their_originals(words: Mapping[int, Word], heard: Collection[int]) -> dict[int, Word]:
    """The words, where a conversion is what its original is: of a difference a difference, of no value none."""
    like = {start: _like_its_original(word, words, heard) for start, word in words.items()}
    return {start: word for start, word in like.items() if word is not None}


def _like_its_original(
    word: Word, words: Mapping[int, Word], heard: Collection[int]
) -> Word | None:
    original = word
    for _ in words:
        if original.role != "conversion" or original.of is None:
            break
        if original.of not in words:
            # What was said of the original may have been refused; then our own filing has it.
            return None if original.of in heard else word
        original = words[original.of]
    return word if original.role in {"conversion", *VALUES} else replace(word, role=original.role)


def _filed(
    own: Filing,
    word: Word | None,
    series: Mapping[str, Series],
    counted: Callable[[Figure, Series], Figure],
) -> Filing:
    """One figure's filing by the answer, with both readings in its first reason."""
    if word is None or word.role in _NOWHERE:
        said = (
            "no value of a series"
            if word is None
            else f"{_NOWHERE[word.role]} (“{series[word.series].label}”)"
        )
        figure = replace(own.figure, earlier=False, was_start=None, rendering_of=None)
        if word is not None and word.role == "denied" and own.figure.hedge == "denied":
            # Both say so: the ledger has to know that a value is denied.
            return _with_reason(own, f"second reader: {said}", series)
        return replace(
            _with_reason(own, f"second reader: {said}", series), figure=figure, series=None
        )
    label = series[word.series].label
    role = "value" if word.role == "current" else f"{word.role} value"
    if word.role == "conversion":
        role = "conversion of a value"
    figure = counted(own.figure, series[word.series])
    figure = replace(
        figure,
        earlier=word.role == "former",
        rendering_of=word.of if word.role == "conversion" else figure.rendering_of,
        hedge=_hedge(figure, word.role),
        # It was offered "difference", and chose a value of the whole.
        additional=False,
        difference=False,
    )
    reason = f"second reader: {role} of “{label}”"
    return replace(_with_reason(own, reason, series), figure=figure, series=word.series)


def _hedge(figure: Figure, role: Role) -> Hedge:
    if role == "possible":
        return "possible"
    # The model was offered "possible" and "denied", and chose otherwise. Who says so it was not asked.
    return "stated" if figure.hedge in {"denied", "possible"} else figure.hedge


def _with_reason(own: Filing, said: str, series: Mapping[str, Series]) -> Filing:
    if own.series is None:
        ours = "our own filing: none"
    else:
        kind = "conversion of a value" if own.figure.rendering_of is not None else "value"
        kind = "former value" if own.figure.earlier else kind
        ours = f"our own filing: {kind} of “{series[own.series].label}”"
    # What the answer decides is certain: how likely our own filing found it says nothing any more.
    return replace(own, likely=(), reasons=(f"{said}; {ours}", *own.reasons))


def _compared(own: Filing, made: Filing) -> str:
    """How the two readings relate: "agreed", "added", "disputed", or "" where both file nothing."""
    if own.series is None and made.series is None:
        return ""
    if own.series is None:
        return "added"
    same = own.series == made.series and own.figure.earlier == made.figure.earlier
    return "agreed" if same else "disputed"


def _tied(
    filings: Sequence[Filing], words: Mapping[int, Word], heard: frozenset[int] | set[int]
) -> list[Filing]:
    """Earlier values and originals tied to what they belong to, as the answer has them."""
    at = {one.figure.start: one for one in filings}
    result = []
    for filing in filings:
        figure = filing.figure
        if figure.start not in heard:
            result.append(filing)
            continue
        word = words.get(figure.start)
        was = figure.was_start
        if word is not None and word.moved_from is not None and word.role in VALUES:
            was = word.moved_from
        before = at.get(was) if was is not None else None
        if before is None or not before.figure.earlier or before.series != filing.series:
            was = None
        original = at.get(figure.rendering_of) if figure.rendering_of is not None else None
        rendering = figure.rendering_of
        if original is None or original.series is None or original.series != filing.series:
            rendering = None
        result.append(
            replace(filing, figure=replace(figure, was_start=was, rendering_of=rendering))
        )
    return result
