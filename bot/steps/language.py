"""Which language a text is in: its script first, and for alphabets the little words that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

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
    "国这们为会发来时对产个说学过还进样从动长开关门问间见车东亿软无书长众业两严丧个丰临丽举义乌乐习乡买乱争于亏云亚产亩亲亿仅从仓仪价众优伙会伟传伤伦伪体余佣侠侣订飞机离风场楼点灯统号线驶挤满游厂参标万圆币韩欧额资达电讯报导绩营运辆铁费预计联准备将让与应实现购卖户职员劳环税银贷债证据协议选党军战队奖医疗药术网络视频该"
)
_TRADITIONAL = frozenset(
    "國這們為會發來時對產個說學過還進樣從動長開關門問間見車東億軟無書眾業兩嚴喪豐臨麗舉義烏樂習鄉買亂爭於虧雲亞畝親僅倉儀價優夥偉傳傷倫偽體餘傭俠侶訂飛機離風場樓點燈統號線駛擠滿遊廠參標萬圓幣韓歐額資達電訊報導績營運輛鐵費預計聯準備將讓與應實現購賣戶職員勞環稅銀貸債證據協議選黨軍戰隊獎醫療藥術網絡視頻該"
)
# A text of Chinese, Japanese or Korean holds Latin names; these shares are enough to tell.
_SHARE = 0.08

_LITTLE_WORDS: Mapping[str, frozenset[str]] = {
    tag: frozenset(words.split())
    for tag, words in {
        "en": "the of and to in is that for it with as was on are by this be at from has have will said an its not which would been were their they a an i he she or but if about more than over up all new one two out who what when while after before first last per year years million billion trillion percent staff company may can could should must",
        "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch rund knapp etwa millionen milliarden prozent euro jahr jahre jahren mehr neue gegen unter zwei drei vier sein kann soll sollen will wollen ihre",
        "fr": "le la les de des du et en un une que qui dans pour par sur au aux ce cette est sont pas plus avec il elle se ne son ses ont été mais ou comme leur d l a à millions milliards millier ans année près environ pourcent deux trois quatre où leurs depuis après avant chaque sera l",
        "es": "el la los las de del y en un una que por para con su sus se al es son lo como más pero no ha han sido este esta entre sobre también hasta desde años millones mil miles años año casi unos unas dos tres cuatro cada según tras ante está están será muy ya le ese esa gana pidió",
        "it": "il lo la gli le di del della dei delle e in un una che per con su si è sono al alla nel nella da dal dalla non più anche come ha hanno dello degli ai tra questo milioni miliardi mila anni anno circa oltre due tre quattro ogni entro sarà suo sua loro fino",
        "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij door naar uit maar wordt worden heeft over nog dan werd tot deze hun meer miljoen miljard procent jaar jaren ruim bijna twee drie vier bedrijven hij ze wil moet kan geen al onder tegen eeuw",
        "tr": "ve bir bu için ile da de olarak olan daha çok en kadar gibi ancak sonra göre yıl olduğunu ise değil var yeni milyon milyar şirket yüzde yıl yılda üç dört beş altı yedi sekiz dokuz on yaklaşık kişi lira euro dolar tarafından bin göre olacak oldu her iki",
        "pt": "o a os as de do da dos das e em um uma que para com por no na nos nas se não ao mais foi são como mas sua seu pelo pela também até anos milhões bilhões mil ano cerca dois três quatro cada será seu pela vai já quase até após lhe",
        "no": "og i det er på som en av for til med at har de ikke den et om fra ved vil kan ble blir også etter seg skal hadde var mot opp år sier kroner selskapet millioner milliarder prosent cirka rundt nye to tre fire fem år skoler kommunen ferdig hun han de vi",
        "da": "og i det er på som en af for til med at har de ikke den et om fra ved vil kan blev bliver også efter sig skal havde var mod op år siger kroner selskabet millioner milliarder mia procent omkring nye to tre fire fem job skoler kommunen færdig hun han de vi skære giver bygger står",
        "sv": "och i att det som en på är av för med till den har de inte om ett från men var sig så vi kan när år under också efter eller nu sin där vid mot ska säger miljoner miljarder procent cirka nya två tre fyra fem",
        "fi": "ja on ei että se oli hän mutta ovat myös kun joka sen tai niin mukaan vuonna kuin vuoden noin",
        "pl": "i w na z do nie się że jest o to za po od jak przez dla są oraz ale roku tym ze może było",
        "cs": "a v na se je že s z do o to za by ale pro jako po od podle které který jsou roku",
        "ro": "și în de la cu pe a din este care pentru nu un o mai au fost prin sunt ce al lui",
        "hu": "a az és hogy nem egy is van volt meg el csak már több mint szerint",
        "id": "yang dan di dengan untuk dari ini itu pada tidak akan ke dalam juga oleh adalah telah tahun",
        "vi": "và của là các trong có được cho không một với người để những đã này",
    }.items()
}
# Letters that few alphabets have say more than any one word.
_LETTERS: Mapping[str, str] = {
    "de": "äöüß",
    "fr": "àâçèéêëîïôùûœ",
    "es": "ñáéíóú¿¡",
    "it": "àèéìòù",
    "tr": "ğışçöü",
    "pt": "ãõáâàçéêíóôú",
    "no": "æøå",
    "da": "æøå",
    "sv": "åäö",
    "fi": "äö",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "ro": "ăâîșşțţ",
    "hu": "áéíóöőúüű",
    "vi": "ăâđêôơư",
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
            "siger",
            "fremover",
            "koster",
        ]
    ),
}


def _weights(marks: Mapping[str, Iterable[str]]) -> dict[str, tuple[tuple[str, float], ...]]:
    """Each mark with the languages that have it, weighed by how few they are."""
    tags: dict[str, list[str]] = {}
    for tag, known in marks.items():
        for mark in known:
            tags.setdefault(mark, []).append(tag)
    return {mark: tuple((tag, 1 / len(found)) for tag in found) for mark, found in tags.items()}


_WEIGHTS = _weights(_LITTLE_WORDS)
_LETTER_WEIGHTS = _weights({tag: set(letters) for tag, letters in _LETTERS.items()})


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
    folded = sample.replace("İ", "i").lower()
    words = _WORD.findall(folded)
    scores = dict.fromkeys(_LITTLE_WORDS, 0.0)
    for word in words:
        # A word that many languages share says little for each.
        for tag, weight in _WEIGHTS.get(word, ()):
            scores[tag] += weight
    for letter in folded:
        for tag, weight in _LETTER_WEIGHTS.get(letter, ()):
            scores[tag] += weight
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
