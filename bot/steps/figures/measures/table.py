"""What a language brings to filing: the words that say what a figure is a figure of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language's words, in lower case; phrases are parted by "|".

    A phrase that ends with "*" may go on ("invest*"), one that begins with "*" may be the end of a
    compound ("*kosten"). Chinese is written in simplified characters, to which texts are folded.

    Attributes:
        tag: the language, as BCP 47 begins.
        spaced: whether words are parted by spaces.
        names: whether a capital inside a sentence means a name (not so in German).
        measures: a measure's id to the words that name it; see `MEASURES`.
        asides: phrases that turn to something else ("by comparison", "a rival").
        turns: softer phrases of the same kind ("meanwhile").
        sources: words for those who told the reporter ("people familiar with").
        related: phrases that make a whole line a list of other stories.
        venture: words for what the parties of a story do together.
        former: phrases beside a value that was in force before ("against ... before").
        former_after: the same, where they count only behind the value ("¥1 trillion before").
        changes: words of a value that moved ("raised", "falls to").
        on_top: words that add a further amount to the one beside it ("on top of", "bringing").
        steady: words that deny a move ("unchanged", "remains").
        others: words that count further ones beside those already named ("three other companies").
        past: words of another time ("last year").
        wholes: phrases that name more than the story ("all ministries").
        recipients: words before whom an amount goes to ("for", "into").
        parts: words between a share and what it is a share of ("percent of the").
        sets: words that end a clause within a sentence ("while", "but").
        starters: capitalised words that are no names (months, days, titles).
        countries: ISO 3166 code to names of the country, its people and its adjective.
    """

    tag: str
    spaced: bool = True
    names: bool = True
    measures: Mapping[str, str] = field(default_factory=dict)
    asides: str = ""
    turns: str = ""
    sources: str = ""
    related: str = ""
    venture: str = ""
    former: str = ""
    former_after: str = ""
    changes: str = ""
    on_top: str = ""
    steady: str = ""
    others: str = ""
    past: str = ""
    wholes: str = ""
    recipients: str = ""
    parts: str = ""
    sets: str = ""
    starters: str = ""
    countries: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure can be a figure of.

    `weight` is what a word for it says by itself; `alien` how strongly it speaks against a series that
    is about something else; `units` those that the measure can have ("" for any).
    """

    weight: float = 2.2
    alien: float = 0.35
    units: frozenset[str] = frozenset()


_MONEY = frozenset({"money"})
_PEOPLE = frozenset({"people", "count"})
_PARTIES = frozenset({"companies", "count", "units"})
_SHARE = frozenset({"percent"})
_YEAR = frozenset({"year", "date"})
_SPAN = frozenset({"years", "months", "weeks", "days"})
_COMPUTING = frozenset({"gpus", "flops", "operations/s", "units", "count"})
_POWER = frozenset({"watts", "watt-hours"})
_DISTANCE = frozenset({"metres"})

# The world of stock exchanges, accounts and lenders: beside every story, and seldom part of one.
_MARKET = Measure(weight=2.6, alien=1.6)

MEASURES: Mapping[str, Measure] = {
    "support": Measure(units=_MONEY, alien=0.5),
    "public": Measure(weight=1.4, units=_MONEY, alien=0.3),
    "private": Measure(weight=1.8, units=_MONEY, alien=0.7),
    "combined": Measure(weight=2.4, units=_MONEY, alien=1.0),
    "budget": Measure(weight=2.0, units=_MONEY, alien=0.5),
    "investment": Measure(weight=1.8, units=_MONEY, alien=0.4),
    "spending": Measure(weight=1.0, units=_MONEY, alien=0.1),
    "capital": Measure(weight=2.6, units=_MONEY, alien=1.0),
    "cost": Measure(units=_MONEY, alien=0.6),
    "price": Measure(weight=2.0, units=_MONEY, alien=0.3),
    "takeover": Measure(units=_MONEY, alien=0.5),
    "savings": Measure(units=_MONEY, alien=1.0),
    "fee": Measure(units=_MONEY, alien=1.0),
    "fine": Measure(units=_MONEY, alien=1.0),
    "contract": Measure(units=_MONEY, alien=0.6),
    "damage": Measure(units=_MONEY, alien=0.6),
    "fare": Measure(units=_MONEY, alien=0.8),
    "stake": Measure(units=_SHARE, alien=0.4),
    "efficacy": Measure(units=_SHARE, alien=0.6),
    "interest": Measure(units=_SHARE, alien=1.0),
    "growth": Measure(weight=1.8, units=_SHARE, alien=1.0),
    "lead": Measure(weight=1.4, alien=0.0),
    "founders": Measure(units=_PARTIES, alien=0.8),
    "participants": Measure(weight=2.0, units=_PARTIES, alien=0.5),
    "lenders": Measure(units=_PARTIES, alien=0.8),
    "staff": Measure(units=_PEOPLE, alien=0.5),
    "jobs": Measure(units=_PEOPLE, alien=0.5),
    "cuts": Measure(weight=1.8, units=_PEOPLE, alien=0.6),
    "shortage": Measure(units=_PEOPLE, alien=1.0),
    "passengers": Measure(units=_PEOPLE, alien=0.8),
    "customers": Measure(units=_PEOPLE, alien=0.8),
    "patients": Measure(units=_PEOPLE, alien=0.8),
    "deaths": Measure(units=_PEOPLE, alien=0.9),
    "doses": Measure(units=frozenset({"units", "count", "litres"}), alien=0.5),
    "parameters": Measure(units=frozenset({"parameters"}), alien=0.2),
    "compute": Measure(units=_COMPUTING, alien=0.2),
    "power": Measure(units=_POWER, alien=0.3),
    "data_centre": Measure(weight=2.0, alien=0.6),
    "capacity": Measure(alien=0.3),
    "output": Measure(alien=0.3),
    "length": Measure(units=_DISTANCE, alien=0.3),
    "speed": Measure(alien=0.3),
    "area": Measure(units=frozenset({"m2"}), alien=0.3),
    "depth": Measure(units=_DISTANCE, alien=0.9),
    "emissions": Measure(alien=0.5),
    "fleet": Measure(alien=0.3),
    "orders": Measure(alien=0.5),
    "sites": Measure(alien=0.3),
    "target": Measure(weight=1.8, units=_YEAR, alien=0.5),
    "start": Measure(weight=2.0, units=_YEAR, alien=0.5),
    "approval": Measure(weight=2.0, units=_YEAR, alien=0.4),
    "completion": Measure(weight=2.0, units=_YEAR, alien=0.4),
    "duration": Measure(weight=2.0, units=_SPAN, alien=0.2),
    "share_price": _MARKET,
    "index": _MARKET,
    "revenue": _MARKET,
    "profit": _MARKET,
    "dividend": _MARKET,
    "loan": _MARKET,
    "valuation": _MARKET,
    "exchange": _MARKET,
    "commodity": _MARKET,
    "pages": Measure(weight=2.6, alien=2.0),
    "reserve": Measure(weight=2.0, alien=1.0),
    "error": Measure(weight=2.0, alien=1.0),
}

# Of these, an amount is one and not the other.
EITHER_OR: tuple[frozenset[str], ...] = (
    frozenset({"public", "private", "combined"}),
    frozenset({"start", "completion", "approval"}),
    frozenset({"founders", "participants", "lenders"}),
    frozenset(
        {"staff", "jobs", "cuts", "shortage", "passengers", "customers", "patients", "deaths"}
    ),
    frozenset({"support", "cost", "takeover", "savings", "fee", "capital", "fine", "fare"}),
    frozenset({"capacity", "output"}),
)
