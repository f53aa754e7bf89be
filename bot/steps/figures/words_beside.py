"""What stands right before a quantity, and right behind it: the steps that several rules take alike."""

from __future__ import annotations

from bot.steps.figures.quantity import Quantity, Source

_MOST_STEPS = 3


def space_before(source: Source, at: int) -> int:
    """Where the last word before `at` ends."""
    while at and source.folded[at - 1] == " ":
        at -= 1
    return at


def steps_before(source: Source, quantity: Quantity) -> int:
    """Where the last word ends before a quantity and its qualifiers ("about", 約)."""
    at = space_before(source, quantity.start)
    for _ in range(_MOST_STEPS):
        hit = source.grammar.qualifiers_before.before(source.folded, at)
        if not hit:
            break
        at = space_before(source, hit[0])
    return at


def follows(folded: str, end: int, phrases: tuple[str, ...], *, spaced: bool) -> bool:
    """Whether one of some phrases follows at `end`; where words are parted by spaces, as whole words."""
    at = end + 1 if folded[end : end + 1] == " " else end
    for phrase in phrases:
        if not folded.startswith(phrase, at):
            continue
        behind = folded[at + len(phrase) : at + len(phrase) + 1]
        if not spaced or not (behind.isalnum() and phrase[-1].isalnum()):
            return True
    return False
