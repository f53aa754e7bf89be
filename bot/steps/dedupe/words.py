"""Which words of a text say what it is about?

Rough on purpose, and the same for every language of a kind of writing: a spaced word is cut to its
beginning, which drops most endings; in Chinese and Japanese a pair of characters stands for a word, and
kana that only inflect are passed over. What is common to all reports is weighed down later, against those
reports; the lists here only spare the most common words the journey.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

STEM = 6
SHORTEST = 3

_RUNS = re.compile(
    r"(?P<han>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々]+)"
    r"|(?P<kana>[\u30a1-\u30fa\u30fc-\u30ff]{2,})"
    r"|(?P<hangul>[\uac00-\ud7a3]+)"
    r"|(?P<word>[^\W\d_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3]+)"
)
# Not after the end of a sentence or at the start of a line, where every word has a capital.
_NAMES = re.compile(
    r"(?<![\w'’])(?<![.!?:][ \u00a0])(?<![.!?:][\"”“»][ \u00a0])(?<!\n)(?<!^)(?<!^[\"“«„])[A-ZÀ-ÖØ-Þ][\w&]*"
)
_SMALL = re.compile(r"(?<![\w'’])[a-zß-öø-ÿ][\w&]*")
_ASCII_WORDS = re.compile(rf"[a-z]{{{SHORTEST},}}")
_JOSA = re.compile(
    r"(?<=[\uac00-\ud7a3]{2})(?:에서는|으로는|에서|에게|까지|부터|으로|이라|라고|했다|한다|하는|하고|은|는|이|가|을|를|의|에|로|와|과|도|만)$"
)
LEAST_NUMBER = 10
_YEARS = range(1900, 2101)
_LARGE = {**dict.fromkeys("万萬만", 10**4), **dict.fromkeys("億亿억", 10**8)}
_NUMBERS = re.compile(
    r"(?<![\d.,:])(?P<whole>\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)(?![\d:])"
    r"(?:\s?(?P<large>[万萬만億亿억])(?P<rest>\d{1,4}(?!\d|[,.]\d))?)?"
)
# English, German, French, Spanish, Portuguese, Italian, Dutch, Norwegian and Danish, Turkish, Korean, Chinese
# and Japanese, a line each or two.
_COMMON_WORDS = """
the and for that with from has have had was were will would are its not but this which they their said
says who one two than more been over into about after also can could may per new year years
der die das und den dem des ein eine einen einer von mit für auf ist sich nicht auch wird werden hat
haben bei nach aus dass als über noch sollen soll wie zum zur
les des une est dans pour par sur pas que qui aux avec son ses plus ont été sera cette
los las una por con para del que como más sus fue han este esta entre
uma dos das não com mais foi pela pelo seu sua são
gli che per non con una della delle dei nel sono più anche alla
het een van dat die met voor niet zijn aan ook wordt worden naar maar bij
som til det for med ikke har til skal vil eller blir fra enn ved etter også kan var
bir için ile olan olarak daha çok gibi kadar ancak göre
있다 했다 이다 것으로 대한 위해 올해 밝혔다
年度 今年 目前 公司 企业 企業 表示 发表 發表 発表
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def terms_in(text: str) -> Iterator[str]:
    """The words of a text that may say what it is about, folded, in order, repeated ones repeatedly."""
    if text.isascii():
        for word in _ASCII_WORDS.findall(text.lower()):
            if word not in _COMMON:
                yield word[:STEM]
        return
    for run in _RUNS.finditer(unicodedata.normalize("NFKC", text).casefold()):
        kind, found = str(run.lastgroup), run.group()
        if kind == "han":
            yield from _pairs(found)
        elif kind == "hangul":
            stem = _JOSA.sub("", found)
            if len(stem) > 1 and found not in _COMMON:
                yield stem
        elif kind == "kana":
            yield found
        elif len(found) >= SHORTEST and found not in _COMMON:
            yield found[:STEM]


def names_in(text: str) -> Iterator[str]:
    """What is written as a name, with an @ before it: a capital within a sentence, or Latin among CJK.

    A word that the text also writes small is none, such as those of a headline in capitals.
    """
    text = unicodedata.normalize("NFKC", text)
    small = set(_SMALL.findall(text))
    for found in _NAMES.finditer(text):
        name = found.group().casefold()
        if len(name) >= SHORTEST and name not in _COMMON and name not in small:
            yield f"@{name}"


def numbers_in(text: str) -> Iterator[Decimal]:
    """The numbers of a text that may tell its event from others, whatever they count, in order.

    None below ten, which are everybody's, and no years. 3万1000 is 31,000 in whichever language it stands.
    """
    for found in _NUMBERS.finditer(unicodedata.normalize("NFKC", text)):
        whole, large, rest = found.group("whole", "large", "rest")
        number = Decimal(whole.replace(",", ""))
        if large:
            number = number * _LARGE[large] + Decimal(rest or 0)
        if number >= LEAST_NUMBER and not (number in _YEARS and not large):
            yield number


def _pairs(run: str) -> Iterator[str]:
    if len(run) == 1:
        return
    for start in range(len(run) - 1):
        pair = run[start : start + 2]
        if pair not in _COMMON:
            yield pair
