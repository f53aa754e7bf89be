"""Which words do the story's headlines share in a language without keywords? Proposed, never taken over.

A word counts that stands in most headlines of the story's pages in a language, by several publishers, and in
hardly any other headline of that language. Names of parties are left out: they are aliases, not keywords.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.model.suggestions import Evidence, StoryPage, Suggestion
from bot.model.topics import Topic
from bot.steps.match.borders import script
from bot.steps.match.folding import fold
from bot.steps.match.inflection import stem

# So many headlines of the story, by so many publishers, before a language says anything.
FEWEST_PAGES = 4
PUBLISHERS = 3
# The share of the story's headlines that hold the word, and of other headlines that may.
SHARED = 0.6
ORDINARY = 0.02
# Of fewer other headlines nothing can be said of how ordinary a word is.
FEWEST_ORDINARY = 50
MOST = 3
_SHORTEST = 4
_PIECES = range(2, 9)
_WORD = re.compile(r"[^\W\d_]+")


def taught_words(
    topic: Topic, pages: Sequence[StoryPage], ordinary: Mapping[str, Sequence[str]]
) -> tuple[Suggestion, ...]:
    """Keywords for languages that the topic's rule has none in.

    Args:
        topic: whose `any` is asked.
        pages: on the topic; copies of one text count once.
        ordinary: headlines that are not of the story, by language (without its region or script).
    """
    spoken = {alias.language.split("-", 1)[0] for alias in topic.keywords.any}
    by_language: dict[str, dict[str, StoryPage]] = defaultdict(dict)
    for page in pages:
        by_language[page.language.split("-", 1)[0]].setdefault(page.origin, page)
    if not topic.keywords.any or "" in spoken:
        # A flat list does not say which languages its words are in.
        spoken |= {language for language in by_language if _met(topic, by_language[language])}
    return tuple(
        suggestion
        for language, own in sorted(by_language.items())
        if language not in spoken
        for suggestion in _of_language(topic, language, [*own.values()], ordinary.get(language, ()))
    )


def _met(topic: Topic, pages: Mapping[str, StoryPage]) -> bool:
    keywords = {alias.text for alias in topic.keywords.any}
    return any(mention.term in keywords for page in pages.values() for mention in page.mentions)


def _of_language(
    topic: Topic, language: str, pages: Sequence[StoryPage], ordinary: Sequence[str]
) -> list[Suggestion]:
    if len(pages) < FEWEST_PAGES or len(ordinary) < FEWEST_ORDINARY:
        return []
    names = [fold(alias.text).strip() for one in topic.entities for alias in one.aliases]
    holding: dict[str, dict[str, str]] = defaultdict(dict)
    for page in pages:
        for key, written in _words(page.title, language, names).items():
            holding[key][page.id] = written
    usual: dict[str, int] = defaultdict(int)
    for headline in ordinary:
        for key in _words(headline, language, names):
            usual[key] += 1
    sources = {page.id: page.source for page in pages}
    telling = {
        key: held
        for key, held in holding.items()
        if len(held) >= SHARED * len(pages)
        and len({sources[one] for one in held}) >= PUBLISHERS
        and usual[key] <= ORDINARY * len(ordinary)
    }
    best = sorted(
        (key for key in telling if not _within_another(key, telling)),
        key=lambda key: (-len(telling[key]), -len(key)),
    )
    tags = Counter(page.language for page in pages)
    tag = tags.most_common(1)[0][0]
    return [_suggestion(topic, tag, telling[key], pages) for key in best[:MOST]]


def _suggestion(
    topic: Topic, language: str, held: Mapping[str, str], pages: Sequence[StoryPage]
) -> Suggestion:
    forms = sorted(held.values(), key=lambda form: (-list(held.values()).count(form), len(form)))
    return Suggestion(
        topic=topic.id,
        kind="keyword",
        owner="",
        text=forms[0],
        language=language,
        pages=tuple(
            Evidence(
                article=page.id,
                url=page.url,
                source=page.source,
                published=page.published,
                words=page.title,
            )
            for page in pages
            if page.id in held
        ),
        shared=len(held) / len(pages),
    )


def _within_another(key: str, telling: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether a longer piece says the same of as many headlines."""
    return any(
        key != other and key in other and len(telling[other]) >= len(telling[key])
        for other in telling
    )


def _words(headline: str, language: str, names: Iterable[str]) -> dict[str, str]:
    """The words of a headline by what their forms share; of scripts without spaces, pieces of each run."""
    plain = fold(headline)
    for name in names:
        plain = plain.replace(name, " ")
    found = {}
    for match in _WORD.finditer(plain):
        word = match.group()
        if script(word[0]) in {"spaced", "hangul"}:
            if len(word) >= (_SHORTEST if script(word[0]) == "spaced" else _PIECES[0]):
                found[stem(word, language) if script(word[0]) == "spaced" else word] = word
            continue
        for run in _runs(word):
            for size in _PIECES:
                found.update((run[at : at + size],) * 2 for at in range(len(run) - size + 1))
    return found


def _runs(word: str) -> list[str]:
    """The runs of one script, kana that inflects left out."""
    runs: list[str] = []
    last = ""
    for char in word:
        kind = script(char)
        if kind == "hiragana":
            last = ""
            continue
        if kind == last:
            runs[-1] += char
        else:
            runs.append(char)
        last = kind
    return runs
