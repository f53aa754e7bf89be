"""Which names do pages of the story put where a known party stands? Proposed to the owner, never taken over.

Three places teach a name: before "formerly" and a known name ("Northspan, formerly Alfa Bau"), after words of
renaming ("Alfa Bau, now called Northspan"), and in brackets beside a known name in another script. A name
counts from two publishers whose texts are their own. What stands beside two parties is the name of neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from bot.model.suggestions import Evidence, StoryPage, Suggestion
from bot.model.topics import Mention, Topic
from bot.steps.match.borders import script
from bot.steps.match.folding import fold
from bot.steps.match.renaming import FORMERLY, GENERIC, NOW

PUBLISHERS = 2
# Longer than any name of a body; what is longer is a clause.
_LONGEST = 40
_SHORTEST = 2
_MOST_WORDS = 4
# So much of the text around a mention is looked at, and so much of it is shown.
_AROUND = 80
_OPEN = '(（[「『«“"„'
_CLOSED = re.compile(r"\s?[(（]([^()（）]{2,40})[)）]")
_OPENED = re.compile(r"[(（]\s*$")
_ENDS = re.compile(r"\s?[)）]")
_CODE = re.compile(r"\d{3}|[:：/]")
_SENTENCE = re.compile(r"[.!?。！？](?:\s|$)|[。！？]|\n")

Family = Literal["latin", "cyrillic", "cjk", "hangul", "other"]
_FAMILIES: dict[str, Family] = {
    "katakana": "cjk",
    "hiragana": "cjk",
    "han": "cjk",
    "hangul": "hangul",
}


def taught_names(topic: Topic, pages: Sequence[StoryPage]) -> tuple[Suggestion, ...]:
    """Names that are no aliases yet, each with the pages that put it where a party stands."""
    known = {fold(alias.text).strip() for one in topic.entities for alias in one.aliases}
    known |= {fold(one.name).strip() for one in topic.entities}
    found: dict[str, dict[str, list[tuple[str, StoryPage, Evidence]]]] = {}
    for page in pages:
        for mention in page.mentions:
            if not mention.owner:
                continue
            text = page.title if mention.where == "title" else page.text
            for name in _names_beside(text, mention):
                folded = fold(name).strip()
                if folded not in known:
                    owners = found.setdefault(folded, {})
                    said = (name, page, _evidence(page, text, mention))
                    owners.setdefault(mention.owner, []).append(said)
    return tuple(
        suggestion
        for owners in found.values()
        if len(owners) == 1
        for owner, said in owners.items()
        if (suggestion := _suggestion(topic, owner, said)) is not None
    )


def _suggestion(
    topic: Topic, owner: str, said: Iterable[tuple[str, StoryPage, Evidence]]
) -> Suggestion | None:
    listed = list(said)
    own = {page.origin: (page, evidence) for _, page, evidence in reversed(listed)}
    if len({page.source for page, _ in own.values()}) < PUBLISHERS:
        return None
    name, first, _ = listed[0]
    return Suggestion(
        topic=topic.id,
        kind="alias",
        owner=owner,
        text=name,
        language=first.language,
        pages=tuple(evidence for _, evidence in reversed(own.values())),
    )


def _names_beside(text: str, mention: Mention) -> Iterator[str]:
    before = text[max(0, mention.start - _AROUND) : mention.start]
    after = text[mention.end : mention.end + _AROUND]
    alias = text[mention.start : mention.end]
    former = FORMERLY.search(before)
    candidates = [
        _last_name(before[: former.start()]) if former else "",
        *(_renamed(after) if not former else ()),
        _in_brackets(alias, before, after),
    ]
    for name in candidates:
        if _SHORTEST <= len(name) <= _LONGEST and not _CODE.search(name):
            yield name


def _renamed(after: str) -> Iterator[str]:
    for pattern in NOW:
        found = pattern.match(after)
        if found is None:
            continue
        named = found.groupdict().get("name")
        yield named.strip(' «»“”"「」') if named else _first_name(after[found.end() :])


def _in_brackets(alias: str, before: str, after: str) -> str:
    """The name in another script that stands in brackets behind an alias, or before an alias in brackets."""
    closed = _CLOSED.match(after)
    if closed:
        name = closed[1].strip()
        return name if _names_another_way(alias, name) and _is_name(name) else ""
    opened = _OPENED.search(before)
    if opened and _ENDS.match(after):
        name = _last_name(before[: opened.start()])
        return name if name and _names_another_way(alias, name) else ""
    return ""


def _names_another_way(alias: str, name: str) -> bool:
    return _family(alias) != _family(name) and "other" not in (_family(alias), _family(name))


def _is_name(text: str) -> bool:
    """Whether all of it may be a name: words with capitals, or one run of another script."""
    if _family(text) in {"latin", "cyrillic"}:
        words = text.split()
        return len(words) <= _MOST_WORDS and all(not word[0].islower() for word in words)
    return not any(script(char) == "hiragana" or char in "、，,・／" for char in text)


def _last_name(before: str) -> str:
    """The name that a text ends with; "" where it ends with something else."""
    text = before.rstrip(" ,，、(（")
    if not text or script(text[-1]) == "none":
        return ""
    if script(text[-1]) == "spaced":
        words: list[str] = []
        for word in reversed(re.split(r"\s+", text)):
            if not word[:1].isupper() or len(words) == _MOST_WORDS or word[-1:] in ",.;:":
                break
            words.insert(0, word)
        while words and fold(words[0]) in GENERIC:
            words.pop(0)
        return " ".join(words)
    start = len(text)
    while start and _goes_on(text[start - 1]):
        start -= 1
    return text[start:].strip("・·")


def _goes_on(char: str) -> bool:
    """Whether a name without spaces may hold this character: 新エネルギー・産業技術総合開発機構 is one name."""
    return char in "・·" or script(char) not in {"none", "hiragana", "unspaced"}


def _first_name(after: str) -> str:
    """The name that a text begins with: words with capitals, or a run of one script up to a mark."""
    text = after.lstrip(f" {_OPEN}")
    if not text:
        return ""
    if script(text[0]) == "spaced":
        named: list[str] = []
        for word in text.split():
            if not word[0].isupper() or len(named) == _MOST_WORDS:
                break
            named.append(word.rstrip(',.;:)»”"'))
            if named[-1] != word:
                break
        return " ".join(named)
    end = next((at for at, char in enumerate(text) if script(char) == "none"), len(text))
    run = text[:end]
    return run if len({script(char) for char in run}) == 1 else ""


def _family(text: str) -> Family:
    for char in text:
        kind = script(char)
        if kind in _FAMILIES:
            return _FAMILIES[kind]
        if char.isalpha():
            return (
                "latin"
                if char < "\u0370"
                else "cyrillic"
                if "\u0400" <= char < "\u0530"
                else "other"
            )
    return "other"


def _evidence(page: StoryPage, text: str, mention: Mention) -> Evidence:
    """The sentence that the mention stands in, as the page writes it."""
    start = max((one.end() for one in _SENTENCE.finditer(text, 0, mention.start)), default=0)
    stop = _SENTENCE.search(text, mention.end)
    words = text[start : stop.end() if stop else len(text)].strip()
    return Evidence(
        article=page.id,
        url=page.url,
        source=page.source,
        published=page.published,
        words=words[: 3 * _AROUND],
    )
