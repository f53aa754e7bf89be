"""What recognises a text again, without holding it.

The text is folded and cut into units: a word where words are spaced, a character where they are not. Runs of
units (shingles) go into a MinHash signature, from which the share of common shingles can be told.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from rensa import RMinHash

from bot.model.news import Fingerprint
from bot.steps.dedupe.addresses import address_of
from bot.steps.dedupe.words import names_in, terms_in

PERMUTATIONS = 120
SEED = 42
# Of each 32-bit minimum the lower half is kept: two texts then meet by chance once in 65,536 places,
# and a signature is 240 bytes. The upper half would not do: minima are small numbers.
KEPT_BITS = 0xFFFF
SHINGLE_WORDS = 3
SHINGLE_CHARACTERS = 5
SCHEME = (
    f"rensa{RMinHash.ALGORITHM_VERSION}-{PERMUTATIONS}x16-w{SHINGLE_WORDS}c{SHINGLE_CHARACTERS}"
)

MOST_TERMS = 80
TITLE_WEIGHT = 2.0
LEAD_WEIGHT = 1.5
LEAD_CHARACTERS = 300
# Figures are held against each other to this many digits: "1,676" and "1,680" are one amount, rounded.
VALUE_DIGITS = 3

_UNSPACED = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_UNITS = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_ASCII_UNITS = re.compile(r"[0-9a-z]+")
_ONE_UNSPACED = re.compile(f"[{_UNSPACED}]")


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
    ("JPY:1000000000000"), `concepts` the ids of the series that those belong to; both in the order of
    the text, since news leads with what is new.
    """
    units = _units(text)
    shingles = _shingles(units)
    return Fingerprint(
        scheme=SCHEME,
        address=address_of(url),
        text_sha=_sha(units),
        title_sha=_sha(_units(title)),
        minhash=_signature(shingles),
        shingles=len(shingles),
        terms=_terms(title, text, frozenset(_of_aliases(aliases))),
        entities=tuple(sorted(set(entities))),
        values=tuple(dict.fromkeys(_rounded(value) for value in values)),
        concepts=tuple(dict.fromkeys(concepts)),
    )


def resemblance(one: Fingerprint, other: Fingerprint) -> float:
    """The share of common shingles among all of both (Jaccard), as the signatures tell it."""
    if one.scheme != other.scheme or not one.shingles or not other.shingles:
        return 0.0
    same = sum(a == b for a, b in zip(one.minhash, other.minhash, strict=True))
    return same / PERMUTATIONS


def containment(one: Fingerprint, other: Fingerprint) -> float:
    """How much of the shorter text stands in the longer one, from 0 to 1, as the signatures tell it."""
    jaccard = resemblance(one, other)
    common = jaccard * (one.shingles + other.shingles) / (1 + jaccard)
    return min(1.0, common / max(1, min(one.shingles, other.shingles)))


def _units(text: str) -> list[str]:
    if text.isascii():
        return _ASCII_UNITS.findall(text.lower())
    return _UNITS.findall(unicodedata.normalize("NFKC", text).casefold())


def _shingles(units: Sequence[str]) -> set[str]:
    """Runs of three words, or of five characters where most of the text is written without spaces."""
    unspaced = len(_ONE_UNSPACED.findall("".join(units)))
    length = SHINGLE_CHARACTERS if 2 * unspaced > len(units) else SHINGLE_WORDS
    if not units:
        return set()
    if len(units) < length:
        return {" ".join(units)}
    return set(map(" ".join, zip(*(units[start:] for start in range(length)), strict=False)))


def _signature(shingles: set[str]) -> tuple[int, ...]:
    (digest,) = RMinHash.digests_from_token_sets([shingles], num_perm=PERMUTATIONS, seed=SEED)
    return tuple(value & KEPT_BITS for value in digest)


def _sha(units: Sequence[str]) -> str:
    return hashlib.sha256(" ".join(units).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _of_aliases(aliases: Iterable[str]) -> Iterator[str]:
    for alias in set(aliases):
        yield from terms_in(alias)
        yield from (f"@{word}" for word in _units(alias))


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


def _rounded(value: str) -> str:
    """A figure's unit and amount, rounded, in one spelling; what is no figure stays as it is."""
    unit, colon, amount = value.rpartition(":")
    try:
        number = Decimal(amount)
    except InvalidOperation:
        return value
    if not colon or not number.is_finite():
        return value
    digits = unit != "year"
    spelt = f"{number:.{VALUE_DIGITS - 1}e}" if digits else f"{number:.0f}"
    return f"{unit}:{spelt}"
