"""How a language names days, months and parts of a year: its table made into two patterns.

Words before the year ("second half of 2030", "14. Mai 2029") and words after it (2029年3月, 2028년 하반기,
"2029 yılının ikinci yarısı"); and words that are a year by themselves ("next year", 来年度).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.steps.figures.languages import table
from bot.steps.figures.lexicon import one_of
from bot.steps.figures.table import Language
from bot.steps.figures.vocabulary import pairs, phrases

HAN_MONTHS = {
    sign: number + 1
    for number, sign in enumerate(
        ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
    )
}
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Calendar:
    """A language's words for dates, ready to be asked.

    `before` ends at a year, `after` begins behind one in digits, `after_word` behind one in words;
    their groups are `day`, `month`, `third` (of a month), `part` (of a year), and `fiscal`. `parts`
    holds first and last month; `relatives` how many years ahead a word is, and whether it is fiscal.
    `month_alone` is a month that no year need stand beside, `looks_ahead` the verbs that say that it is to come.
    """

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    after_word: re.Pattern[str] | None
    relative: re.Pattern[str] | None
    month_alone: re.Pattern[str] | None
    looks_ahead: re.Pattern[str] | None
    relatives: Mapping[str, tuple[int, bool]]
    months: Mapping[str, int]
    parts: Mapping[str, tuple[int, int]]
    thirds: Mapping[str, int]
    fiscal_from: int


@cache
def calendar(tag: str) -> Calendar:
    """The calendar of a language that has a table."""
    language = table(tag)
    parts = {name: _span(value) for name, value in pairs(language.year_parts, "|").items()}
    thirds = {name: int(value) for name, value in pairs(language.month_thirds, "|").items()}
    months = _months(language)
    relatives = _relatives(language)
    words = one_of(relatives)
    edge = r"\b" if language.spaced else ""
    return Calendar(
        before=_before(language, months, parts, thirds),
        after=_after(language, months, parts, thirds, _marks(language)),
        after_word=_after(language, months, parts, thirds, ""),
        relative=re.compile(f"{_not_after(language)}{edge}(?:{words}){edge}") if words else None,
        month_alone=_month_alone(language, months),
        looks_ahead=_looks_ahead(language),
        relatives=relatives,
        months=months | HAN_MONTHS,
        parts=parts,
        thirds=thirds,
        fiscal_from=language.fiscal_from,
    )


def _span(value: str) -> tuple[int, int]:
    first, _, last = value.partition("-")
    return int(first), int(last or first)


def _relatives(language: Language) -> dict[str, tuple[int, bool]]:
    found = {word: (int(value), False) for word, value in pairs(language.next_years, "|").items()}
    fiscal = pairs(language.next_fiscal_years, "|")
    return found | {word: (int(value), True) for word, value in fiscal.items()}


def _months(language: Language) -> dict[str, int]:
    """Names of months to their numbers: the first twelve in order, then other forms of them."""
    names = phrases(language.months)
    full = names[:_MONTHS_A_YEAR]
    found = {name: number for number, name in enumerate(full, 1)}
    for name in names[_MONTHS_A_YEAR:]:
        # "mrt" is maart and not mei: of those that begin alike, the one that ends alike too.
        alike = max(full, key=lambda other: (_common(name, other), other[-1] == name[-1]))
        found[name] = found[alike]
    return found


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))


def _before(
    language: Language,
    months: Mapping[str, int],
    parts: Mapping[str, tuple[int, int]],
    thirds: Mapping[str, int],
) -> re.Pattern[str] | None:
    if not language.spaced or not (months or parts):
        return None
    joins = one_of(phrases(language.date_joins))
    join = f"(?:(?:{joins}) ?)?" if joins else ""
    marks = f"(?:{one_of(phrases(language.day_marks))})?"
    third = f"(?:(?P<third>{one_of(thirds)})[ -]{{1,2}})?" if thirds else "(?P<third>(?!))?"
    month = f"(?P<month>{_any(months)})"
    day = f"(?:(?P<day>[0-9]{{1,2}}){marks} {join})?"
    part = f"(?P<part>{_any(parts)})"
    return re.compile(
        rf"(?<![^\W_])(?:{day}{third}{month}\.?(?: (?P<day2>[0-9]{{1,2}}){marks})?|{part})"
        rf"[ ,-]{{1,2}}{join}{join}\Z"
    )


def _marks(language: Language) -> str:
    """What follows a year's digits before the rest of the date."""
    fiscal = _any(phrases(language.fiscal_marks))
    return rf"(?:(?P<fiscal>{fiscal})|(?:{_any(phrases(language.year_marks))}))"


def _after(
    language: Language,
    months: Mapping[str, int],
    parts: Mapping[str, tuple[int, int]],
    thirds: Mapping[str, int],
    marks: str,
) -> re.Pattern[str] | None:
    if not language.year_marks:
        return None
    third = f"(?: ?(?P<third>{_any(thirds)}))?"
    day = f"(?: ?(?P<day>[0-9]{{1,2}}) ?(?:{_any(phrases(language.day_marks))}))?"
    number = "(?P<month>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])"
    month = (
        rf"{number} ?(?:{one_of(phrases(language.month_marks))})"
        if language.month_marks
        else (rf"(?P<month>{_any(months)})(?!\w)")
    )
    gap = f"(?: ?(?:{_any(phrases(language.date_joins))}))? ?"
    ends = f"(?!{_any(phrases(language.no_date_after))})"
    return re.compile(f"{marks}{gap}(?:{month}{day}{third}|(?P<part>{_any(parts)})){ends}")


def _not_after(language: Language) -> str:
    """What may not stand before a year in words: "the next year" is the year after another."""
    return "".join(f"(?<!{re.escape(word)} )" for word in phrases(language.no_next_after))


def _month_alone(language: Language, months: Mapping[str, int]) -> re.Pattern[str] | None:
    """A month with the day behind it; what stands before it is looked at where one is found."""
    marks = one_of(phrases(language.day_marks))
    if not language.spaced and language.month_marks:
        ends = _any(phrases(language.no_date_after))
        past = "".join(f"(?<!{word}.)" for word in ("年の", "해 ", "년 ", "지난 "))
        return re.compile(
            rf"(?P<month>[0-9](?<![0-9年度月/.,~-].){past}[0-9]?) ?(?:{one_of(phrases(language.month_marks))})"
            rf"(?P<ends>)(?: ?(?P<day>[0-9]{{1,2}}) ?(?:{marks}))?(?!{ends}|[0-9度~-])"
        )
    if not months or not language.looks_ahead:
        return None
    names, ends = one_of(months), one_of(phrases(language.month_ends))
    ending = f"(?P<ends> (?:{ends}))?" if ends else "(?P<ends>(?!))?"
    return re.compile(
        rf"(?P<month>{names})(?![^\W_]){ending}"
        rf"(?: (?P<day>[0-9]{{1,2}})(?:{marks})?(?![\w%]|[.,:/-][0-9]| [^\W\d_]))?"
    )


def _looks_ahead(language: Language) -> re.Pattern[str] | None:
    words = one_of(phrases(language.looks_ahead))
    if not words:
        return None
    if not language.spaced:
        return re.compile(words)
    endings = one_of(phrases(language.future_endings))
    verbs = rf"|\b[^\W\d_]{{3,20}}(?:{endings})\b" if endings else ""
    return re.compile(rf"\b(?:{words})\b{verbs}")


def _any(words: Iterable[str]) -> str:
    return one_of(words) or "(?!)"
