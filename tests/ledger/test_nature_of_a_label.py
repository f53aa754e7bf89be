"""What a series' name says of its later values, where feeds.yaml gives no nature."""

from __future__ import annotations

import pytest

from bot.model.figures import Nature, Series
from bot.steps.compare import nature_of

NAMES: tuple[tuple[str, str, Nature], ...] = (
    ("Infections in the city", "people", "toll"),
    ("Cholera cases in the camp", "people", "toll"),
    ("Passengers taken ill", "people", "toll"),
    ("People admitted to hospital", "people", "toll"),
    ("Complaints received by the regulator", "count", "toll"),
    ("Applications so far", "count", "toll"),
    ("People rescued from the cave", "people", "toll"),
    ("Flights cancelled", "count", "toll"),
    ("Cows culled", "count", "toll"),
    ("Signatures collected", "count", "toll"),
    ("Donations to date", "money", "plan"),
    ("Aftershocks recorded", "count", "toll"),
    ("Cholera-Erkrankte", "people", "toll"),
    ("Krankheitsfälle im Landkreis", "people", "toll"),
    ("Festgenommene", "people", "toll"),
    ("Bisherige Verluste", "money", "plan"),
    ("Cas confirmés de choléra", "people", "toll"),
    ("Personnes interpellées", "people", "toll"),
    ("Plaintes déposées", "count", "toll"),
    ("Casos de cólera", "people", "toll"),
    ("Detenidos en la capital", "people", "toll"),
    ("Contagi nella provincia", "people", "toll"),
    ("Casos confirmados de cólera", "people", "toll"),
    ("Besmettingen op het schip", "people", "toll"),
    ("Gewonden", "people", "toll"),
    ("Smittede på skibet", "people", "toll"),
    ("Døde i ulykken", "people", "toll"),
    ("Sjuka passagerare", "people", "toll"),
    ("Yaralı sayısı", "people", "toll"),
    ("Kolera vakaları", "people", "toll"),
    ("感染者数", "people", "toll"),
    ("被害の届け出件数", "count", "toll"),
    ("逮捕者", "people", "toll"),
    ("これまでの寄付", "money", "plan"),
    ("确诊病例", "people", "toll"),
    ("獲救人數", "people", "toll"),
    ("확진자 수", "people", "toll"),
    ("체포된 사람", "people", "toll"),
    ("Patients in hospital", "people", "situation"),
    ("Workers on strike", "people", "plan"),
    ("Hostages still held", "people", "situation"),
    ("Homes without power", "homes", "situation"),
    ("Share of the fire that is contained", "percent", "situation"),
    ("Vermisste Wanderer", "people", "situation"),
    ("Foyers sans électricité", "homes", "situation"),
    ("Heridos en el hospital", "people", "situation"),
    ("入院中の患者", "people", "situation"),
    ("停水している世帯", "homes", "situation"),
    ("失联人员", "people", "situation"),
    ("농성 중인 노동자", "people", "plan"),
    ("Job cuts", "people", "plan"),
    ("Cost of the bridge", "money", "plan"),
    ("Compensation for each victim", "money", "plan"),
    ("Fine for the deaths", "money", "plan"),
    ("Turnout", "percent", "plan"),
    ("Share of patients who were vaccinated", "percent", "plan"),
    ("Aircraft ordered", "units", "plan"),
    ("Jobs promised at the plant", "people", "plan"),
    ("Stores to be closed", "count", "plan"),
    ("Opening of the hospital", "year", "plan"),
    ("Beds of the new hospital", "count", "plan"),
    ("Arbeitsplätze im Werk", "people", "plan"),
    ("投資額", "money", "plan"),
    ("店舗数", "count", "plan"),
)


@pytest.mark.parametrize(("label", "unit", "nature"), NAMES)
def test_a_name_says_what_later_values_do(label: str, unit: str, nature: Nature) -> None:
    """A count that grows is no dispute between whoever wrote before and after; a plan may be one."""
    assert nature_of(Series(id="x", label=label, units=(unit,))) == nature
