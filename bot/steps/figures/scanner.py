"""The one pass over a text: a pattern that stops at numbers and at what only looks like one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from bot.steps.figures import opening
from bot.steps.figures.lexicon import is_letter, one_of
from bot.steps.figures.opening import HAN_FIRST, HAN_REST, HANGUL, VULGAR, Scanner
from bot.steps.figures.table import Language
from bot.steps.figures.vocabulary import Word

# Formal digits are words too (大陆, 队伍): one begins a number only before what makes it one.
_FORMAL_FIRST = r"(?<![大登着])[参伍陆柒捌玖肆](?=[拾佰仟角分]|[万億亿]?[元圆整])"
# 兆 before a unit of science is mega, and belongs to the unit.
_NOT_MEGA = "(?!兆[瓦赫字比焦帕伏]|千[瓦米克卡赫]|参(?![拾佰仟]))"
_NO_START = frozenset({"glue", "article"})
_SCALES = frozenset({"magnitude", "hundred"})
_HAN_MAGNITUDES = "十百千万億亿兆"
# Longer runs of digits are no quantity, and turning them into numbers would cost their square.
_DIGITS = r"[0-9]{1,30}"
# Words of an alphabet end before a letter of one; another script may follow at once ("billionだった").
_WORD_END = r"(?![a-z\u00df-\u024f])"

# Tried only where a digit stands.
_DIGITS_NOISE = (
    r"[0-9]{31,}[0-9.,]*",
    r"\b[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:t[0-9:.z+]*)?\b",
    r"\b[0-9]{1,2}[./][0-9]{1,2}[./](?:19|20)?[0-9]{2}\b",
    r"\b[0-9]{4}/[0-9]{1,2}(?:/[0-9]{1,2})?\b",
    r"\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[ap]\.?m\b\.?)?",
    r"(?<![0-9-])[0-9]{1,5}(?:-[0-9]{2,5}){2,4}(?![0-9])",
    r"(?<![0-9-])0[0-9]{1,4}[- ][0-9]{2,4}(?:[- ][0-9]{2,5})?(?![0-9])",
    r"(?<![0-9-])0[0-9]{2,4}-[0-9]{6,8}(?![0-9])",
    r"(?<![0-9-])[0-9]{1,4}-[0-9]{1,3}-[0-9]{1,4}(?![0-9])",
    r"\b[0-9]{3}-[0-9]{4}\b(?=[^0-9]|$)",
)
_COMMON_NOISE = (
    r"(?:https?://|www\.)[^\s<>\"'、。（）]*",
    r"\+[0-9]{1,3}[ .(-][0-9 ().-]{5,20}[0-9]",
    r"\([0-9]{2,5}\) ?[0-9]{3,4}[- ][0-9]{4}",
    r"(?<![a-z$€£¥₩0-9])v ?[0-9]+(?:\.[0-9]+)*\b",
    r"#[0-9]+",
    r"\b(?:rtx|gtx|iphone|ipad|ps|gpt|covid|sars-cov|windows|android|ios)[ -]?[0-9]+[a-z]*\b",
)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these phrases."""
    return one_of(words)


def digits(language: Language) -> str:
    """A pattern for a number in digits, as the language groups and points it."""
    group, point = (re.escape(mark) for mark in (language.grouping[:1] or ",", language.decimal))
    groups = "".join(re.escape(mark) for mark in language.grouping)
    forms = [rf"[0-9]{{1,3}}(?:[{groups}'][0-9]{{3}}){{1,9}}(?:{point}[0-9]{{1,15}})?(?![0-9])"]
    if language.apostrophe_decimal:
        forms.insert(0, r"[0-9]{1,9}'[0-9]{1,2}(?![0-9])")
    if language.spaced and " " not in language.grouping:
        forms.insert(
            0,
            rf"[1-9][0-9]{{0,2}}(?: [0-9]{{3}}){{1,5}}(?:{point}[0-9]{{1,3}})?(?![0-9]| [0-9]{{3}}[ -]|-[0-9])",
        )
    if language.decimal == ".":
        forms.append(r"[0-9]{1,2}(?:,[0-9]{2}){1,6},[0-9]{3}(?:\.[0-9]{1,9})?(?![0-9])")
        forms.append(r"[0-9]{1,3}(?: , 000)+(?![0-9])")
    else:
        forms.append(rf"[0-9]{{1,3}}(?:{group}[0-9]{{3}}){{1,9}}(?![0-9])")
        forms.append(r"[0-9]{1,9}\.[0-9]{1,2}(?![0-9.])")
    forms.append(rf"{_DIGITS}(?:{point}[0-9]{{1,15}})?")
    if language.decimal == ".":
        forms.append(r"(?<![0-9a-z.])\.[0-9]{1,9}")
    return "(?:" + "|".join(forms) + ")"


