"""By which words is an article of this story known? The rule is to let in each of the examples."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from bot.model.drafts import DraftedParty, Example, Spelling
from bot.steps.draft.names import names_in
from bot.steps.draft.parties import held_by, is_place, names, opening
from bot.steps.draft.scripts import HAN, HANGUL, KATAKANA, count, folded, has, is_spaced

# A party that so many of the examples name in headline or opening is what the story is about.
MOST_OF_THEM = 0.6
# Or one that nearly all name, and some of them there.
NEARLY_ALL, LEAST_AT_TOP = 0.8, 0.4
_RUN = re.compile(f"[{HAN}{KATAKANA}]{{2,}}")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_HANGUL_END = re.compile(
    rf"(?<=[{HANGUL}]{{2}})(?:에서|에게|까지|부터|으로|은|는|이|가|을|를|의|에|로|와|과|도|만)$"
)
_LONGEST_RUN = 8
_SHORTEST_WORD = 5
_ABBREVIATION = 4
# What any disaster brings names none.
_HARM = frozenset(
    {"deaths", "injured", "missing", "evacuated", "displaced", "affected", "homes", "arrested"}
)
_IN_TITLE = 10
_MOST_COUNTED = 10


def keywords(
    examples: Sequence[Example], parties: Sequence[DraftedParty]
) -> tuple[tuple[Spelling, ...], tuple[Spelling, ...]]:
    """The words of `any`, and those of `all`, by language, where `any` alone would let in too much."""
    main = _main(examples, parties)
    chosen = [one for one in main.spellings if _may_ask(one, examples)] if main else []
    for language in dict.fromkeys(one.language for one in examples):
        left = [
            one
            for one in examples
            if one.language == language and not any(names(one, s.text, top=True) for s in chosen)
        ]
        word = _shared_word(left, examples, parties) if left else None
        if word:
            chosen.append(word)
    wide = main is None or is_place(main) or _is_person(main)
    return tuple(chosen), tuple(_topic_words(examples, parties)) if wide and main else ()


def _may_ask(one: Spelling, examples: Sequence[Example]) -> bool:
    """Whether a spelling may stand alone: an abbreviation that no headline has means much else."""
    short = len(one.text) <= _ABBREVIATION and one.text.isascii() and one.text.isupper()
    return not short or any(has(folded(example.title), folded(one.text)) for example in examples)


def _main(examples: Sequence[Example], parties: Sequence[DraftedParty]) -> DraftedParty | None:
    """The party that most examples are about: an undertaking before a place, or somebody who is in all news."""

    def most_named(among: Iterable[DraftedParty]) -> DraftedParty | None:
        ranked = sorted(among, key=lambda one: -len(held_by(one, examples, top=True)))
        return next((one for one in ranked if _is_of_most(one, examples)), None)

    own = [one for one in parties if not is_place(one) and not _is_person(one)]
    return most_named(own) or most_named(one for one in parties if one not in own)


def _is_of_most(party: DraftedParty, examples: Sequence[Example]) -> bool:
    top, whole = len(held_by(party, examples, top=True)), len(held_by(party, examples))
    most = MOST_OF_THEM * len(examples)
    return top >= most or (
        whole >= NEARLY_ALL * len(examples) and top >= LEAST_AT_TOP * len(examples)
    )


def _is_person(party: DraftedParty) -> bool:
    """Whether a party goes by its last word alone as well: "Ana Duarte" and "Duarte"."""
    spelt = {one.text for one in party.spellings}
    return any(" " in text and text.rsplit(" ", 1)[1] in spelt for text in spelt)


def _shared_word(
    left: Sequence[Example], examples: Sequence[Example], parties: Sequence[DraftedParty]
) -> Spelling | None:
    """The word of these headlines that their texts, in one language, hold most often."""
    known = {folded(s.text) for party in parties if is_place(party) for s in party.spellings}
    known |= _measured_words(examples)
    named = {folded(name.text) for name in names_in(examples) if name.sure}
    scores: dict[str, float] = {}
    for one in left:
        for word in set(_title_words(one, named)):
            plain = folded(word)
            if not _is_known(plain, known) and len(word) > 1 and plain not in folded(one.source):
                said = sum(count(folded(other.text), plain) for other in left)
                headed = sum(has(folded(other.title), plain) for other in left)
                first = folded(one.title).startswith(plain)
                scores[word] = (
                    _length(word)
                    * said
                    * headed
                    * (3 if first else 1)
                    * (3 if plain in named else 1)
                )
    if not scores or not max(scores.values()):
        return None
    best = min(scores, key=lambda word: (-scores[word], word))
    return _spelling(best, left[0].language, examples)


def _title_words(example: Example, named: AbstractSet[str]) -> Iterator[str]:
    """What may be a name in a headline: runs of characters, or words that are no little ones."""
    if is_spaced(example.language):
        for match in _WORD.finditer(example.title):
            word = _HANGUL_END.sub("", match.group())
            hangul = re.match(f"[{HANGUL}]", word) is not None
            known = folded(word) in named
            if hangul or known or (len(word) >= _SHORTEST_WORD and word[0].islower()):
                yield word
        return
    for match in _RUN.finditer(example.title):
        run = match.group()
        for start in range(len(run)):
            for end in range(start + 2, min(len(run), start + _LONGEST_RUN) + 1):
                yield run[start:end]


def _topic_words(
    examples: Sequence[Example], parties: Sequence[DraftedParty]
) -> Iterator[Spelling]:
    """For each language the word that its examples are about, beside the names."""
    known = {folded(s.text) for party in parties for s in party.spellings}
    known |= {folded(name.text) for name in names_in(examples) if " " not in name.text}
    known |= _measured_words(examples, only=_HARM)
    measured = _measured_words(examples)
    for language in dict.fromkeys(one.language for one in examples):
        own = [one for one in examples if one.language == language and one.copy_of is None]
        scores: defaultdict[str, float] = defaultdict(float)
        for one in own:
            top = folded(f"{one.title}\n{opening(one)}")
            for word in _topic_candidates(one):
                if _is_known(word, known) or word in folded(one.source):
                    continue
                said = min(count(folded(one.text), word), _MOST_COUNTED)
                headed = bool(said) * _IN_TITLE * has(folded(one.title), word)
                scores[word] += (
                    _length(word)
                    * (said + headed)
                    * has(top, word)
                    * (2 if word in measured else 1)
                )
        if scores:
            best = min(scores, key=lambda word: (-scores[word], word))
            yield _spelling(best, language, examples)


def _measured_words(
    examples: Sequence[Example], *, only: AbstractSet[str] | None = None
) -> set[str]:
    """The words that say what the examples' figures are figures of; with `only`, of these measures."""
    return {
        folded(near.word)
        for one in examples
        for beside in one.near
        for near in beside
        if only is None or near.measure in only
    }


