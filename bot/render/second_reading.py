"""What a second reader was asked about a page and answered, in lines for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.model.second_reader import Answer, SecondReading

STATES = {
    "answered": "answered",
    "waiting": "no answer yet; it is asked again, and the page was decided without it",
    "given_up": "no answer; the page was decided without it",
}


def lines(read: Iterable[SecondReading]) -> Iterator[str]:
    """State, answer, what was used and what was refused, for each topic; the question itself comes last."""
    for one in read:
        yield f"{one.topic}: asked {one.model} (question {one.hash}): {STATES[one.state]}"
        if one.problem:
            yield f"  because {one.problem}"
        if one.answer is not None:
            yield from (f"  {said}" for said in _answer(one.answer))
        yield from (f"  used: {said}" for said in one.used)
        yield from (f"  refused: {said}" for said in one.refused)
        yield "  it was shown:"
        yield from (f"    {line}" for line in one.page.splitlines() if line.strip())


def _answer(answer: Answer) -> Iterator[str]:
    yield f"the page is {'on' if answer.on else 'not on'} the story; {len(answer.words)} figures of its series"
    for name, words in (("names", answer.names), ("keywords", answer.keywords)):
        if words:
            yield f"proposed {name} (they stand on the page): {', '.join(words)}"
