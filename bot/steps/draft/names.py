"""Which words of the examples are names? Each script shows it in its own way.

Latin letters: a capital within a sentence. Katakana, Hangul and Chinese characters show no names of themselves:
a word counts there where it sounds like a name of another example, stands in brackets beside one, is quoted, or
has a word such as 社 or 首相 behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from bot.model.drafts import Example
from bot.steps.draft.scripts import HAN, HANGUL, KATAKANA, folded, sounds_alike

# In German every noun has a capital: a single word is taken for a name only where another language has it too.
NOUNS_HAVE_CAPITALS = frozenset({"de"})

_LETTER = "A-Za-zÀ-ɏ0-9"
# A full stop inside a name stands between single letters ("U.S. Steel"), else it ends a sentence.
_WORD = rf"(?:(?:\d+-)?[A-ZÀ-ÖØ-Þ](?:[{_LETTER}’'&]+(?:-[{_LETTER}’'&]+)*|(?:\.[A-Z])+\.?)?)"
_LATIN = re.compile(
    rf"(?<![{_LETTER}’'.-]){_WORD}(?:(?: (?:& |of |de |du |del |della |van |von )?){_WORD}| & [a-z]\b)*"
)
_NUMBERED = re.compile(rf"(?<![{_LETTER}’'.-]){_WORD} \d{{1,3}}(?![\d.,:%]|\w| ?[%年月日])")
_AFTER_A_SENTENCE = re.compile(r"(?:^|[.!?:;–—|]\s*|[\"“”„«»‘(\[]\s*|\n\s*|[-•*]\s+)$")
_SMALL = re.compile(r"(?<![\w’'])[a-zà-öø-ÿ][\w’'-]*")
_KANA_NAME = re.compile(
    rf"[{KATAKANA}]{{2,}}(?:[・&＆＝=][{KATAKANA}]{{1,}})*"
    r"(?=(?:社|氏|さん|容疑者|大統領|首相|社長|会長|政権|市|州|県|軍|グループ|銀行|自動車))?"
)
_TITLED = re.compile(
    rf"([{KATAKANA}]{{2,}}(?:[・&＆＝=][{KATAKANA}]+)*|[{HAN}]{{2,5}}?)(?:社長|会長|大統領|首相|総統|主席|将军|将軍|總統|总统|社|氏|容疑者)"
)
_BRACKETED = re.compile(
    rf"([{HAN}]{{2,12}}|[{HAN}{KATAKANA}・＝&A-Z]{{2,24}}|[{HANGUL}]{{2,12}})\s?[(（]\s?([A-Z][\w .&-]{{1,40}}?)\s?[)）]"
)
_QUOTED_HANGUL = re.compile(rf"['‘“\"]([{HANGUL}\w& ]{{2,20}})['’”\"]")
_HANGUL_WORD = re.compile(rf"[{HANGUL}][{HANGUL}&\w]+")
_PARTICLES = re.compile(
    rf"(?<=[{HANGUL}]{{2}})(?:에서는|으로는|에서|에게|까지|부터|으로|이라|라고|은|는|이|가|을|를|의|에|로|와|과|도|만)$"
)
_CUT = re.compile("[的和与與在是对對为為及由向]|首都|城市|总部|總部")
_TITLE_WORDS = """
president prime minister mr mrs ms dr ceo cfo chief executive secretary general gen sir chancellor senator
governor commissioner chairman director deputy spokesman the a an der die das den le la les el los las il lo
de het w former präsident président presidente kanzler ministre ministro herr frau monsieur madame
"""
_TITLES = frozenset(_TITLE_WORDS.split())
# Agencies and broadcasters are who says it, and abbreviations that every page may hold are nobody.
_NOBODY_WORDS = """
ap afp reuters dpa bloomberg nhk kyodo xinhua yonhap ntb ansa efe tass bbc cnn nbc cbs abc getty apa sda belga
anp ritzau tt cctv rtl ard zdf ceo cfo coo gmt utc cet bst est edt pdt tv ai it hr pr pdf rss faq ev hv km mw
gw kwh mwh gbp usd eur jpy american as european british african asian covid gdp bip pib q1 q2 q3 q4 fy h1 h2
ii iii iv photo foto image read more related update live
"""
_NOBODY = frozenset(_NOBODY_WORDS.split())
_SHORTEST, _LONGEST = 2, 40
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name as one example writes it; `sure` where the text itself shows that it is one."""

    text: str
    language: str
    example: int
    sure: bool = True
    beside: str = ""


