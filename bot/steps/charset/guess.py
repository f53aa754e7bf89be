"""The charset of a text that does not say it, or says it wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterable

from charset_normalizer import from_bytes

from bot.steps.charset import japanese

SAMPLE = 65_536
# What browsers take the unlabelled for.
WESTERN = "cp1252"
# A codec, characters that are frequent in its language, and the share that they usually have of what is not
# ASCII. Another language's bytes give a hundredth or so.
_KANA = "のはをにがとでたしてるいなすりっらもれンスルトーイラクアリ、。"
_EAST_ASIAN = (
    ("cp932", _KANA, 0.4),
    (japanese.EUC_JP, _KANA, 0.4),
    ("gb18030", "的一是不了在人有中国为上个大到和年这要会发时出业新，。", 0.2),
    ("big5hkscs", "的一是不了在人有中國為上個大到和年這要會發時出業新，。", 0.2),
    ("cp949", "이다는에의을가하고를은한지로사인도기서해있리", 0.3),
)
_RUSSIAN = "оеаинтсрвлкмдпуяы"
_CYRILLIC = tuple((codec, _RUSSIAN, 0.8) for codec in ("cp1251", "koi8_r", "iso8859_5", "cp866"))
_ENOUGH = 0.4
_LEAST_CHARACTERS = 4
_MOST_DAMAGE = 0.01
_RUN = re.compile(rb"[\x80-\xff]{4,}")
_HIGH = re.compile(rb"[\x80-\xff]")


def guess(body: bytes) -> str | None:
    """The likeliest codec of bytes that nothing is known about; None where there is no telling."""
    sample = body[:SAMPLE]
    found = _by_frequency(sample, _EAST_ASIAN)
    if found is not None:
        return found
    if not hardly_western(body):
        return WESTERN
    found = _by_frequency(sample, _CYRILLIC)
    if found is not None:
        return found
    best = from_bytes(sample).best()
    return best.encoding if best is not None else None


def hardly_western(body: bytes) -> bool:
    """Whether most bytes outside ASCII stand in long runs, as no Western European word has them."""
    sample = body[:SAMPLE]
    high = len(_HIGH.findall(sample))
    return high > 0 and sum(map(len, _RUN.findall(sample))) > high / 2


def _by_frequency(sample: bytes, candidates: Iterable[tuple[str, str, float]]) -> str | None:
    likeliest, best = None, _ENOUGH
    for codec, frequent, usual in candidates:
        score = _share(sample, codec, frozenset(frequent)) / usual
        if score > best:
            likeliest, best = codec, score
    return likeliest


def _share(sample: bytes, codec: str, frequent: frozenset[str]) -> float:
    text = sample.decode(codec, "replace")
    wide = [char for char in text if char > "\x7f"]
    if len(wide) < _LEAST_CHARACTERS:
        return 0.0
    # The sample may end within a character.
    if wide.count("\ufffd") > max(1, _MOST_DAMAGE * len(wide)):
        return 0.0
    return sum(char in frequent for char in wide) / len(wide)
