"""What recognises a text again, without holding it, and what says of which event it tells."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import islice

from bot.model.news import Fingerprint
from bot.steps.dedupe.addresses import address_of
from bot.steps.dedupe.sketch import KEPT_BITS, PERMUTATIONS, SCHEME, sketch, title_sha
from bot.steps.dedupe.words import names_in, numbers_in, terms_in

# Two unlike texts agree in one place of so many, by chance.
CHANCE = 1 / (1 << KEPT_BITS)

MOST_TERMS = 80
TITLE_WEIGHT = 2.0
LEAD_WEIGHT = 1.5
LEAD_CHARACTERS = 300
# Figures are held against each other to this many digits: "1,676" and "1,680" are one amount, rounded.
VALUE_DIGITS = 3
# So many words make a name, "Honda Motor"; "new physical AI company" is none.
LONGEST_NAME = 2
# The unit of a number whose unit was not read, and so many of them at most.
NUMBER = "number"
MOST_NUMBERS = 16

_UNITS = re.compile(r"[^\W_]+")


def fingerprint(
    *,
    url: str | None,
    title: str,
    text: str,
    language: str,  # noqa: ARG001  (words of each language are told by their script)
    entities: Iterable[str] = (),
    aliases: Iterable[str] = (),
    values: Iterable[str] = (),
    concepts: Iterable[str] = (),
) -> Fingerprint:
    """The fingerprint of an article.

    `entities` are ids of those that it names and `aliases` how it writes them: such words speak through
    `entities` alone. `values` are its figures as "unit:amount" in base units
    ("JPY:1000000000000"), to which the text's other numbers are added, `concepts` the ids of the series that those belong to; both in the order of
    the text, since news leads with what is new.
    """
    drawn = sketch(text)
    return Fingerprint(
        scheme=SCHEME,
        address=address_of(url),
        text_sha=drawn.sha,
        title_sha=title_sha(title),
        minhash=drawn.minhash,
        shingles=drawn.shingles,
        passages=drawn.passages,
        terms=_terms(title, text, frozenset(_of_aliases(aliases))),
        entities=tuple(sorted(set(entities))),
        values=_values(values, text),
        concepts=tuple(dict.fromkeys(concepts)),
    )


def resemblance(one: Fingerprint, other: Fingerprint) -> float:
    """The share of common shingles among all of both (Jaccard), as the signatures tell it."""
    if one.scheme != other.scheme or not one.shingles or not other.shingles:
        return 0.0
    same = sum(a == b for a, b in zip(one.minhash, other.minhash, strict=True)) / PERMUTATIONS
    return max(0.0, (same - CHANCE) / (1 - CHANCE))


def containment(one: Fingerprint, other: Fingerprint) -> float:
    """How much of the shorter text stands in the longer one, from 0 to 1, as the signatures tell it."""
    jaccard = resemblance(one, other)
    common = jaccard * (one.shingles + other.shingles) / (1 + jaccard)
    return min(1.0, common / max(1, min(one.shingles, other.shingles)))


def leading_digits(title: str) -> set[str]:
    """The digits of the numbers in a headline, as `digits_of` gives them for those of a text."""
    return {digits_of(_rounded(f"{NUMBER}:{number}")) for number in numbers_in(title)}


def _of_aliases(aliases: Iterable[str]) -> Iterator[str]:
    """The words that are a party's name. A longer alias is a description, and its words are anybody's."""
    for alias in set(aliases):
        words = _UNITS.findall(unicodedata.normalize("NFKC", alias).casefold())
        if len(words) <= LONGEST_NAME:
            yield from terms_in(alias)
            yield from (f"@{word}" for word in words)


def _terms(title: str, text: str, passed_over: frozenset[str]) -> tuple[tuple[str, float], ...]:
    counted = Counter([*terms_in(text), *names_in(text)])
    weights = {
        term: 1 + math.log(count) for term, count in counted.items() if term not in passed_over
    }
    for term in set(terms_in(text[:LEAD_CHARACTERS])) & weights.keys():
        weights[term] *= LEAD_WEIGHT
    for term in set(terms_in(title)) - passed_over:
        weights[term] = max(weights.get(term, 0.0), 1.0) * TITLE_WEIGHT
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_TERMS]
    return tuple((term, round(weight, 2)) for term, weight in heaviest)


def _values(figures: Iterable[str], text: str) -> tuple[str, ...]:
    """The figures, and then what other numbers the text holds, since a figure may be unread in one language."""
    read = dict.fromkeys(_rounded(value) for value in figures)
    # By their digits alone: of "350 million" the number is 350.
    known = {digits_of(value) for value in read}
    bare = (_rounded(f"{NUMBER}:{number}") for number in islice(numbers_in(text), MOST_NUMBERS))
    others = (value for value in bare if digits_of(value) not in known)
    return tuple(dict.fromkeys((*read, *others)))


def digits_of(value: str) -> str:
    """The digits of a value of a fingerprint, whatever its unit and size: of 350 million and of 350 they are one."""
    return value.rpartition(":")[2].partition("e")[0]


def _rounded(value: str) -> str:
    """A figure's unit and amount, rounded, in one spelling; what is no figure stays as it is."""
    unit, colon, amount = value.rpartition(":")
    try:
        number = Decimal(amount)
    except InvalidOperation:
        return value
    if not colon or not number.is_finite():
        return value
    digits = unit not in {"year", "date"}
    spelt = f"{number:.{VALUE_DIGITS - 1}e}" if digits else f"{number:.0f}"
    return f"{unit}:{spelt}"
