"""What the other figures of a page say of one: a former value that is known, the same value said twice.

"Raised from 40 to 55 million": where 40 million is known of a series, 55 is of that series too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.model.dimensions import family
from bot.model.figures import Figure
from bot.steps.figures.assign.features import Drafted
from bot.steps.figures.assign.ledger_signs import Shelf, ledger_signs, same_as

Signs = dict[str, dict[str, float]]
# Words that say what a figure is of, for one that is said again elsewhere on the page.
_WORDS = ("cue_clause", "label_clause")


def signs_of(
    drafted: Sequence[Drafted], shelf: Mapping[str, Shelf], dollars: Mapping[int, float]
) -> list[Signs]:
    """All features of each figure of a page, by series: its words', the ledger's, and the page's.

    Args:
        drafted: the page's figures.
        shelf: what is known, by family of units.
        dollars: by a figure's start, its high end in US dollars, where it is money and has a rate.
    """
    known = [_known(one, shelf, dollars) for one in drafted]
    found = []
    for at, one in enumerate(drafted):
        figure = one.figure
        remembered = ledger_signs(
            figure,
            dollars.get(figure.start),
            list(one.signs),
            shelf.get(family(figure.unit)),
        )
        again = [
            other for other in drafted if other is not one and _says_the_same(other.figure, figure)
        ]
        beside = [
            known[number]
            for number, other in enumerate(drafted)
            if number != at
            and other.sentence == one.sentence
            and family(other.figure.unit) == family(figure.unit)
            and not _says_the_same(other.figure, figure)
        ]
        former = next(
            (
                known[number]
                for number, other in enumerate(drafted)
                if other.figure.start == figure.was_start
            ),
            {},
        )
        found.append(
            {
                name: {
                    **those,
                    **remembered[name],
                    **_filled(
                        {
                            "former_known": former.get(name, 0.0),
                            "neighbour_known": max(
                                (each.get(name, 0.0) for each in beside), default=0.0
                            ),
                            "words_again": _words_again(name, one, again),
                        }
                    ),
                }
                for name, those in one.signs.items()
            }
        )
    return found


def _known(
    one: Drafted, shelf: Mapping[str, Shelf], dollars: Mapping[int, float]
) -> dict[str, float]:
    """By series, how much of what is known with a figure's value is that series'."""
    there = shelf.get(family(one.figure.unit))
    if there is None:
        return {}
    mass = same_as(one.figure, dollars.get(one.figure.start), there).astype(float) @ there.shares
    total = float(mass.sum())
    return {name: float(mass[at]) / total for name, at in there.columns.items() if total}


def _says_the_same(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit and (one.low, one.high) == (other.low, other.high)


def _words_again(name: str, one: Drafted, again: Sequence[Drafted]) -> float:
    """How much more the words around the same value say elsewhere on the page."""
    best = max((_words(name, other) for other in again), default=0.0)
    return max(0.0, best - _words(name, one))


def _words(name: str, one: Drafted) -> float:
    signs = one.signs.get(name, {})
    return max(signs.get(key, 0.0) for key in _WORDS)


def _filled(signs: Mapping[str, float]) -> dict[str, float]:
    return {key: value for key, value in signs.items() if value}