def names_in(examples: Sequence[Example]) -> list[Name]:
    """The names of all examples, each once for each example that shows it."""
    small = {word for one in examples for word in _SMALL.findall(one.text)}
    found: dict[tuple[str, int], Name] = {}
    for number, one in enumerate(examples, start=1):
        nobody = _nobody(one)
        for name in (*_latin(one, number, small), *_elsewhere(one, number)):
            key = (folded(name.text), number)
            fit = _SHORTEST <= len(name.text) <= _LONGEST and key[0] not in nobody
            if fit and (key not in found or (name.sure and not found[key].sure)):
                found[key] = name
    return _believed([*found.values(), *_numbered(examples)])


def _latin(example: Example, number: int, small: set[str]) -> Iterator[Name]:
    doubted = example.language[:2] in NOUNS_HAVE_CAPITALS
    for match in _LATIN.finditer(example.text):
        head = _AFTER_A_SENTENCE.search(example.text, max(0, match.start() - 3), match.start())
        text = _without_title(match.group().rstrip(".'’"), small, head=bool(head))
        if not text or len(text.split()) > _MOST_WORDS:
            continue
        letters = text.replace(".", "").replace("&", "")
        acronym = letters.isupper() and len(letters) > 1
        single = (" " not in text or doubted) and not acronym
        yield Name(
            text,
            example.language,
            number,
            sure=not (single and (doubted or (head and text == match.group()))),
        )
    for match in _LATIN.finditer(example.title):
        text = match.group().rstrip(".'’")
        if " " in text or text.casefold() not in small:
            yield Name(text, example.language, number, sure=False)


def _without_title(text: str, small: set[str], *, head: bool) -> str:
    """A name without "President" before it, and without the sentence's first word where that is no name."""
    words = text.split(" ")
    while words and (
        words[0].casefold().rstrip(".") in _TITLES
        or (head and len(words) > 1 and words[0].casefold() in small)
    ):
        words.pop(0)
        head = False
    result = " ".join(words)
    if result.endswith(("'s", "’s")):
        result = result[:-2]
    if len(words) == 1 and result.casefold() in small:
        return ""
    return result


def _elsewhere(example: Example, number: int) -> Iterator[Name]:
    """Names in scripts without capitals."""
    tag = example.language
    for text in (example.title, example.text):
        for match in _BRACKETED.finditer(text):
            name = _CUT.split(match[1])[-1]
            if len(name) >= _SHORTEST:
                yield Name(name, tag, number, beside=match[2].strip())
        yield from (
            Name(name, tag, number, sure=sure) for name, sure in _by_its_looks(text, tag[:2])
        )


def _by_its_looks(text: str, tag: str) -> Iterator[tuple[str, bool]]:
    """What may be a name in one script, and whether it is one beyond doubt."""
    if tag == "ja":
        yield from ((match.group(), False) for match in _KANA_NAME.finditer(text))
    if tag in {"ja", "zh"}:
        for match in _TITLED.finditer(text):
            yield match[1], re.match(f"[{KATAKANA}]", match[1]) is not None
    if tag == "ko":
        yield from ((match[1].strip(), False) for match in _QUOTED_HANGUL.finditer(text))
        for match in _HANGUL_WORD.finditer(text):
            yield _PARTICLES.sub("", match.group()), False


def _numbered(examples: Sequence[Example]) -> Iterator[Name]:
    """Names with a number behind them that several examples share: "Line 4"."""
    held: dict[str, list[int]] = {}
    for number, one in enumerate(examples, start=1):
        for text in {match.group() for match in _NUMBERED.finditer(f"{one.title}\n{one.text}")}:
            held.setdefault(text, []).append(number)
    for text, numbers in held.items():
        if len({examples[at - 1].copy_of or at for at in numbers}) > 1:
            for at in numbers:
                yield Name(text, examples[at - 1].language, at)


def _believed(names: list[Name]) -> list[Name]:
    """The names that are sure, and those that are borne out by a sure name of another example or script."""
    sure = [name for name in names if name.sure]
    known = {folded(name.text) for name in sure}
    latin = [name.text for name in sure if name.text[0].isascii() and not name.text.isupper()]
    latin += [name.beside for name in sure if name.beside and not name.beside.isupper()]
    return [
        name
        for name in names
        if name.sure
        or folded(name.text) in known
        or (not name.text.isascii() and any(sounds_alike(name.text, other) for other in latin))
    ]


def _nobody(example: Example) -> frozenset[str]:
    return _NOBODY | _calendar(example.language) | {folded(example.source)}


@lru_cache(maxsize=64)
def _calendar(language: str) -> frozenset[str]:
    """Months, days and languages ("Monday", "French"), which have capitals in some languages."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return frozenset()
    widths = [
        names
        for table in (locale.months, locale.days)
        for context in table.values()
        for names in context.values()
    ]
    words: Iterable[str] = [word for names in widths for word in names.values()]
    return frozenset(folded(word).rstrip(".") for word in (*words, *locale.languages.values()))
