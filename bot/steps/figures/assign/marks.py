"""Words beside a figure that say how it stands to the story's own value, in fourteen languages.

A part of what was counted ("of them"), what it is held against ("than"), a mean or a record ("average").
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.steps.figures.measures.finding import Finder

PART: Mapping[str, str] = {
    "en": "of these|of those|of them|of whom|of which|among them|among these|including|one of the|part of a|tranche",
    "de": "davon|darunter|einschließlich|unter ihnen|von ihnen|von denen",
    "fr": "dont|parmi|y compris|d'entre eux|d'entre elles",
    "es": "de ellos|de ellas|de los cuales|de las cuales|entre ellos|entre ellas|incluidos|incluidas|incluyendo",
    "it": "di cui|tra cui|fra cui|dei quali|delle quali|compresi|comprese|incluso",
    "pt": "dos quais|das quais|entre eles|entre elas|deles|incluindo",
    "nl": "waarvan|van wie|onder wie|waaronder|inclusief",
    "da": "heraf|hvoraf|blandt dem|herunder|inklusive",
    "no": "herav|hvorav|blant dem|deriblant|inkludert",
    "sv": "varav|av dem|bland dem|inklusive",
    "tr": "bunların|bunlardan|aralarında|dahil",
    "ja": "うち|このうち|そのうち|内訳|を含む",
    "zh": "其中|当中|包括|之中",
    "ko": "이 중|이중|그중|그 중|가운데|포함",
}
THAN: Mapping[str, str] = {
    "en": "than|compared with|compared to|versus|against|unlike|in contrast to|exceeding|above the|below the",
    "de": "gegenüber|verglichen mit|im vergleich|als im|anders als",
    "fr": "par rapport|comparé|contre|plus que|moins que|à la différence",
    "es": "frente a|en comparación|comparado|respecto a|que los|que el",
    "it": "rispetto|in confronto|paragonato|contro i|contro gli",
    "pt": "em comparação|comparado|frente a|ante os|contra os",
    "nl": "vergeleken met|in vergelijking|tegenover|dan in",
    "da": "sammenlignet med|i forhold til|mod",
    "no": "sammenlignet med|i forhold til|mot",
    "sv": "jämfört med|i förhållande till|mot",
    "tr": "kıyasla|göre|karşılaştırıldığında|oranla",
    "ja": "比べ|より|に対し|比較|比で",
    "zh": "相比|相较|比去年|对比|较去年|同比",
    "ko": "보다|대비|비해|비교",
}
AVERAGE: Mapping[str, str] = {
    "en": "average|averaged|typical|typically|median|record|each|apiece|per capita",
    "de": "durchschnitt*|im schnitt|typisch*|rekord*|jeweils",
    "fr": "moyenne|en moyenne|record|chacun|chacune",
    "es": "promedio|media|récord|cada uno|cada una",
    "it": "in media|media|record|ciascuno|ciascuna",
    "pt": "em média|média|recorde|cada um|cada uma",
    "nl": "gemiddeld*|record|elk",
    "da": "gennemsnit*|i snit|rekord*|hver",
    "no": "gjennomsnitt*|i snitt|rekord*|hver",
    "sv": "genomsnitt*|i snitt|rekord*|vardera",
    "tr": "ortalama|rekor|her biri",
    "ja": "平均|過去最|史上最|それぞれ|1人当たり",
    "zh": "平均|人均|历史最|史上最|各自",
    "ko": "평균|사상 최|역대 최|각각|1인당",
}


@cache
def marks(language: str) -> Finder:
    """What finds these words in a folded text; a hit's name is "part", "than" or "average"."""
    tag = language.split("-", 1)[0]
    own = {"part": PART, "than": THAN, "average": AVERAGE}
    listed = {kind: words[tag] for kind, words in own.items() if tag in words}
    return Finder(listed, spaced=tag not in {"ja", "zh"}, whole=False)
