"""A drafted topic as YAML that a person edits: each line with a comment that says where it comes from."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from bot.model.drafts import Draft, DraftedParty, DraftedSeries, Example, Placed, Spelling

_PLAIN = re.compile(r"[A-Za-zÀ-ɏ\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3][\w \u30fb\u30fc-]*")
# What YAML reads as something else than text.
_WORDS_OF_YAML = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
# So much of a sentence around a figure tells it from others.
_AROUND = 30
_LONGEST_COMMENT = 160
_MOST_UNPLACED = 60


def draft_as_yaml(draft: Draft, examples: Sequence[Example], *, indented: bool = False) -> str:
    """The topic on its own, or, `indented`, as it stands under `topics:` of a feeds.yaml."""
    lines = [*_heading(examples), *_topic(draft, examples)]
    if indented:
        body = [*_topic(draft, examples)]
        lines = [
            *(f"  {line}" for line in _heading(examples)),
            *(
                f"{'  - ' if number == 0 else '    '}{line}".rstrip()
                for number, line in enumerate(body)
            ),
        ]
    return "\n".join(lines) + "\n"


def _heading(examples: Sequence[Example]) -> Iterator[str]:
    yield f"# A draft from {len(examples)} articles. Nothing of it is live before it stands under `topics:` of feeds.yaml."
    yield "# Read it, mend it, and take out what you do not follow. The numbers in brackets are the articles:"
    for number, one in enumerate(examples, start=1):
        copy = f" (the text of [{one.copy_of}])" if one.copy_of else ""
        yield _comment(
            f"[{number}] {one.published:%Y-%m-%d} {one.language} {one.source}: {one.title}{copy} {one.place}"
        )


def _topic(draft: Draft, examples: Sequence[Example]) -> Iterator[str]:
    yield f"id: {draft.id}"
    yield f"name: {_scalar(draft.name)}"
    yield "keywords:"
    yield "  any:"
    yield from _spellings(draft.any, "    ")
    if draft.all:
        yield "  # The names above are in much other news: a page has to hold the word of its language too."
        yield "  all:"
        yield from _spellings(draft.all, "    ")
    if draft.parties:
        yield "entities:"
    for party in draft.parties:
        yield from _party(party)
    if draft.series:
        yield "series:"
    for series in draft.series:
        yield from _series(series, examples)
    yield from _unplaced(draft.unplaced, examples)


def _spellings(spellings: Sequence[Spelling], indent: str) -> Iterator[str]:
    for language in dict.fromkeys(one.language for one in spellings):
        own = [one for one in spellings if one.language == language]
        yield f"{indent}{_scalar(language)}: [{', '.join(_scalar(one.text) for one in own)}]  # {_where(own)}"


def _where(spellings: Iterable[Spelling]) -> str:
    listed = list(spellings)
    numbers = sorted({number for one in listed for number in one.examples})
    if numbers:
        return f"in {_numbers(numbers)}"
    return "a name of the place in this language (CLDR)"


def _party(party: DraftedParty) -> Iterator[str]:
    numbers = sorted({number for one in party.spellings for number in one.examples})
    yield f"  - id: {party.id}  # in {_numbers(numbers)}"
    yield f"    name: {_scalar(party.name)}"
    yield "    aliases:"
    yield from _spellings(party.spellings, "      ")


def _series(series: DraftedSeries, examples: Sequence[Example]) -> Iterator[str]:
    numbers = sorted({one.example for one in series.figures})
    why = f"; {series.why}" if series.why else ""
    yield f"  - id: {series.id}  # {len(series.figures)} figures in {_numbers(numbers)}{_one_line(why)}"
    yield f"    label: {_scalar(series.label)}"
    yield f"    unit: {series.unit}"
    if series.nature:
        yield f"    nature: {series.nature}"
    if series.cues or series.own_words:
        yield "    cues:"
    for language, words in series.cues.items():
        held = sorted(
            {
                one.example
                for one in series.figures
                if examples[one.example - 1].language == language
            }
        )
        listed = ", ".join(_scalar(word) for word in words)
        yield f"      {_scalar(language)}: [{listed}]  # beside its figures in {_numbers(held)}"
    for language, words in series.own_words.items():
        listed = ", ".join(_scalar(word) for word in words)
        yield f"      {_scalar(language)}: [{listed}]  # the bot's own words for it"
    for one in series.figures:
        yield f"    {_comment(_figure(one, examples))}"


def _unplaced(unplaced: Sequence[Placed], examples: Sequence[Example]) -> Iterator[str]:
    if not unplaced:
        return
    yield "# Figures that belong to no series of this draft, since one article alone has them or nothing says of what:"
    for one in unplaced[:_MOST_UNPLACED]:
        yield _comment(_figure(one, examples))
    if len(unplaced) > _MOST_UNPLACED:
        yield f"# and {len(unplaced) - _MOST_UNPLACED} more"


def _figure(one: Placed, examples: Sequence[Example]) -> str:
    text, figure = examples[one.example - 1].text, one.figure
    before = text[max(0, figure.start - _AROUND) : figure.start]
    after = text[figure.end : figure.end + _AROUND]
    why = f" ({one.why})" if one.why else ""
    return f"[{one.example}] {figure.text}{why}: …{before}{figure.text}{after}…"


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(f"[{number}]" for number in numbers)


def _comment(text: str) -> str:
    line = _one_line(text)
    return f"# {line if len(line) <= _LONGEST_COMMENT else line[: _LONGEST_COMMENT - 1] + '…'}"


def _one_line(text: str) -> str:
    """A text from outside that neither ends a line nor moves a terminal's cursor."""
    return "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )


def _scalar(text: str) -> str:
    """A text as YAML reads it back: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML and text == text.strip():
        return text
    return json.dumps(_one_line(text), ensure_ascii=False)
