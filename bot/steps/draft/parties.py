"""Which names are one party, in all its spellings, and which parties do several examples name?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bot.model.drafts import DraftedParty, Example, Spelling
from bot.steps.draft.names import Name, names_in
from bot.steps.draft.places import places
from bot.steps.draft.scripts import count, folded, has, is_spaced, sounds_alike

MOST_PARTIES = 10
MOST_SPELLINGS = 4
# Names of a text that only one example holds are its own, unless the headline has them.
LEAST_EXAMPLES = 2
# The languages that the bot reads: a place is spelt in all of them, as CLDR has it.
READ = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "da",
    "no",
    "sv",
    "tr",
    "ja",
    "ko",
    "zh-Hans",
    "zh-Hant",
)
_SHORT = 3
_NUMBERED = re.compile(r" \d{1,3}$")


def parties(examples: Sequence[Example]) -> tuple[DraftedParty, ...]:
    """The parties of the examples, those of most examples first: places, and other names."""
    located = _places(examples)
    taken = {_bare(one.text) for party in located for one in party.spellings}
    named = [
        _party(group, examples)
        for group in _groups([name for name in names_in(examples) if _bare(name.text) not in taken])
    ]
    ranked = sorted(
        [*located, *(party for party in named if party is not None)],
        key=lambda party: -_weight(party, examples),
    )
    return _numbered(ranked[:MOST_PARTIES])


def held_by(party: DraftedParty, examples: Sequence[Example], *, top: bool = False) -> set[int]:
    """The numbers of the examples that name a party; with `top` those that do so in headline or opening."""
    return {
        number
        for number, one in enumerate(examples, start=1)
        if any(names(one, spelling.text, top=top) for spelling in party.spellings)
    }


def names(example: Example, text: str, *, top: bool = False) -> bool:
    """Whether an example holds a name; short ones are looked for as they are written (US is no pronoun)."""
    where = f"{example.title}\n{opening(example) if top else example.text}"
    if len(text) <= _SHORT and text.isascii():
        return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", where) is not None
    return has(folded(where), folded(text))


def opening(example: Example) -> str:
    """The first lines of an example, as far as its subject stands in them."""
    return example.text[: 280 if is_spaced(example.language) else 140]


def is_place(party: DraftedParty) -> bool:
    """Whether a party is a country or a city: what happens there is far more than a story."""
    return any(one.why == "CLDR" for one in party.spellings)


def _places(examples: Sequence[Example]) -> list[DraftedParty]:
    found: dict[str, dict[str, Spelling]] = {}
    for number, one in enumerate(examples, start=1):
        for code, spelt in places(one.language).items():
            for text in spelt:
                if names(one, text):
                    known = found.setdefault(code, {}).get(text)
                    numbers = (*(known.examples if known else ()), number)
                    found[code][text] = Spelling(
                        text=text, language=one.language, examples=numbers, why="CLDR"
                    )
    result = []
    for code, by_text in found.items():
        party = DraftedParty(
            id=code,
            name=_english(code) or next(iter(by_text)),
            spellings=(*by_text.values(), *_elsewhere(code, by_text)),
        )
        if _counts(party, examples):
            result.append(party)
    return result


def _english(code: str) -> str:
    spelt = places("en").get(code, ())
    return next((text for text in spelt if len(text) > _SHORT and "." not in text), "")


def _elsewhere(code: str, there: dict[str, Spelling]) -> list[Spelling]:
    """How the place is spelt in the other languages that the bot reads."""
    seen = {folded(text) for text in there}
    found = []
    for language in READ:
        for text in places(language).get(code, ())[:2]:
            if folded(text) not in seen and not (len(text) <= _SHORT and text.isascii()):
                seen.add(folded(text))
                found.append(Spelling(text=text, language=language, why="CLDR"))
    return found


def _counts(party: DraftedParty, examples: Sequence[Example]) -> bool:
    held = {examples[number - 1].copy_of or number for number in held_by(party, examples)}
    return len(held) >= LEAST_EXAMPLES or any(
        names_in_title(one, spelling.text) for one in examples for spelling in party.spellings
    )


def names_in_title(example: Example, text: str) -> bool:
    """Whether a headline holds a name."""
    return has(folded(example.title), folded(text))


def _bare(text: str) -> str:
    return folded(text).replace(".", "")


def _groups(names: Sequence[Name]) -> list[list[Name]]:
    """Names of one party together: alike in letters, in sound, or in brackets beside each other."""
    groups: list[list[Name]] = []
    for name in sorted(names, key=lambda one: (not one.sure, len(one.text))):
        fitting = [group for group in groups if any(_same(name, other) for other in group)]
        if fitting:
            fitting[0].append(name)
            for other in fitting[1:]:
                fitting[0].extend(other)
                groups.remove(other)
        else:
            groups.append([name])
    return groups


def _same(one: Name, other: Name) -> bool:
    first, second = folded(one.text), folded(other.text)
    if first == second or folded(one.beside) == second or folded(other.beside) == first:
        return True
    if one.beside and folded(one.beside) == folded(other.beside):
        return True
    short, long = sorted((first, second), key=len)
    if _script(one.text) == _script(other.text):
        if not short.isascii():
            return len(short) > 1 and long.startswith(short)
        return len(short) > _SHORT and (long.startswith(f"{short} ") or long.endswith(f" {short}"))
    return sounds_alike(one.text, other.text)


def _script(text: str) -> str:
    letter = next((char for char in text if char.isalpha()), "")
    return unicodedata.name(letter, "LATIN").split(" ")[0].split("-")[0]


def _party(group: Sequence[Name], examples: Sequence[Example]) -> DraftedParty | None:
    by_text: dict[str, Spelling] = {}
    for name in sorted(group, key=lambda one: one.text.isupper()):
        holders = tuple(at for at, one in enumerate(examples, start=1) if names(one, name.text))
        if holders and folded(name.text) not in {folded(text) for text in by_text}:
            by_text[name.text] = Spelling(text=name.text, language=name.language, examples=holders)
    ranked = _of_one_number(
        sorted(by_text.values(), key=lambda one: (-len(one.examples), len(one.text)))
    )
    kept: list[Spelling] = []
    for spelling in ranked:
        own = [one for one in kept if one.language[:2] == spelling.language[:2]]
        inside = any(has(folded(spelling.text), folded(one.text)) for one in kept)
        # A longer form is found by the shorter one that it holds: it is shown where it is the usual one.
        if len(own) < MOST_SPELLINGS and not (inside and len(spelling.examples) < LEAST_EXAMPLES):
            kept.append(spelling)
    if not kept:
        return None
    best = min(kept, key=lambda one: (not one.text[0].isascii(), one.text.isupper()))
    party = DraftedParty(id="", name=best.text, spellings=tuple(kept))
    return party if _counts(party, examples) else None


def _of_one_number(ranked: list[Spelling]) -> list[Spelling]:
    """Where a name has a number, that name alone: "Line 4" is neither "Line" nor "Line 5"."""
    numbered = [one for one in ranked if _NUMBERED.search(one.text)]
    if not numbered:
        return ranked
    first = numbered[0]
    plain = _NUMBERED.sub("", folded(first.text))
    others = [one for one in ranked if one not in numbered and folded(one.text) != plain]
    return [first, *others]


def _weight(party: DraftedParty, examples: Sequence[Example]) -> float:
    """How much of the examples is about a party: who names it, in the headline twice as much."""
    held = {examples[number - 1].copy_of or number for number in held_by(party, examples)}
    headed = {
        number
        for number, one in enumerate(examples, start=1)
        if any(names_in_title(one, s.text) for s in party.spellings)
    }
    said = sum(
        count(folded(one.text), folded(spelling.text))
        for one in examples
        for spelling in party.spellings
    )
    return len(held) + len(headed) + min(said, 20) / 20


def _numbered(parties: Sequence[DraftedParty]) -> tuple[DraftedParty, ...]:
    """The parties with an id each, made of their names."""
    taken: set[str] = set()
    spelt: set[str] = set()
    found = []
    for number, party in enumerate(parties, start=1):
        # A spelling names one party.
        own = tuple(one for one in party.spellings if folded(one.text) not in spelt)
        if not own:
            continue
        spelt |= {folded(one.text) for one in own}
        name = slug(party.name) or f"party-{number}"
        name = name if name not in taken else f"{name}-{number}"
        taken.add(name)
        found.append(DraftedParty(id=name, name=party.name, spellings=own))
    return tuple(found)


def slug(text: str) -> str:
    """An id made of a text: its Latin letters and digits."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].strip("-")
