"""Which language a text is in: its script first, and for alphabets the little words that it uses."""

from __future__ import annotations

import re
from collections.abc import Mapping

_REACH = 4000
_WORD = re.compile(r"[^\W\d_]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_OTHER_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_SIMPLIFIED = frozenset(
    "国这们为会发来时对产个说学过还进样从动长开关门问间见车东亿软无书长众业两严丧个丰临丽举义乌乐习乡买乱争于亏云亚产亩亲亿仅从仓仪价众优伙会伟传伤伦伪体余佣侠侣"
)
_TRADITIONAL = frozenset(
    "國這們為會發來時對產個說學過還進樣從動長開關門問間見車東億軟無書眾業兩嚴喪豐臨麗舉義烏樂習鄉買亂爭於虧雲亞畝親僅倉儀價優夥偉傳傷倫偽體餘傭俠侶"
)
# A text of Chinese, Japanese or Korean holds Latin names; these shares are enough to tell.
_SHARE = 0.08

_LITTLE_WORDS: Mapping[str, frozenset[str]] = {
    tag: frozenset(words.split())
    for tag, words in {
        "en": "the of and to in is that for it with as was on are by this be at from has have will said an its not which would been were their they",
        "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch",
        "fr": "le la les de des du et en un une que qui dans pour par sur au aux ce cette est sont pas plus avec il elle se ne son ses ont été mais ou comme leur d l a à",
        "es": "el la los las de del y en un una que por para con su sus se al es son lo como más pero no ha han sido este esta entre sobre también hasta desde años",
        "it": "il lo la gli le di del della dei delle e in un una che per con su si è sono al alla nel nella da dal dalla non più anche come ha hanno dello degli ai tra questo",
        "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij door naar uit maar wordt worden heeft over nog dan werd tot deze hun meer",
        "tr": "ve bir bu için ile da de olarak olan daha çok en kadar gibi ancak sonra göre yıl olduğunu ise değil var yeni milyon milyar şirket yüzde",
        "pt": "o a os as de do da dos das e em um uma que para com por no na nos nas se não ao mais foi são como mas sua seu pelo pela também até anos",
        "no": "og i det er på som en av for til med at har de ikke den et om fra ved vil kan ble blir også etter seg skal hadde var mot opp år sier kroner selskapet",
        "da": "og i det er på som en af for til med at har de ikke den et om fra ved vil kan blev bliver også efter sig skal havde var mod op år siger kroner selskabet",
        "sv": "och i att det som en på är av för med till den har de inte om ett från men var sig så vi kan när år under också efter eller nu sin där vid mot ska säger",
        "fi": "ja on ei että se oli hän mutta ovat myös kun joka sen tai niin mukaan vuonna kuin vuoden noin",
        "pl": "i w na z do nie się że jest o to za po od jak przez dla są oraz ale roku tym ze może było",
        "cs": "a v na se je že s z do o to za by ale pro jako po od podle které který jsou roku",
        "ro": "și în de la cu pe a din este care pentru nu un o mai au fost prin sunt ce al lui",
        "hu": "a az és hogy nem egy is van volt meg el csak már több mint szerint",
        "id": "yang dan di dengan untuk dari ini itu pada tidak akan ke dalam juga oleh adalah telah tahun",
        "vi": "và của là các trong có được cho không một với người để những đã này",
    }.items()
}
# Norwegian and Danish share most words; these tell them apart.
_TELLING = {
    "no": frozenset(
        [
            "ikkje",
            "av",
            "seg",
            "mot",
            "opp",
            "etter",
            "selskapet",
            "selskapene",
            "øker",
            "bli",
            "går",
            "hjelp",
            "mye",
            "noen",
            "nå",
            "ble",
            "kraft",
            "milliarder",
            "prosent",
            "hydrogenanlegget",
            "sier",
            "framover",
        ]
    ),
    "da": frozenset(
        [
            "af",
            "sig",
            "mod",
            "op",
            "efter",
            "selskabet",
            "selskaberne",
            "øger",
            "blive",
            "går",
            "hjælp",
            "meget",
            "nogle",
            "nu",
            "blev",
            "kraft",
            "mia",
            "procent",
            "brintanlægget",
            "siger",
            "fremover",
            "koster",
        ]
    ),
}


def detect(text: str, hint: str | None = None) -> str:
    """The language of a text, as a BCP 47 tag.

    Args:
        text: any text; its first few thousand characters are looked at.
        hint: what the feed or the page says of itself; believed where the script allows it and the
            words do not plainly speak against it.

    Returns:
        "en", "ja", "ko", "zh-Hans", "zh-Hant", "de" and so on; the hint, or "en", where nothing tells.
    """
    sample = text[:_REACH]
    letters = sum(1 for char in sample if char.isalpha()) or 1
    asian = _asian(sample, letters, hint)
    if asian:
        return asian
    if len(_CYRILLIC.findall(sample)) > letters * 0.4:
        return hint if hint and hint[:2] in {"ru", "uk", "bg", "sr"} else "ru"
    for tag, pattern in _OTHER_SCRIPTS:
        if len(pattern.findall(sample)) > letters * 0.4:
            return tag
    return _alphabet(sample, hint)


def _asian(sample: str, letters: int, hint: str | None) -> str | None:
    hangul, kana, han = (len(pattern.findall(sample)) for pattern in (_HANGUL, _KANA, _HAN))
    if hangul > letters * _SHARE and hangul >= kana:
        return "ko"
    if kana > letters * _SHARE / 2 and kana * 12 > han:
        return "ja"
    if han <= letters * _SHARE:
        return None
    if hint and hint.startswith("ja"):
        return "ja"
    simplified = sum(1 for char in sample if char in _SIMPLIFIED and char not in _TRADITIONAL)
    traditional = sum(1 for char in sample if char in _TRADITIONAL and char not in _SIMPLIFIED)
    if simplified == traditional:
        return "zh-Hant" if hint and ("Hant" in hint or hint[-2:] in {"TW", "HK"}) else "zh-Hans"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def _alphabet(sample: str, hint: str | None) -> str:
    words = [word.lower() for word in _WORD.findall(sample)]
    scores = {
        tag: sum(1 for word in words if word in known) for tag, known in _LITTLE_WORDS.items()
    }
    for tag, known in _TELLING.items():
        scores[tag] += 2 * sum(1 for word in words if word in known)
    best = max(scores, key=lambda tag: scores[tag])
    hinted = (hint or "").split("-", 1)[0].lower()
    hinted = {"nb": "no", "nn": "no"}.get(hinted, hinted)
    if hinted and hinted not in {"zh", "ja", "ko"} and scores.get(hinted, 0) * 2 >= scores[best]:
        return hinted
    if (
        hinted
        and hinted not in scores
        and hinted not in {"zh", "ja", "ko"}
        and scores[best] * 12 < len(words)
    ):
        return hinted
    return best if scores[best] else (hinted or "en")
