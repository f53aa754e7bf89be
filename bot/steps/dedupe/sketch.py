"""A text's sketch: enough of it to know a copy again, in a few hundred bytes and some sixty microseconds.

The text is folded and cut into units: a word where words are spaced, a character where they are not. Runs of
units (shingles) go into a MinHash signature, from which the share of common shingles can be told. Of longer
runs (passages) those with the smallest hashes are kept: two texts that share a good part of their wording
share the smallest hash of that part, so that a handful of keys lets copies meet.

Whole arrays are worked on at once, since a loop over words takes ten times as long as all the rest.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

Hashes = NDArray[np.uint64]
Codes = NDArray[np.integer[Any]]
Kinds = NDArray[np.uint8]

PERMUTATIONS = 120
SEED = 42
# Of each 32-bit minimum the lowest byte is kept (Li and König, "b-Bit Minwise Hashing", 2010): two texts then
# meet by chance once in 256 places, which the estimate allows for. The highest would not do: minima are small.
KEPT_BITS = 8
SHINGLE_WORDS = 3
SHINGLE_CHARACTERS = 5
# A passage is a shingle and another one so many units later: five words, or eight characters. Shorter runs
# are common property.
PASSAGE_WORDS = 2
PASSAGE_CHARACTERS = 3
# Of a text cut to 40 percent each of them is kept with a chance of 2 in 5: all twelve are lost once in 460.
PASSAGES = 12
SCHEME = (
    f"rensa{RMinHash.ALGORITHM_VERSION}-{PERMUTATIONS}x{KEPT_BITS}-w{SHINGLE_WORDS}c{SHINGLE_CHARACTERS}"
    f"-p{PASSAGES}"
)

# Kana, Chinese characters and Thai: written without spaces between words.
_UNSPACED = (
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x0E00, 0x0E7F),
)
_GAP, _LETTER, _CHARACTER = 0, 1, 2
_FIRST_PLANE, _SYMBOLS, _IDEOGRAPHS = 0x10000, 0x1F000, 0x20000

_WORD_BASE = 0x9E3779B97F4A7C15
_SHINGLE_BASE = 0xC2B2AE3D27D4EB4F
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_SHIFT = np.uint64(32)
_ALL_BITS = 1 << 64
_LOWEST = (1 << KEPT_BITS) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is kept of a text: hash of all its units, signature, number of shingles, keys of passages."""

    sha: str
    minhash: tuple[int, ...]
    shingles: int
    passages: tuple[int, ...]


def sketch(text: str) -> Sketch:
    """The sketch of a text. Of a text without words it is empty, and equal to no other's."""
    units, unspaced = _units(text)
    run, step = SHINGLE_WORDS, PASSAGE_WORDS
    if 2 * unspaced > len(units):
        run, step = SHINGLE_CHARACTERS, PASSAGE_CHARACTERS
    shingles = _runs(units, run)
    found = _distinct(shingles)
    passages = _smallest(_joined(shingles, step), PASSAGES)
    return Sketch(
        sha=_sha(units),
        minhash=_signature(found),
        shingles=len(found),
        # The lower half: the upper one of the smallest hashes is small, and the same for many.
        passages=tuple(
            (passages & np.uint64(0xFFFFFFFF)).astype(np.uint32).astype(np.int32).tolist()
        ),
    )


def title_sha(title: str) -> str:
    """The hash of a headline's words."""
    return _sha(_units(title)[0])


def _units(text: str) -> tuple[Hashes, int]:
    """A hash for each unit of a text, in order; and how many of them are single characters."""
    if text.isascii():
        written = text.lower().encode()
        codes: Codes = np.frombuffer(written, np.uint8)
        kinds = np.frombuffer(written.translate(_ascii_kinds()), np.uint8)
    else:
        folded = unicodedata.normalize("NFKC", text).casefold()
        codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)
        kinds = _kinds_of(codes)
    if not codes.size:
        return _NOTHING, 0
    starts, ends, unspaced = _borders(kinds)
    powers, inverses = _powers(1 << (codes.size - 1).bit_length())
    sums = np.empty(codes.size + 1, np.uint64)
    sums[0] = 0
    np.cumsum(np.multiply(powers[: codes.size], codes, dtype=np.uint64), out=sums[1:])
    return (sums[ends] - sums[starts]) * inverses[starts], unspaced


