"""What will a topic miss, or let in, by the way it is written? The lines of `bot check` that say so.

Three things show before any page is read: a feed's language that no keyword is in, a keyword that is a party's
bare name where the rule asks for nothing else, and series without cues in a feed's language.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from bot.model.topics import Alias, KeywordRule, Topic
from bot.steps.match import fold
from bot.watchlist.watchlist import Watchlist

# Which script a language is written in, as Unicode names its letters; Latin for all others.
_SCRIPTS = {
    "ar": "ARABIC",
    "bg": "CYRILLIC",
    "el": "GREEK",
    "fa": "ARABIC",
    "he": "HEBREW",
    "hi": "DEVANAGARI",
    "ja": "CJK HIRAGANA KATAKANA",
    "ko": "HANGUL",
    "ru": "CYRILLIC",
    "th": "THAI",
    "uk": "CYRILLIC",
    "zh": "CJK",
}
_LATIN = "LATIN"
_NAMED = 4


def gaps(watchlist: Watchlist) -> Iterator[str]:
    """What each topic will miss or let in, a sentence each."""
    for topic in watchlist.topics:
        feeds = Counter(
            base
            for feed in watchlist.feeds
            if feed.enabled and (not feed.topics or topic.id in feed.topics)
            if (base := _base(feed.language or ""))
        )
        yield from _bare_names(topic)
        yield from _without_keywords(topic, feeds)
        yield from _without_cues(topic, feeds)


def _bare_names(topic: Topic) -> Iterator[str]:
    rule = topic.keywords
    if rule.all or rule.at_least or rule.entities > 1:
        return
    names = {fold(alias.text).strip() for one in topic.entities for alias in one.aliases}
    bare = list(
        dict.fromkeys(one.text for one in rule.any if fold(one.text.lstrip("=")).strip() in names)
    )
    if bare:
        yield (
            f"Topic {topic.id}: {_listed(bare, quoted=True)} in `any` is a party's bare name, and the rule asks"
            " for nothing else; all that this party does is on the topic. Add `all_of_entities: 2`, `all` or"
            " `at_least`, or say `none`"
        )


def _without_keywords(topic: Topic, feeds: Counter[str]) -> Iterator[str]:
    for language, count in sorted(feeds.items()):
        words = _asked(topic.keywords)
        if words and not _speaks(language, words):
            yield (
                f"Topic {topic.id}: {_feeds(count)} in {language}, and no keyword is; only pages that name the"
                f" parties as their aliases do can be found there"
            )


def _without_cues(topic: Topic, feeds: Counter[str]) -> Iterator[str]:
    for language, count in sorted(feeds.items()):
        silent = [
            one.id
            for one in topic.series
            if one.cues
            and not _speaks(
                language,
                [Alias(text=w, language=tag) for tag, group in one.cues.items() for w in group],
            )
        ]
        if silent:
            yield (
                f"Topic {topic.id}: {_feeds(count)} in {language}, and {_listed(silent)} ha"
                f"{'s' if len(silent) == 1 else 've'} no cues there; such figures may stay unfiled"
            )


def _asked(rule: KeywordRule) -> list[Alias]:
    return [*rule.any, *rule.all, *(one for group in rule.at_least for one in group.of)]


def _speaks(language: str, words: Iterable[Alias]) -> bool:
    """Whether one of these is in a language: by its list, or, in a flat list, by its letters.

    A flat list does not say which language its Latin words are in, so it is taken to speak all of them.
    """
    return any(
        _base(word.language) == language if word.language else _written_in(language, word.text)
        for word in words
    )


def _written_in(language: str, text: str) -> bool:
    scripts = _SCRIPTS.get(language, _LATIN).split()
    return any(
        unicodedata.name(char, "").split(" ", 1)[0] in scripts for char in text if char.isalpha()
    )


def _base(tag: str) -> str:
    return tag.split("-", 1)[0].lower()


def _feeds(count: int) -> str:
    return "1 feed is" if count == 1 else f"{count} feeds are"


def _listed(names: list[str], *, quoted: bool = False) -> str:
    shown = [f"“{name}”" if quoted else name for name in names[:_NAMED]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
