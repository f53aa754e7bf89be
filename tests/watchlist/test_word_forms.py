"""Keywords as people write them: in every form, in another order, as one word or two, or exactly."""

from __future__ import annotations

import pytest

from bot.model.topics import Alias, Entity, KeywordRule, Match, Topic
from bot.steps.match import Matcher


def match(
    keyword: str, text: str, language: str = "en", *, party: str = "", title: str = ""
) -> Match:
    """A text held against a topic of one keyword, and of one party where one is given."""
    entities = (Entity(id="party", name=party, aliases=(Alias(text=party),)),) if party else ()
    rule = KeywordRule(any=(Alias(text=keyword, language=language),))
    topic = Topic(id="t", name="T", keywords=rule, entities=entities)
    return Matcher([topic]).match(title=title, text=text)[0]


@pytest.mark.parametrize(
    ("language", "keyword", "text"),
    [
        ("en", "landslides", "A landslide closed the pass."),
        ("en", "subsidy", "The mill asks for subsidies."),
        ("en", "power outage", "Power outages hit the valley again."),
        ("en", "strike", "Striking crews met the owners."),
        ("en", "data centre", "The datacentre opens in May."),
        ("en", "wage deal", "Two wage-deals were signed."),
        ("en", "robot", "Die Roboter kommen."),
        ("en", "robot", "Robotların sayısı arttı."),
        ("de", "Staudamm", "Der Bau des Staudamms ruht."),
        ("de", "Gesetz", "Zwei Gesetze wurden geändert."),
        ("fr", "licenciement", "Les licenciements commencent lundi."),
        ("fr", "grève générale", "Deux grèves générales en un mois."),
        ("es", "arancel", "Los aranceles suben en mayo."),
        ("es", "huelga", "Las huelgas siguen."),
        ("pt", "enchente", "As enchentes cobriram a cidade."),
        ("it", "alluvione", "Le alluvioni hanno colpito il nord."),
        ("nl", "staking", "De stakingen duren voort."),
        ("sv", "översvämning", "Översvämningar i norr."),
        ("no", "streik", "Streiken fortsetter."),
        ("da", "strejke", "Strejken fortsætter."),
        ("tr", "deprem", "Depremden sonra yollar kapandı."),
        ("ru", "наводнение", "После наводнения закрыты дороги."),
    ],
)
def test_a_word_is_found_in_its_other_forms(language: str, keyword: str, text: str) -> None:
    """A reader writes one form and means them all."""
    result = match(keyword, text, language)
    assert result.matched, result.reason


@pytest.mark.parametrize(
    ("language", "keyword", "text"),
    [
        ("en", "robot", "Robotics is a course at the school."),
        ("en", "IT", "Its roof leaks."),
        ("en", "port", "A portable stove caught fire."),
        ("en", "EVA", "Evacuation went on."),
        ("de", "Bahn", "Die Bahnhofshalle ist neu."),
        ("fr", "mine", "La ministre est arrivée."),
        ("ru", "порт", "Портрет висит в зале."),
    ],
)
def test_another_word_with_the_same_beginning_is_not_found(
    language: str, keyword: str, text: str
) -> None:
    """A stem that says too much would put every page on the topic."""
    result = match(keyword, text, language)
    assert not result.mentions


@pytest.mark.parametrize(
    ("language", "keyword", "party", "text"),
    [
        ("en", "Lowmere flood", "Lowmere", "Floods in Lowmere closed two roads."),
        ("de", "Hochwasser in Almtal", "Almtal", "Almtal meldet ein neues Hochwasser."),
        ("fr", "incendie de Valmont", "Valmont", "À Valmont, l'incendie gagne du terrain."),
        ("es", "inundación de Riomar", "Riomar", "Riomar sufre otra inundación."),
        ("it", "frana di Montelago", "Montelago", "A Montelago una nuova frana."),
        ("sv", "jordskalv i Norrby", "Norrby", "Norrby skakades av ett jordskalv."),
        ("ru", "наводнение в Речном", "Речном", "В Речном началось наводнение."),
        ("tr", "Akçay depremi", "Akçay", "Deprem Akçay sahilinde hissedildi."),
        ("ja", "高森地震", "高森", "地震が高森の山あいを襲った。"),
        ("zh-Hans", "青原水灾", "青原", "水灾淹没了青原的农田。"),
        ("ko", "가람 홍수", "가람", "홍수가 가람 지역을 덮쳤다."),
    ],
)
def test_a_place_and_an_everyday_word_meet_in_another_order(
    language: str, keyword: str, party: str, text: str
) -> None:
    """The wildfire in Pacific Palisades is the Palisades wildfire; the place is a party of the topic."""
    result = match(keyword, text, language, party=party)
    assert result.matched, result.reason


def test_the_parts_of_a_phrase_in_two_sentences_leave_the_page_in_doubt() -> None:
    """A flood and a place on one page need not be the flood of that place."""
    text = "Floods closed two roads in the north. In Lowmere a school opened."
    result = match("Lowmere flood", text, party="Lowmere")
    assert not result.matched
    assert result.doubtful


def test_the_parts_of_a_phrase_without_a_party_leave_the_page_in_doubt() -> None:
    """Two everyday words in one sentence are a sign, and no more."""
    result = match(
        "wage deal",
        "The deal was made before the wage was known, and Lowmere won.",
        party="Lowmere",
    )
    assert result.doubtful
    assert result.evidence["loosely"] == 1


def test_a_keyword_with_an_equals_sign_is_taken_as_written() -> None:
    """A product's name is no plural, no compound, and no words in another order."""
    assert match("=Open Harbour", "Open Harbour was sold.").matched
    assert not match("=Open Harbour", "Open harbours were sold.").mentions
    assert not match("=Open Harbour", "OpenHarbour was sold.").mentions
    assert not match("=Open Harbour", "The harbour is open.").mentions


def test_a_mention_covers_the_form_that_the_page_writes() -> None:
    """Filing and quoting slice the original by it."""
    text = "Two power outages hit the valley."
    [found] = match("power outage", text).mentions
    assert text[found.start : found.end] == "power outages"