_NOTHING = np.empty(0, np.uint64)


def _borders(kinds: Kinds) -> tuple[NDArray[np.intp], NDArray[np.intp], int]:
    """Where units begin and end, and how many of them are single characters."""
    padded = np.zeros(kinds.size + 2, np.int8)
    padded[1:-1] = kinds
    unspaced = int(np.count_nonzero(kinds == _CHARACTER))
    if not unspaced:
        # Letters and gaps only: each change of kind is a border.
        edges = np.flatnonzero(padded[1:] != padded[:-1])
        return edges[::2], edges[1::2], 0
    inner, letters = padded[1:-1], padded == _LETTER
    characters = inner == _CHARACTER
    starts = np.flatnonzero(characters | (letters[1:-1] & ~letters[:-2]))
    ends = np.flatnonzero(characters | (letters[1:-1] & ~letters[2:])) + 1
    return starts, ends, unspaced


def _kinds_of(codes: Codes) -> Kinds:
    table = _kinds()
    kinds: Kinds = table[np.minimum(codes, _FIRST_PLANE - 1)]
    if codes.size and codes.max() >= _FIRST_PLANE:
        kinds[(codes >= _FIRST_PLANE) & (codes < _SYMBOLS)] = _LETTER
        kinds[codes >= _IDEOGRAPHS] = _CHARACTER
    return kinds


@cache
def _ascii_kinds() -> bytes:
    return _kinds()[:256].tobytes()


@cache
def _kinds() -> Kinds:
    """What each character of the first plane is; the last one, which is none, is a gap."""
    kinds = np.fromiter((chr(code).isalnum() for code in range(_FIRST_PLANE)), np.uint8)
    for first, last in _UNSPACED:
        kinds[first : last + 1] = _CHARACTER
    return kinds


@cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Powers of the base and of its inverse, modulo 2^64: they make a word's hash the same wherever it stands."""
    return tuple(  # type: ignore[return-value]  # of two
        np.concatenate((np.ones(1, np.uint64), np.full(size - 1, base, np.uint64).cumprod()))
        for base in (_WORD_BASE, pow(_WORD_BASE, -1, _ALL_BITS))
    )


def _runs(units: Hashes, length: int) -> Hashes:
    """A hash for each run of so many units; one for all of them where they are fewer."""
    if not units.size:
        return units
    length = min(length, units.size)
    count = units.size - length + 1
    runs = units[:count].copy()
    for place in range(1, length):
        runs *= np.uint64(_SHINGLE_BASE)
        runs += units[place : place + count]
    return _mixed(runs)


def _joined(shingles: Hashes, step: int) -> Hashes:
    if shingles.size <= step:
        return shingles
    return shingles[:-step] * np.uint64(_SHINGLE_BASE) + shingles[step:]


def _mixed(hashes: Hashes) -> Hashes:
    """Every bit of a hash into every other: sums and products leave the lowest ones poor."""
    hashes ^= hashes >> _SHIFT
    hashes *= _MIX
    hashes ^= hashes >> _SHIFT
    return hashes


def _distinct(hashes: Hashes) -> Hashes:
    """The hashes in their order of size, each once."""
    if not hashes.size:
        return hashes
    ordered: Hashes = np.sort(hashes)
    first = np.empty(ordered.size, np.bool_)
    first[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    distinct: Hashes = ordered[first]
    return distinct


def _smallest(hashes: Hashes, count: int) -> Hashes:
    """So many of the smallest hashes, each once."""
    # A few more, since some may be twice among them.
    least = np.partition(hashes, 4 * count)[: 4 * count] if hashes.size > 4 * count else hashes
    distinct = _distinct(least)
    return distinct[:count] if distinct.size >= count else _distinct(hashes)[:count]


def _signature(shingles: Hashes) -> tuple[int, ...]:
    found = RMinHash.digest_matrix_from_flat_token_hashes(
        shingles, [0, shingles.size], PERMUTATIONS, SEED
    )
    (minima,) = found.to_rows()
    return tuple([value & _LOWEST for value in minima])


def _sha(units: Hashes) -> str:
    return hashlib.sha256(units.astype("<u8").tobytes()).hexdigest()[:24]