def word_pattern(words: Mapping[str, Word]) -> re.Pattern[str]:
    """A pattern for one number word."""
    return re.compile(one_of(words) or r"(?!)")


def build(
    language: Language, words: Mapping[str, Word], magnitudes: Mapping[str, Decimal]
) -> Scanner:
    """The scanner of a language."""
    number = digits(language)
    noise = (*language.noise, *_dates(language), *_COMMON_NOISE, _only_at_digits(_DIGITS_NOISE))
    parts = [("noise", "|".join(noise)), ("version", _version(language))]
    phrases: list[str] = []
    for name, listed in (
        ("multiple", [word.replace("_", " ") for word in _keys(language.multiples)]),
        ("days", _keys(language.days, "|")),
        ("whole", _keys(language.wholes, "|")),
        ("portion", _keys(language.portions, "|")),
        ("several", _keys(language.several, "|")),
    ):
        if listed:
            after = _measured(language, magnitudes) if name == "portion" else ""
            hangul = language.script == "hangul"
            before = r"(?<![가-힣])" if hangul and name in {"several", "days"} else ""
            if name == "days":
                after = r"(?![가-힣])|(?=[간만동뒤후이을은의째에도전])"
                after = f"(?:{after})"
            parts.append((name, before + _bounded(one_of(listed), language) + after))
            phrases.extend(listed)
    parts.append(("vulgar", rf"(?<![0-9])[{VULGAR}]"))
    parts.extend(_fractions(language, words, number))
    parts.extend(_numbers(language, words, magnitudes, number))
    full = "|".join(f"(?P<{name}>{pattern})" for name, pattern in parts)
    phrases.extend(language.months.split("|"))
    phrases.extend(_keys(language.spelled))
    return Scanner(
        opening.pattern(language, words, phrases, (*language.noise, *_COMMON_NOISE)), full
    )


def _only_at_digits(patterns: Iterable[str]) -> str:
    return f"(?=[0-9])(?:{'|'.join(patterns)})"


def _measured(language: Language, magnitudes: Mapping[str, Decimal]) -> str:
    """Looks ahead for a magnitude, a unit or a currency: half of one is a quantity."""
    units = [
        p
        for listed in (*language.units.values(), *language.currencies.values())
        for p in listed.split("|")
    ]
    return rf"(?=(?: |-(?!year))(?:{one_of([*magnitudes, *(unit for unit in units if unit)])}))"


def _version(language: Language) -> str:
    if language.decimal != ".":
        return r"(?!)"
    return r"(?<![0-9])[0-9]{1,4}(?:\.[0-9]{1,4}){2,6}(?!\.?[0-9])"


def _keys(listed: str, parted_by: str | None = None) -> list[str]:
    items = listed.split(parted_by) if parted_by else listed.split()
    return [item.rsplit("=", 1)[0] for item in items if item]


def _bounded(pattern: str, language: Language) -> str:
    return rf"\b(?:{pattern})\b" if language.spaced else pattern


def _dates(language: Language) -> tuple[str, ...]:
    if not language.months:
        return ()
    month = one_of(language.months.split("|"))
    return (
        # "In January, 20 people …" is no day: nobody writes a comma between month and day.
        rf"\b(?:{month})\b\.? ?[0-9]{{1,2}}(?:st|nd|rd|th|er)?\b(?![.,]?[0-9])(?!%)(?:,? (?:19|20)[0-9]{{2}}\b)?",
        rf"\b(?:{month})\b\.?,?(?: de| del)? (?:19|20)[0-9]{{2}}\b",
        rf"\b[0-9]{{1,2}}(?:st|nd|rd|th|er|\.|º)? (?:of |de |del )?(?:{month})\b(?:\.?,?(?: de| del)? (?:19|20)[0-9]{{2}}\b)?",
    )


