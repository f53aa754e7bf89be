"""How does a text say that somebody had another name? By language; a further language is one more line."""

from __future__ import annotations

import re

_FORMERLY = {
    "en": r"(?:formerly|previously|once)(?: known as| called)?|then known as",
    "de": r"früher|ehemals|vormals|zuvor",
    "fr": r"anciennement|autrefois|auparavant|ex",
    "es": r"(?:antes|anteriormente)(?: conocid[oa] como| llamad[oa])?|antigu[oa]",
    "pt": r"(?:antes|anteriormente)(?: conhecid[oa] como| chamad[oa])?|antig[oa]",
    "it": r"già|in precedenza|precedentemente",
    "nl": r"voorheen|vroeger",
    "sv": r"tidigare|förut",
    "no/da": r"tidligere|før",
    "tr": r"eski adıyla|önceki adıyla",
    "ru": r"ранее|прежде|бывш(?:ая|ий|ее)",
    "ja": r"旧",
    "zh": r"原名|原称|原稱|旧称|舊稱|前身[为為]|原",
    "ko": r"옛|구|이전 이름",
}
# Between the new name and the known one: "Northspan (formerly known as Alfa Bau". Where it begins, the name ends.
FORMERLY = re.compile(
    rf"\s*[,，(（、]\s*(?:{'|'.join(_FORMERLY.values())})[\s:：-]*[«„“\"「『]?$", re.IGNORECASE
)

# What follows a known name; the new one is the group `name`, or begins where the pattern ends.
NOW = tuple(
    re.compile(pattern)
    for pattern in (
        r",? (?:which is )?now (?:called|known as|named) ",
        r",? (?:has |is )?(?:renamed (?:itself )?(?:as |to )?|changed its name to |rebranded (?:itself )?as )",
        r" heißt (?:jetzt|nun|künftig|fortan) ",
        r" (?:s'appelle (?:désormais|maintenant)|a été rebaptisée?|devient) ",
        r" (?:se llama ahora|ahora se llama|pasa a llamarse) ",
        r" (?:passa a (?:se )?chamar(?:-se)?|chama-se agora|agora se chama) ",
        r" (?:ora si chiama|si chiama ora|ha cambiato nome in) ",
        r" heet (?:nu|voortaan|inmiddels) ",
        r" (?:heter (?:nu|nå)|hedder nu|byter namn till|bytter navn til|skifter navn til) ",
        r"(?:'\w+)? adını (?P<name>[^,.;]{2,40}?) olarak değiştir",
        r"»? (?:теперь называется|переименован[аоы]? в|сменила? название на) ",
        r"(?:は|が)、?(?:社名|名称)を「?(?P<name>[^「」、。]{2,30}?)」?(?:に|へ)(?:変更|改め)",
        r"(?:は|が)、?「?(?P<name>[^「」、。はが]{2,30}?)」?に(?:改称|社名変更|名称変更)",
        r"(?:已|正式)?(?:更名|改名|改称|改稱)(?:为|為)",
        r"(?:은|는|이|가) (?:사명|이름|회사명)을 '?(?P<name>[^',.]{2,30}?)'?(?:으로|로) (?:변경|바꾸|바꿨|바꿔)",
    )
)

# Words that stand before a name with a capital, at the head of a sentence or in German, and are no part of it.
_GENERIC = {
    "articles": "a o as os the la le les el los las il lo gli i die der das den dem het de en ett det et un una une ein",
    "en": "company group firm maker operator",
    "de/nl": "firma unternehmen konzern gruppe hersteller betreiber bedrijf groep",
    "fr": "société groupe",
    "es/pt/it": "empresa grupo compañía companhia società gruppo azienda",
    "sv/no/da": "företaget bolaget koncernen selskapet selskabet konsernet",
    "tr": "şirket şirketi",
    "ru": "компания группа фирма концерн",
}
GENERIC = frozenset(word for words in _GENERIC.values() for word in words.split())
