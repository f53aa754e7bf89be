"""Per what an amount is: a share, a tonne, a unit of energy, a head. Time is a period, and no thing."""

from __future__ import annotations

import re
from functools import cache

from bot.steps.figures.clauses import Clauses
from bot.steps.figures.lexicon import one_of
from bot.steps.figures.quantity import Quantity, Source

# Things that prices are for, as fourteen languages write them; folded, the longest first.
_THINGS = {
    "share": (
        "share|aktie|anteilsschein|action|acción|azione|aandeel|ação|aksje|hisse|株|股|주|stock|ordinary share|common share"
    ),
    "ticket": "ticket|fahrkarte|billet|billete|entrada|biglietto|kaartje|bilhete|bilet|billett|枚|张票|장",
    "tonne": "tonne|ton|metric ton|metric tonne|tonelada|tonnellata|tonn|トン|吨|톤|t|mt",
    "kilogram": "kilogram|kilo|kg|kilogramm|kilogramme|kilogramo|chilo|quilo|キロ|公斤|千克|킬로그램",
    "ounce": "ounce|troy ounce|oz|unze|feinunze|once|onza|oncia|onça|オンス|盎司|온스",
    "barrel": "barrel|bbl|fass|baril|barril|barile|vat|fat|tønde|varil|バレル|桶|배럴",
    "litre": "litre|liter|litro|gallon|リットル|升|리터",
    "m3": "cubic metre|cubic meter|kubikmeter|mètre cube|metro cúbico|metro cubo|kubieke meter|m³|m3|立方メートル|立方米|세제곱미터",
    "m2": "square metre|square meter|quadratmeter|mètre carré|metro cuadrado|metro quadrato|metro quadrado|vierkante meter|kvadratmeter|metrekare|m²|m2|square foot|平方メートル|平方米|제곱미터|평",
    "MWh": "mwh|megawatt hour|megawatt-hour|megawattstunde|mégawattheure|megavatio hora|megavatio-hora|megawattora|megawattuur|megawatt-hora|megawatttime|megavatsaat|メガワット時|兆瓦时|메가와트시",
    "kWh": "kwh|kilowatt hour|kilowatt-hour|kilowattstunde|kilowattheure|kilovatio hora|kilowattora|kilowattuur|quilowatt-hora|kilowatttime|kilovatsaat|キロワット時|千瓦时|度|킬로와트시",
    "kilometre": "kilometre|kilometer|kilomètre|kilómetro|chilometro|quilômetro|km|キロメートル|公里|킬로미터|mile",
    "person": (
        "person|head|capita|passenger|pupil|student|worker|employee|resident|kopf|einwohner|habitant|personne|tête|habitante|persona|cápita|abitante|testa|"
        "inwoner|persoon|hoofd|pessoa|indbygger|innbygger|kişi|人|名|인|명|口"
    ),
    "household": "household|family|haushalt|foyer|ménage|hogar|famiglia|huishouden|família|domicílio|husstand|hane|世帯|戸|户|가구|세대",
    "unit": "unit|vehicle|car|device|stück|fahrzeug|unité|véhicule|unidad|unità|stuk|unidade|stk|enhed|adet|台|個|个|辆|대|개",
}  # fmt: skip
# What leads from an amount to the thing, by language.
_LEADS = {
    "en": "per|a|an|each|/",
    "de": "je|pro|für jede|/",
    "fr": "par|le|la|l'|/",
    "es": "por|per|la|el|/",
    "it": "per|a|al|alla|all'|/",
    "nl": "per|/",
    "pt": "por|per|a|o|/",
    "da": "pr.|per|pr|/",
    "no": "per|pr.|pr|/",
}
# Before an amount, where languages put it there; a few signs of a verb may stand between.
_BEFORE = {
    "zh": r"每({things})[^\d、,。，;；\n]{{0,6}}$",
    "ja": r"[1一]? ?({things})(?:当たり|あたり|当り|につき)(?:の)?[^\d、。\n]{{0,4}}$",
    "ko": r"(?<![가-힣])1?({things}) ?당[^\d,.\n]{{0,6}}$",
    "tr": r"\b({things}) başına [^\d,.;\n]{{0,12}}$",
}
_REACH = 40
_LONGEST_WORD = 24


@cache
def _things() -> dict[str, str]:
    return {word: thing for thing, words in _THINGS.items() for word in words.split("|")}


@cache
def _behind(tag: str) -> re.Pattern[str]:
    leads = _LEADS.get(tag, "/")
    return re.compile(rf" ?(?:{one_of(leads.split('|'))}) ?({one_of(_things())})(?![^\W\d_])")


@cache
def _ahead(tag: str) -> re.Pattern[str] | None:
    form = _BEFORE.get(tag)
    return re.compile(form.format(things=one_of(_things()))) if form else None


def give_things(source: Source, found: list[Quantity], clauses: Clauses) -> None:
    """Sets `per` of each amount of money that is for one of something ("£92/MWh", 1株当たり65円)."""
    tag = source.grammar.language.tag
    behind, ahead = _behind(tag), _ahead(tag)
    for quantity in found:
        if quantity.dropped or not quantity.is_money:
            continue
        hit = behind.match(source.folded, quantity.end, quantity.end + _LONGEST_WORD + _REACH)
        if hit is None and ahead is not None:
            begin = max(clauses.sentence(quantity.start)[0], quantity.start - _REACH)
            hit = ahead.search(source.folded[begin : quantity.start])
        quantity.per = _things()[hit.group(1)] if hit else None


@cache
def _wished() -> re.Pattern[str]:
    """A price per thing as a reader's words name it, in any language."""
    things = one_of(word for word in _things() if len(word) > 1 or not word.isascii())
    strong = {one for leads in _LEADS.values() for one in leads.split("|") if len(one) > 2}  # noqa: PLR2004  ("a" leads anywhere)
    return re.compile(
        rf"(?:(?<!\w)(?:{one_of(strong)}) |/ ?)({things})(?![^\W\d_])|每({things})|({things})(?:当たり|あたり| ?당)"
    )


def thing_of(phrase: str) -> str | None:
    """The thing that a reader's words name a price for ("offer per share"); None where they name none."""
    hit = _wished().search(phrase.casefold())
    return _things()[next(filter(None, hit.groups()))] if hit else None