def _fractions(language: Language, words: Mapping[str, Word], number: str) -> list[tuple[str, str]]:
    ratio = (
        [("ratio", rf"(?:{language.shares})(?![.,]?[0-9])")]
        if language.shares
        else _ratio(language, words)
    )
    if language.script == "han":
        space = " " if language.folds else ""
        one = f"[{HAN_REST}0-9]"
        han = (
            rf"{one}(?:{one}|[点點.](?= {{0,2}}{one})|,(?=[0-9]{{3}})|{space or '(?!)'}(?={one}))"
            "{0,15}"
        )
        return [
            *ratio,
            ("parts", rf"(?P<below>{number}|[{HAN_FIRST}]{{1,12}}) ?分 ?[の之] ?(?P<above>{han})"),
            ("slash", r"[0-9]{1,6}(?:,[0-9]{3})?(?:\.[0-9]+)?/[0-9]{1,6}(?![0-9/])"),
        ]
    if language.script == "hangul":
        return [
            *ratio,
            (
                "parts",
                rf"(?P<below>{number}|(?<![가-힣])[{HANGUL}]{{1,8}}) ?분의 ?(?P<above>{number}|[{HANGUL}]{{1,8}})",
            ),
            ("slash", r"[0-9]{1,4}/[0-9]{1,4}(?![0-9/])"),
        ]
    if not language.denominators:
        return [("slash", r"[0-9]{1,4} ?/ ?[0-9]{1,4}(?![0-9/])")]
    small = one_of([w for w, word in words.items() if word.kind in {"unit", "article"}])
    parts = one_of(_keys(language.denominators))
    return [
        *ratio,
        ("fraction", rf"\b(?P<above>{small}|[0-9]{{1,2}})(?: ?- ?| )(?P<below>{parts})\b"),
        ("slash", r"(?<![0-9.,/$])[0-9]{1,4} ?/ ?[0-9]{1,4}(?![0-9/])"),
    ]


def _ratio(language: Language, words: Mapping[str, Word]) -> list[tuple[str, str]]:
    if not language.ratios:
        return []
    one = one_of(w for w, word in words.items() if word.kind == "unit")
    between = one_of(language.ratios.split("|"))
    number = rf"(?:{one}|[0-9]{{1,3}})"
    return [
        (
            "ratio",
            (
                rf"\b(?P<part>{number}) (?:{between}) (?P<of>{number})(?= [a-z])|"
                rf"\b(?P<part_>(?:{one}|[1-9])) in (?P<of_>(?:{one}|10|[2-9]))(?= [a-z])"
            ),
        )
    ]


def _neighbours() -> str:
    """Two neighbouring digits for one that is not known exactly (二三百, 4、5億, 两三名)."""
    signs = "一二三四五六七八九"
    han = [f"{low}[、,]?{high}" for low, high in itertools.pairwise(signs)] + ["[一两][、,]?[两三]"]
    # 1,2 and 12 are numbers of their own: digits need the mark of a list between them.
    digits = [f"{low}、{high}" for low, high in itertools.pairwise("123456789")]
    return (
        rf"(?<![第0-9{HAN_REST}点點.、,])(?P<pair>{'|'.join(han + digits)})(?P<worth>[{_HAN_MAGNITUDES}]{{0,4}})"
        rf"(?![0-9{HAN_REST}、,点點.月日号%])"
    )


def _spelled(language: Language) -> list[tuple[str, str]]:
    """Numerals in a syllabary, read only before money or a percentage: most are parts of words."""
    if not language.spelled:
        return []
    words = one_of(_keys(language.spelled))
    # One sign alone is a particle far more often (会社に元社員).
    longer = one_of(word for word in _keys(language.spelled) if len(word) > 1)
    money = one_of(p for listed in language.currencies.values() for p in listed.split("|"))
    return [
        ("spelled", rf"(?<![ぁ-ん])(?:(?:{words}){{2,16}}|{longer})(?= ?(?:{money}|%|パーセント))")
    ]


