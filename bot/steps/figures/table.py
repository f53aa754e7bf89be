"""What a language brings: a table of its words, with a few patterns. All logic is elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The words that one language has for figures, in lower case and half width.

    Lists of phrases are one string, parted by "|". Keys of `units` are a unit's id, with a factor
    after "*" where the word stands for more than one of it ("watts*1e6").

    Attributes:
        tag: BCP 47, as `find_figures` is given it.
        decimal: the decimal mark.
        grouping: marks that part thousands.
        spelled: numerals in a syllabary and the signs that they stand for, "word=sign".
        spaced: whether words are parted by spaces.
        names_in_capitals: whether a capital inside a sentence means a name ("Boeing 787").
        script: "latin", "han" or "hangul": how numbers are written in words.
        folds: pairs of characters that mean the same ("萬万"), parted by spaces.
        small: number words below a hundred, and fixed hundreds, "word=value".
        hundreds: words that multiply by a hundred.
        magnitudes: words from a thousand up, "word=value"; may follow digits.
        short: short forms after digits ("bn"); single letters count only beside money or a noun.
        glue: words inside a number ("and"), which add nothing.
        articles: words for one that count only before a magnitude or a unit ("a million").
        joined: whether number words are written as one word ("dreihundert").
        several: words for an open number of a magnitude, "phrase=low-high".
        halves: fractions after a number ("and a half"), "phrase=value".
        denominators: words for parts ("thirds"), "word=value"; `fraction_needs_of` those that mean
            something else without a genitive after them ("a quarter").
        portions: fractions of one before a magnitude or a unit ("half a"), "phrase=value".
        by: words before a fraction by which something changes ("by a third").
        wholes: words for a fraction of a whole, "phrase=percent".
        multiples: words for a multiple ("tripled"), "word=value".
        currencies: what CLDR's names lack, ISO code to phrases; `subunits` hundredths of one.
        symbols: signs whose currency depends on the language, "sign=ISO".
        units: unit id to phrases that follow a number; `nouns` the same for things counted, which may
            stand a few words later; `stops` end that search.
        plural: endings of an unknown noun in the plural, which is then counted.
        percent_before: phrases before a number that make it a percentage.
        measured_at: words before a decimal that has no unit ("closed at 82.75").
        ago_before, ago_after: words that make a duration a date ("three years ago").
        reckoned_by: words before a number by which something is reckoned ("per million tokens").
        shares: a pattern of a ratio, with groups `of` and `part` (3人に1人).
        ratios: words between the two numbers of a ratio ("seven out of ten").
        context: nouns of the clause that give a bare number its unit.
        qualifiers_before, qualifiers_after: qualifier to phrases.
        fillers: words between a qualifier and its number.
        particles: short words between a number and a qualifier after it.
        rates_before, rates_after: ISO 8601 duration to phrases ("a year").
        not_rates: words after a rate's phrase that make it a date ("a year ago").
        span_before, span_after: phrases around a duration over which an amount runs.
        fiscal_before, fiscal_after: phrases that make a year a fiscal one.
        deadline_before, deadline_after: phrases that make a year a deadline.
        year_before, year_after: phrases beside a year that is a target where the clause looks ahead.
        starting: words for a beginning, whose year is no deadline.
        future: words of a clause that looks ahead; `past` of one that does not.
        earlier_before, earlier_after: phrases that mark a value as a former one.
        change_to: phrases between a former value and its successor.
        numbers_of: phrases before a noun whose number stands further on ("number of").
        ceilings: words of a clause whose amount is an upper bound.
        ranges: phrases between two ends of a range; `either` between alternatives; `between` before.
        additional: phrases that make an amount an increment.
        minus: words for a negative sign.
        hedges: hedge to words of the clause.
        labels: words whose number is a name ("version", "page").
        starters: capitalised words that begin a sentence and are no name.
        months: names of months, for dates.
        noise: patterns of text that holds no figure.
        boilerplate: phrases that make a whole sentence furniture.
        minutes_noise: words near minutes that make them a reading time.
        patterns: (pattern after a number, unit with factor) for what no list can say.
    """

    tag: str
    decimal: str = "."
    grouping: str = ","
    spelled: str = ""
    spaced: bool = True
    names_in_capitals: bool = True
    script: str = "latin"
    folds: str = ""
    small: str = ""
    hundreds: str = ""
    magnitudes: str = ""
    short: str = ""
    glue: str = ""
    articles: str = ""
    joined: bool = False
    several: str = ""
    halves: str = ""
    denominators: str = ""
    genitives: str = ""
    portions: str = ""
    by: str = ""
    wholes: str = ""
    multiples: str = ""
    currencies: Mapping[str, str] = field(default_factory=dict)
    subunits: Mapping[str, str] = field(default_factory=dict)
    symbols: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)
    singulars: Mapping[str, str] = field(default_factory=dict)
    stops: str = ""
    plural: str = ""
    percent_before: str = ""
    measured_at: str = ""
    ago_before: str = ""
    ago_after: str = ""
    reckoned_by: str = ""
    ratios: str = ""
    shares: str = ""
    context: Mapping[str, str] = field(default_factory=dict)
    qualifiers_before: Mapping[str, str] = field(default_factory=dict)
    qualifiers_after: Mapping[str, str] = field(default_factory=dict)
    fillers: str = ""
    particles: str = ""
    rates_before: Mapping[str, str] = field(default_factory=dict)
    rates_after: Mapping[str, str] = field(default_factory=dict)
    not_rates: str = ""
    span_before: str = ""
    span_after: str = ""
    fiscal_before: str = ""
    fiscal_after: str = ""
    deadline_before: str = ""
    deadline_after: str = ""
    year_before: str = ""
    year_after: str = ""
    starting: str = ""
    future: str = ""
    past: str = ""
    earlier_before: str = ""
    earlier_after: str = ""
    change_to: str = ""
    numbers_of: str = ""
    ceilings: str = ""
    ranges: str = ""
    either: str = ""
    between: str = ""
    additional: str = ""
    minus: str = ""
    hedges: Mapping[str, str] = field(default_factory=dict)
    labels: str = ""
    starters: str = ""
    months: str = ""
    noise: tuple[str, ...] = ()
    boilerplate: str = ""
    patterns: tuple[tuple[str, str], ...] = ()