def _is_known(word: str, known: AbstractSet[str]) -> bool:
    """Whether a word is one of these, or a part of one: in characters any part, in letters a whole word."""
    if re.match(f"[{HAN}{KATAKANA}]", word):
        return any(word in other or other in word for other in known if len(other) > 1)
    return any(word in re.split(r"[\s-]", other) for other in known)


def _length(word: str) -> float:
    """A longer run of characters says more; words in letters are all alike."""
    return 1 + 0.1 * (len(word) - 1) if re.match(f"[{HAN}{KATAKANA}]", word) else 1.0


def _topic_candidates(example: Example) -> set[str]:
    top = folded(f"{example.title}\n{opening(example)}")
    if is_spaced(example.language):
        words = {_HANGUL_END.sub("", word) for word in _WORD.findall(top)}
        return {
            word
            for word in words
            if len(word) >= _SHORTEST_WORD or (re.match(f"[{HANGUL}]", word) and len(word) > 1)
        }
    runs = {run for text in (example.title, opening(example)) for run in _RUN.findall(folded(text))}
    return {
        run[start:end]
        for run in runs
        for start in range(len(run))
        for end in range(start + 2, min(len(run), start + _LONGEST_RUN) + 1)
    }


def _spelling(text: str, language: str, examples: Sequence[Example]) -> Spelling:
    held = tuple(number for number, one in enumerate(examples, start=1) if names(one, text))
    return Spelling(text=text, language=language, examples=held)