def _numbers(
    language: Language, words: Mapping[str, Word], magnitudes: Mapping[str, Decimal], number: str
) -> list[tuple[str, str]]:
    scale = one_of(magnitudes) or r"(?!)"
    scaled = rf"(?:{number})(?:(?: | ?- ?)?(?:{scale}){_WORD_END}){{0,3}}"
    if language.script == "han":
        rest = rf"{_NOT_MEGA}[{HAN_REST}]|[数几余多来](?=[{_HAN_MAGNITUDES}])|余り(?=[{_HAN_MAGNITUDES}])|[点點](?= {{0,2}}[〇零一二三四五六七八九叁0-9])|・(?=[〇一二三四五六七八九])|(?<=[0-9])・(?=[0-9]{{1,3}} ?(?:%|ポイント|パーセント|[倍割度万億兆メキト]))"
        gap = (
            r" {0,3}"
            if language.folds
            else rf"(?: (?=[{_HAN_MAGNITUDES}]|(?<=[{_HAN_MAGNITUDES}] )[0-9]{{1,4}} ?[{_HAN_MAGNITUDES}]))?"
        )
        first = (
            rf"(?:{number}|[数几何](?=[{_HAN_MAGNITUDES}])|数(?=社)|[{HAN_FIRST}]|{_FORMAL_FIRST})"
        )
        scaled = rf"(?<=[{_HAN_MAGNITUDES}点點・ 零])(?:{number})"
        han = rf"{first}(?:{gap}(?:{rest}|{scaled})|(?<=[十0])[数几](?=[^\W\d])|k(?=百分|个百分|パー)){{0,300}}"
        western = rf"{number} ?(?:{scale}){_WORD_END}" if magnitudes else r"(?!)"
        spelled = _spelled(language)
        return [*spelled, ("western", western), ("neighbours", _neighbours()), ("han", han)]
    if language.script == "hangul":
        steps = "(?:[십백천만억조]|경(?=[0-9 원]))"
        chain = rf"(?:{number}|(?<![가-힣])[천백] ?{number}(?= ?[십백천만억])|(?<![가-힣])수(?=[십백천만억조]))(?: ?{steps}+여?(?:{number}| {number}(?= ?{steps}| ?[가-힣]))?){{0,120}}"
        # Spelled numbers have a space behind each myriad (Hangul orthography, article 44).
        sino = rf"(?<![가-힣0-9%])[{HANGUL}]{{1,30}}(?:(?<=[만억조경]) [{HANGUL}]{{2,12}}(?= ?[가-힣])){{0,3}}"
        native = rf"(?<![가-힣])(?:{one_of(_keys(language.small))}){{1,2}}(?= ?[가-힣])"
        western = rf"{number} ?(?:{scale}){_WORD_END}" if magnitudes else r"(?!)"
        return [("western", western), ("hangul", chain), ("native", native), ("sino", sino)]
    if not words:
        return [("digits", scaled)]
    return [("digits", scaled), ("words", _phrase(language, words))]


def _phrase(language: Language, words: Mapping[str, Word]) -> str:
    """A number in words; an article begins one only before a magnitude ("a million")."""
    every = one_of(words)
    if language.joined:
        starts = one_of(word for word, meaning in words.items() if meaning.kind != "glue")
        unit = rf"(?:{every}){{1,8}}"
        against = one_of(language.joined_units.split("|"))
        ends = rf"(?:\b|(?={against}))" if against else r"\b"
        return rf"\b(?:{starts})(?:{every}){{0,8}}{ends}(?:[ -]{{1,3}}{unit}\b){{0,8}}"
    starts = one_of(word for word, meaning in words.items() if meaning.kind not in _NO_START)
    article = one_of(word for word, meaning in words.items() if meaning.kind == "article")
    gap = "(?:[ ]{1,3}| ?- ?)"
    scale = one_of(word for word, meaning in words.items() if meaning.kind in _SCALES)
    begin = (
        rf"(?:{starts})\b|(?:{article})(?={gap}(?:{scale})\b)" if article else rf"(?:{starts})\b"
    )
    return rf"\b(?:{begin})(?:{gap}(?:{every})\b){{0,30}}"


def stands_alone(text: str, end: int) -> bool:
    """Whether no letter of an alphabet follows at `end`."""
    return end >= len(text) or not is_letter(text[end])
