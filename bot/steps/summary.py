"""What an article says, in at most three of its own sentences, chosen for what is new in it."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]

LONGEST_SUMMARY = 600
LONGEST_QUOTE = 280
CUT = "…"
# Within so many characters of a cut we look for a word's end, so that no word is halved.
NEAR = 24


def summarise(
    text: str, *, sentences: Sequence[Span], spans: Sequence[Span], language: str, limit: int = 3
) -> tuple[str, ...]:
    """At most `limit` sentences of the text, in its order.

    Those that hold most of `spans` (what is new) come first, then the opening one, which says what it is
    about. `language` decides how much room a sentence may take, since CJK says more in fewer characters.
    """
    if not sentences or limit < 1:
        return ()
    room = LONGEST_SUMMARY // (2 if language.startswith(("ja", "zh", "ko")) else 1)
    holding = [
        (index, sum(start <= at and to <= end for at, to in spans))
        for index, (start, end) in enumerate(sentences)
    ]
    chosen = [index for index, count in sorted(holding, key=lambda one: -one[1]) if count][:limit]
    if len(chosen) < limit and 0 not in chosen:
        chosen.append(0)
    return tuple(
        quote(text, sentences=sentences, start=start, end=end, limit=room)
        for start, end in (_focus(sentences[index], spans) for index in sorted(chosen))
    )


def _focus(sentence: Span, spans: Sequence[Span]) -> Span:
    """The part of a sentence that must survive a cut: its new figures, or else its beginning."""
    inside = [span for span in spans if sentence[0] <= span[0] and span[1] <= sentence[1]]
    if not inside:
        return sentence[0], sentence[0] + 1
    return min(start for start, _ in inside), max(end for _, end in inside)


def quote(
    text: str, *, sentences: Sequence[Span], start: int, end: int, limit: int = LONGEST_QUOTE
) -> str:
    """The sentence that holds text[start:end]; where it is too long, cut around that, never inside it."""
    first, last = next(
        ((at, to) for at, to in sentences if at <= start and end <= to),
        (start, end),
    )
    if last - first <= limit:
        return _one_line(text[first:last])
    spare = max(0, limit - (end - start))
    begin = max(first, start - spare // 2)
    finish = min(last, max(end, begin + limit))
    begin = max(first, min(begin, finish - limit, start))
    begin = _word_after(text, begin, start) if begin > first else begin
    finish = _word_before(text, finish, end) if finish < last else finish
    head = CUT if begin > first else ""
    tail = CUT if finish < last else ""
    return f"{head}{_one_line(text[begin:finish])}{tail}"


def _word_after(text: str, at: int, most: int) -> int:
    """The next place, up to `most`, where no word and no number is cut."""
    for place in range(at, min(at + NEAR, most)):
        if text[place - 1].isspace():
            return place
    while at < most and _joined(text, at):
        at += 1
    return at


def _word_before(text: str, at: int, least: int) -> int:
    for place in range(at, max(at - NEAR, least), -1):
        if text[place : place + 1].isspace():
            return place
    while at > least and _joined(text, at):
        at -= 1
    return at


def _joined(text: str, at: int) -> bool:
    """Whether a cut here would go through a number with its unit or a word in a spaced script."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if not before or not after or before.isspace() or after.isspace():
        return False
    numeric = before in ".,，．、" or before.isnumeric()
    return numeric or after.isnumeric() or (before.isascii() and after.isascii())


def _one_line(text: str) -> str:
    return " ".join(text.split())
