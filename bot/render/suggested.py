"""How a suggestion is said: what is proposed, for whom, and which pages say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.model.suggestions import Suggestion
from bot.model.topics import Topic

SHOWN = 3
DIGEST_MOST = 5


def suggestion_in_words(one: Suggestion, topics: Iterable[Topic]) -> str:
    """One line: what to add to feeds.yaml, and why."""
    publishers = len({page.source for page in one.pages})
    said = f"{len(one.pages)} pages of {publishers} publishers"
    if one.kind == "keyword":
        return (
            f"{one.topic}: keyword “{one.text}” ({one.language}), in {one.shared:.0%} of the story's headlines"
            f" there; {said}"
        )
    names = {party.id: party.name for topic in topics for party in topic.entities}
    return f"{one.topic}: “{one.text}” ({one.language}) as a name of {names.get(one.owner, one.owner)}; {said}"


def digest_lines(suggested: Sequence[str]) -> tuple[str, ...]:
    """The last lines of a digest: what could be added, and how; none where nothing is suggested."""
    if not suggested:
        return ()
    how = "`bot topics suggest` shows the pages; `bot topics accept` with a number writes one into feeds.yaml."
    return (*suggested[:DIGEST_MOST], how)
