"""Who says it by name states it; what nobody stands for is hearsay, and alone moves nothing."""

from __future__ import annotations

import pytest

from bot.steps.figures import find_figures

# A named publisher, company or office, and a plain verb: an attribution, as every report has one.
NAMED = (
    ("en", "The bridge cost €48 million, according to the regional government of Asturias."),
    ("en", "The airport handled 310,000 passengers in May, the Tirana Times reported."),
    ("en", "The mine employs 2,150 people, its manager told the committee."),
    ("de", "Laut dem Landratsamt kostete der Umbau 48 Millionen Euro."),
    ("de", "Die Mine beschäftigt nach Angaben des Betreibers 2.150 Menschen."),
    ("fr", "Selon la préfecture, le pont a coûté 48 millions d'euros."),
    ("fr", "La mine emploie 2 150 personnes, a indiqué la direction."),
    ("es", "Según la Consejería, el puente costó 48 millones de euros."),
    ("it", "Secondo la Regione, il ponte è costato 48 milioni di euro."),
    ("pt", "De acordo com a prefeitura, a ponte custou 48 milhões de euros."),
    ("nl", "Volgens de provincie kostte de brug 48 miljoen euro."),
    ("da", "Broen kostede 48 millioner euro, oplyser kommunen."),
    ("no", "Ifølge fylkeskommunen kostet broen 48 millioner euro."),
    ("tr", "Belediyeye göre köprü 48 milyon avroya mal oldu."),
    ("ja", "県によると、橋の建設費は48億円だった。"),
    ("zh-Hans", "据市交通局介绍，大桥造价为4800万元。"),
    ("zh-Hant", "據縣政府說明，大橋造價為4800萬元。"),
    ("ko", "도청에 따르면 교량 건설비는 480억원이었다."),
)
# Nobody stands for it: unnamed sources, rumours, and the moods that mark them.
HEARSAY = (
    ("en", "The bridge reportedly cost €48 million."),
    ("en", "The mine employs 2,150 people, according to people familiar with its books."),
    ("en", "The bridge cost €48 million, sources close to the builder said."),
    ("de", "Der Umbau hat angeblich 48 Millionen Euro gekostet."),
    ("de", "Aus Kreisen des Betreibers heißt es, die Mine beschäftige 2.150 Menschen."),
    ("fr", "Le pont aurait coûté 48 millions d'euros."),
    ("es", "El puente habría costado 48 millones de euros."),
    ("it", "Il ponte sarebbe costato 48 milioni di euro, secondo indiscrezioni."),
    ("pt", "A ponte teria custado 48 milhões de euros."),
    ("nl", "De brug zou 48 miljoen euro hebben gekost."),
    ("da", "Broen har efter sigende kostet 48 millioner euro."),
    ("no", "Broen har angivelig kostet 48 millioner euro."),
    ("tr", "Köprünün 48 milyon avroya mal olduğu iddia ediliyor."),
    ("ja", "関係者によると、橋の建設費は48億円に上ったもようだ。"),
    ("zh-Hans", "知情人士称，大桥造价为4800万元。"),
    ("zh-Hant", "消息人士指出，大橋造價為4800萬元。"),
    ("ko", "교량 건설비는 480억원인 것으로 알려졌다."),
)


@pytest.mark.parametrize(("language", "sentence"), NAMED)
def test_a_named_source_states_what_it_says(language: str, sentence: str) -> None:
    """Progress that a paper reports by name would otherwise be told as a dispute."""
    assert [one.hedge for one in find_figures(sentence, language=language)] == ["stated"]


@pytest.mark.parametrize(("language", "sentence"), HEARSAY)
def test_what_nobody_stands_for_is_hearsay(language: str, sentence: str) -> None:
    """A rumour alone does not move a plan."""
    assert [one.hedge for one in find_figures(sentence, language=language)] == ["reported"]
