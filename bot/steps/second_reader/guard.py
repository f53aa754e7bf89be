"""What of an answer may be used: only what was offered, in a form that was asked for, and as the page allows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from bot.errors import ParseError
from bot.model.figures import Figure, Rates
from bot.model.second_reader import Answer, Question, Role, Word
from bot.model.wellformed import well_formed
from bot.steps.second_reader.instructions import ROLES

LONGEST_ANSWER = 60_000
MOST_WORDS = 400
MOST_PROPOSALS = 3
LONGEST_PROPOSAL = 60
# What newsrooms round away, and how far their rate may be from the one of the day.
RATE_SLACK = Decimal("0.15")
# So many refusals are told one by one; the rest are counted.
_TOLD_REFUSALS = 20


def parse_answer(content: str) -> dict[str, Any]:
    """An answer's JSON object, out of what a model wrote. Raises ParseError where there is none.

    Servers that do not hold a model to the schema let it write a fence or a thought around the object.
    """
    if len(content) > LONGEST_ANSWER:
        raise ParseError(f"the answer has {len(content)} characters; {LONGEST_ANSWER} are allowed")
    first, last = content.find("{"), content.rfind("}")
    try:
        found = json.loads(content[first : last + 1]) if 0 <= first < last else None
    except (ValueError, RecursionError):
        found = None
    return shaped(found)


def shaped(given: Any) -> dict[str, Any]:
    """An answer's object, if it is one that says what was asked first. Raises ParseError otherwise."""
    if not isinstance(given, dict):
        raise ParseError("the answer is no JSON object")
    if not isinstance(given.get("on"), bool):
        raise ParseError("the answer does not say whether the page is on the story")
    return given


def guard(
    given: Mapping[str, Any],
    asked: Question,
    *,
    takes: Mapping[int, Collection[str]],
    rates: Rates,
    day: date,
) -> Answer:
    """Hold an answer against what was asked; what it may not say is dropped, and said in `refused`.

    Args:
        given: the answer's object, of any shape.
        asked: the question; only its figures may be pointed at.
        takes: by a figure's start, the ids of the series that admit its unit.
        rates: to hold conversions against.
        day: of the page's publication.
    """
    on = given.get("on") is True
    hearing = _Hearing(asked, takes, rates, day)
    listed = given.get("figures")
    if not isinstance(listed, list):
        hearing.refuse("the list of figures is no list")
        listed = []
    if not on and listed:
        hearing.refuse("figures of a page that is said not to be on the story")
        listed = []
    if len(listed) > MOST_WORDS:
        hearing.refuse(f"{len(listed) - MOST_WORDS} entries past the first {MOST_WORDS}")
    for entry in listed[:MOST_WORDS]:
        hearing.hear(entry)
    proposals = given.get("proposals")
    proposals = proposals if isinstance(proposals, dict) else {}
    return Answer(
        on=on,
        words=tuple(hearing.settled()),
        unclear=tuple(sorted(hearing.unclear - hearing.words.keys())),
        refused=hearing.told(),
        refusals=len(hearing.refused),
        names=_proposals(proposals.get("names"), asked.page),
        keywords=_proposals(proposals.get("keywords"), asked.page),
    )


@dataclass(slots=True)
class _Hearing:
    """One answer as it is gone through."""

    asked: Question
    takes: Mapping[int, Collection[str]]
    rates: Rates
    day: date
    words: dict[int, Word] = field(default_factory=dict)
    unclear: set[int] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    def refuse(self, why: str, figure: Figure | None = None) -> None:
        self.refused.append(why)
        if figure is not None:
            self.unclear.add(figure.start)

    def told(self) -> tuple[str, ...]:
        rest = len(self.refused) - _TOLD_REFUSALS
        more = [f"{rest} more of the kind"] if rest > 0 else []
        return (*self.refused[:_TOLD_REFUSALS], *more)

    def hear(self, entry: Any) -> None:
        """Take one entry of the list, or refuse it."""
        if not isinstance(entry, dict):
            self.refuse("an entry that is no object")
            return
        figure = self._offered(entry.get("n"))
        if figure is None:
            self.refuse("a number that was not offered")
            return
        name, role = entry.get("series"), entry.get("role")
        if not isinstance(name, str) or name not in self.takes.get(figure.start, ()):
            self.refuse(f"a series that does not take “{figure.text}”", figure)
        elif not isinstance(role, str) or role not in ROLES:
            self.refuse(f"no known role for “{figure.text}”", figure)
        elif figure.start in self.words:
            self.refuse(f"a second word about “{figure.text}”")
        else:
            self._take(figure, name, role, entry)

    def _take(self, figure: Figure, name: str, role: Role, entry: Mapping[str, Any]) -> None:
        source = self._offered(entry.get("of"))
        if role == "conversion" and not (source and self._converts(figure, source)):
            self.refuse(f"“{figure.text}” as a conversion that the page does not bear out", figure)
            return
        before = self._offered(entry.get("moved_from"))
        moved = before is not None and _could_move(figure, before)
        if before is not None and not moved:
            self.refuse(f"“{figure.text}” as moved from “{before.text}”")
        self.words[figure.start] = Word(
            start=figure.start,
            series=name,
            role=role,
            of=source.start if source and role == "conversion" else None,
            moved_from=before.start if before and moved else None,
        )

    def settled(self) -> Iterator[Word]:
        """The words in the order of the text, without moves from what the answer itself calls otherwise."""
        for start in sorted(self.words):
            word = self.words[start]
            before = self.words.get(word.moved_from) if word.moved_from is not None else None
            if before is not None and (before.role, before.series) != ("former", word.series):
                self.refuse("a move from a value that is said to be no earlier one")
                word = Word(start=start, series=word.series, role=word.role, of=word.of)
            yield word

    def _offered(self, number: Any) -> Figure | None:
        if isinstance(number, bool) or not isinstance(number, int):
            return None
        offered = self.asked.offered
        return offered[number - 1] if 1 <= number <= len(offered) else None

    def _converts(self, figure: Figure, source: Figure) -> bool:
        """Whether one figure can be another in a second currency or unit, by the rates of the time."""
        if figure.start == source.start or figure.unit == source.unit:
            return False
        if figure.is_money != source.is_money:
            return False
        if not figure.is_money:
            return True
        window = self.rates.window(source.unit, figure.unit, self.day)
        if window is None:
            return True
        low, high = source.low * window[0], source.high * window[1]
        slack = figure.resolution + source.resolution * window[1]
        return figure.high + slack >= low * (1 - RATE_SLACK) and figure.low - slack <= high * (
            1 + RATE_SLACK
        )


def _could_move(figure: Figure, before: Figure) -> bool:
    """Whether a value can have moved from another: of one kind, and not the same."""
    if figure.start == before.start or figure.is_money != before.is_money:
        return False
    kind = figure.is_money or figure.unit == before.unit or "count" in {figure.unit, before.unit}
    return kind and (figure.low, figure.high) != (before.low, before.high)


def _proposals(given: Any, page: str) -> tuple[str, ...]:
    """Words for the topic's owner, each of which stands on the page."""
    if not isinstance(given, list):
        return ()
    words = [
        one.strip()
        for one in given
        if isinstance(one, str) and 1 < len(one.strip()) <= LONGEST_PROPOSAL
    ]
    standing = [one for one in words if one == well_formed(one) and one in page]
    return tuple(dict.fromkeys(standing))[:MOST_PROPOSALS]
