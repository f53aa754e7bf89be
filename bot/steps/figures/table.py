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
        apostrophe_decimal: whether an apostrophe is a decimal mark too (3'5).
        spelled: numerals in a syllabary and the signs that they stand for, "word=sign".
        spaced: whether words are parted by spaces.
        names_in_capitals: whether a capital inside a sentence means a name ("Boeing 787").
        script: "latin", "han" or "hangul": how numbers are written in words.
        folds: pairs of characters that mean the same ("萬万"), parted by spaces.
        small: number words below a hundred, and fixed hundreds, "word=value"; "t" after the value for a ten that takes units (Turkish on).
        hundreds: words that multiply by a hundred.
        magnitudes: words from a thousand up, "word=value"; may follow digits.
        magnitudes_after: the same that are words of their own without a number before them ("millions").
        short: short forms after digits ("bn"); single letters count only beside money or a noun.
        glue: words inside a number ("and"), which add nothing.
        articles: words for one that count only before a magnitude or a unit ("a million").
        joined_units: what number words are written against ("zweijährig"), where they are joined.
        year_adverb: whether a year without a preposition says when ("will 2028 öffnen").
        joined: whether number words are written as one word ("dreihundert").
        several: words for an open number of a magnitude, "phrase=low-high".
        days: words for a number of days, "word=value" (나흘).
        number_suffixes: endings that number words take at a phrase's end (Turkish "yüzde ikisi").
        shy_numbers: number words that are other words too, and count listed things only.
        halves: fractions after a number ("and a half"), "phrase=value".
        denominators: words for parts ("thirds"), "word=value"; `fraction_needs_of` those that mean
            something else without a genitive after them ("a quarter").
        partitives: words between a magnitude and its unit ("millones de USD").
        portions: fractions of one before a magnitude or a unit ("half a"), "phrase=value".
        by: words before a fraction by which something changes ("by a third").
        wholes: words for a fraction of a whole, "phrase=percent".
        multiples: words for a multiple ("tripled"), "word=value".
        currencies: what CLDR's names lack, ISO code to phrases; `subunits` hundredths of one.
        symbols: signs whose currency depends on the language, "sign=ISO".
        units: unit id to phrases that follow a number; `nouns` the same for things counted, which may
            stand a few words later; `stops` end that search.
        suffixes: endings that units, things counted and currencies may take (Turkish cases).
        plural: endings of an unknown noun in the plural, which is then counted; "A" where any noun has a
            capital, "*" where any word after a number is what it counts.
        percent_before: phrases before a number that make it a percentage.
        measured_at: words before a decimal that has no unit ("closed at 82.75").
        not_even: what follows an amount of one that was not even spent (も).
        contests: words of a text about a contest, whose points are counted.
        stock: words of a sentence about stock, where 주 counts shares.
        verb_units: units that are verbs too, and stand at a phrase's end ("1.200 ha di bosco").
        ago_before, ago_after: words that make a duration a date ("three years ago").
        indefinite: words for one that are articles too, and count nothing before a measure.
        listing: words that list as often as they join ("and"): a range only after `between`.
        directions: what follows the second value of a move where nothing parts words (に, 으로).
        coin_glue: words between an amount and its coins ("dollars and 45 cents").
        tenths: signs for tenths and hundredths after a tenth, "sign=percent" (3割5分).
        lone_coins: coins whose signs mean something else alone (分, 角).
        slash_after: what follows a fraction with a slash ("1/3 of").
        start_before: words before a year that begins something ("from 2026").
        start_after: words after a year that begins something (から).
        number_leads: words between "the number of" things and the number, beside `change_to`.
        models: words whose letter magnitude counts parameters ("70B model").
        shy_units: units that are other words too and never stand against a number.
        weights: units of money that are weights after a word of `weighed` or before one.
        weighed: words before a weight ("weighs").
        loose_gaps: what stands between a number and its counter where there are some more (30多人).
        numeral_genitive: the particle between a number and what it counts (の).
        ordinal_after: what makes a counted number an ordinal (目).
        counter_particles: characters that may follow a counter of one syllable.
        bare_magnitude: what stands before a magnitude without a number (上亿).
        price_cut: words after a fraction that make it a reduction (の割引).
        story_money: (sign, ISO code, words of the story, words that speak against it, tag or "").
        reckoned_by: words before a number by which something is reckoned ("per million tokens").
        shares: a pattern of a ratio, with groups `of` and `part` (3人に1人).
        ratios: words between the two numbers of a ratio ("seven out of ten").
        context: nouns of the clause that give a bare number its unit.
        qualifiers_before, qualifiers_after: qualifier to phrases.
        fillers: words between a qualifier and its number.
        particles: short words between a number and a qualifier after it.
        rates_before, rates_after: ISO 8601 duration to phrases ("a year").
        not_rates: words after a rate's phrase that make it a date ("a year ago").
        spans_after: ISO 8601 duration to phrases for a span without a number ("over a decade").
        span_units: units that say by themselves that an amount runs over them (年間).
        span_money: phrases before a duration that is an amount's, but nothing else's ("for").
        span_before, span_after: phrases around a duration over which an amount runs.
        fiscal_before, fiscal_after: phrases that make a year a fiscal one.
        eras: eras before a year and the year before their first, "era=year".
        deadline_before, deadline_after: phrases that make a year a deadline.
        date_deadline_after: the same right behind a date (까지).
        year_before, year_after: phrases beside a year that is a target where the clause looks ahead.
        starting: words for a beginning, whose year is no deadline.
        future_endings: endings of verbs in the future tense.
        future: words of a clause that looks ahead; `past` of one that does not.
        earlier_before, earlier_after: phrases that mark a value as a former one.
        change_to: phrases between a former value and its successor.
        once: words of a clause whose value is a former one ("was once to cost"); `now` of the one that
            tells what it became.
        planned: words between a phrase of `earlier_before` and its value (statt der geplanten).
        former_endings: endings of a unit that make its value a former one (liradan); `change_endings` those of what
            it became (liraya).
        moved_behind: words right behind by how much a value moved, before what it became (300億円増の).
        compared_before, compared_after: words around by how much a value is above or below another
            ("more than" planned, 計画より ... 多い); where a language has both, both have to stand there.
        compared_inside, compared_than: words within a count and right behind it ("13 fewer pupils than").
        exceeds: words right before by how much something exceeds (高出).
        overruns: verbs of a clause that say by how much something is missed ("overran ... by").
        points: words for percentage points, which are always a difference.
        moved_by: phrases before the amount by which a value moved ("cut by 5 to 20").
        moves: verbs of movement, right before the amount by which a value moved ("fell 5 to 20").
        numbers_of: phrases before a noun whose number stands further on ("number of").
        ceilings: words of a clause whose amount is an upper bound.
        extents: phrases before the first end of a range that look like those of a move ("ranging from").
        ranges: phrases between two ends of a range; `either` between alternatives; `between` before.
        additional: phrases that make an amount an increment.
        counted_before, counted_after: unit to words beside a bare number that tell what it counts
            ("wounding 15", "six dead").
        part_of: words between a part and the whole that it is counted from ("11 of 31 applicants").
        verb_second: whether the verb may stand between a whole and its part ("Von den 88 endeten 19").
        of_these, of_them: phrases before and behind a number that is a part of the last count.
        more_inside: words between a number and its noun that make it an increment ("two more villagers").
        tolls: unit to words whose number stands further on ("death toll"); "any" for a total of
            whatever was counted, "noun" for phrases that the noun follows ("number of").
        toll_leads: words right before that number ("to", "stands at").
        ordinal_marks, ordinal_counts: what makes an ordinal, and unit to nouns whose ordinal is a
            total ("the 13th death"); `ordinal_words` those in words, "word=value".
        worth: endings of words that name a sum; a bound after them only leads to it ("Kredit über").
        more_after: words after a bare number that counts the same again ("40 stores and 100 more").
        minus: words for a negative sign.
        hedges: hedge to words of the clause; `possible_endings` of verbs (Turkish -ebilir).
        conditions: words of an "if": what hangs on it is possible.
        negations: words that deny what follows in their clause, where none of `not_only` follows them.
        not_this, not_that: words right before and right behind the one value that they deny.
        turns: words after which a denial reaches no further ("but", 而是).
        denied_back: what a sentence begins with that denies the one before ("This is not true").
        labels: words whose number is a name ("version", "page").
        starters: capitalised words that begin a sentence and are no name.
        months: names of months, January first; then other forms of them.
        year_parts: parts of a year, "phrase=first month-last month"; above 12 is the next year.
        month_thirds: words for a third of a month, "phrase=1" for its first ten days.
        date_joins: what joins day, month or part to a year ("of").
        day_marks: what follows the number of a day ("th", 日); `month_marks` that of a month (月).
        year_marks: what follows the digits of a year where the rest of a date comes after it (年);
            `fiscal_marks` the same of a fiscal year (年度).
        no_date_after: what follows a date's words where they are none (2027年3月期).
        next_years: words that are a year, "phrase=years ahead"; `next_fiscal_years` fiscal ones;
            `no_next_after` words before one that make it the year after another ("the next year").
        month_leads: words before a month without a year ("in"); `month_ends` those behind it.
        looks_ahead: verbs that say of the month beside them that it is to come ("will", "is due");
            `verb_last` where verbs end their clauses, and stand behind the month.
        fiscal_from: the month with which fiscal years begin.
        noise: patterns of text that holds no figure.
        boilerplate: phrases that make a whole sentence furniture.
        minutes_noise: words near minutes that make them a reading time.
        patterns: (pattern after a number, unit with factor) for what no list can say.
    """

    tag: str
    decimal: str = "."
    grouping: str = ","
    apostrophe_decimal: bool = False
    spelled: str = ""
    spaced: bool = True
    names_in_capitals: bool = True
    script: str = "latin"
    folds: str = ""
    small: str = ""
    hundreds: str = ""
    magnitudes: str = ""
    magnitudes_after: str = ""
    short: str = ""
    glue: str = ""
    articles: str = ""
    joined: bool = False
    joined_units: str = ""
    year_adverb: bool = False
    several: str = ""
    days: str = ""
    number_suffixes: str = ""
    shy_numbers: str = ""
    halves: str = ""
    denominators: str = ""
    genitives: str = ""
    partitives: str = ""
    portions: str = ""
    by: str = ""
    wholes: str = ""
    multiples: str = ""
    currencies: Mapping[str, str] = field(default_factory=dict)
    subunits: Mapping[str, str] = field(default_factory=dict)
    symbols: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)
    stops: str = ""
    suffixes: str = ""
    plural: str = ""
    percent_before: str = ""
    measured_at: str = ""
    not_even: str = ""
    contests: str = ""
    stock: str = ""
    verb_units: str = ""
    ago_before: str = ""
    ago_after: str = ""
    indefinite: str = ""
    listing: str = ""
    directions: str = ""
    coin_glue: str = ""
    tenths: str = ""
    lone_coins: str = ""
    slash_after: str = ""
    start_before: str = ""
    start_after: str = ""
    number_leads: str = ""
    models: str = ""
    shy_units: str = ""
    weights: str = ""
    weighed: str = ""
    loose_gaps: str = ""
    numeral_genitive: str = ""
    ordinal_after: str = ""
    counter_particles: str = ""
    bare_magnitude: str = ""
    price_cut: str = ""
    story_money: tuple[tuple[str, str, str, str, str], ...] = ()
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
    spans_after: Mapping[str, str] = field(default_factory=dict)
    span_units: str = ""
    not_rates: str = ""
    span_money: str = ""
    span_before: str = ""
    span_after: str = ""
    fiscal_before: str = ""
    fiscal_after: str = ""
    eras: str = ""
    deadline_before: str = ""
    deadline_after: str = ""
    date_deadline_after: str = ""
    year_before: str = ""
    year_after: str = ""
    starting: str = ""
    future_endings: str = ""
    future: str = ""
    past: str = ""
    earlier_before: str = ""
    earlier_after: str = ""
    change_to: str = ""
    once: str = ""
    now: str = ""
    planned: str = ""
    former_endings: str = ""
    change_endings: str = ""
    moved_behind: str = ""
    compared_before: str = ""
    compared_after: str = ""
    compared_inside: str = ""
    compared_than: str = ""
    exceeds: str = ""
    overruns: str = ""
    points: str = ""
    moved_by: str = ""
    moves: str = ""
    numbers_of: str = ""
    ceilings: str = ""
    extents: str = ""
    ranges: str = ""
    either: str = ""
    between: str = ""
    additional: str = ""
    counted_before: Mapping[str, str] = field(default_factory=dict)
    counted_after: Mapping[str, str] = field(default_factory=dict)
    part_of: str = ""
    verb_second: bool = False
    of_these: str = ""
    of_them: str = ""
    more_inside: str = ""
    tolls: Mapping[str, str] = field(default_factory=dict)
    toll_leads: str = ""
    ordinal_marks: str = ""
    ordinal_words: str = ""
    ordinal_counts: Mapping[str, str] = field(default_factory=dict)
    worth: str = ""
    more_after: str = ""
    minus: str = ""
    hedges: Mapping[str, str] = field(default_factory=dict)
    possible_endings: str = ""
    conditions: str = ""
    negations: str = ""
    not_only: str = ""
    not_this: str = ""
    not_that: str = ""
    turns: str = ""
    denied_back: str = ""
    labels: str = ""
    starters: str = ""
    months: str = ""
    year_parts: str = ""
    month_thirds: str = ""
    date_joins: str = ""
    day_marks: str = ""
    month_marks: str = ""
    year_marks: str = ""
    fiscal_marks: str = ""
    no_date_after: str = ""
    next_years: str = ""
    next_fiscal_years: str = ""
    no_next_after: str = ""
    month_leads: str = ""
    month_ends: str = ""
    looks_ahead: str = ""
    verb_last: bool = False
    fiscal_from: int = 1
    noise: tuple[str, ...] = ()
    boilerplate: str = ""
    patterns: tuple[tuple[str, str], ...] = ()
