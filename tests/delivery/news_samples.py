"""Two reports on the shipped topic: a company is founded, and its capital is raised."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.model.alerts import Receiver
from bot.model.news import Article

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
TOPIC = "japan-physical-ai"
TEAM = Receiver(id="team", kind="slack", to=("#news",))
FOUNDED = Article(
    id="a1",
    url="https://wire.example/1",
    source="Wire",
    rank="press",
    language="en",
    published=NOW,
    dated=True,
    title="Four companies build physical AI for robots",
    text="SoftBank, NEC, Honda and Sony founded a company for physical AI. Its capital is ¥10 billion.",
)
RAISED = replace(
    FOUNDED,
    id="a2",
    url="https://nec.com/press/2",
    source="NEC",
    rank="official",
    published=NOW + timedelta(hours=3),
    title="Four companies raise the capital of their physical AI company",
    text="SoftBank, NEC, Honda and Sony raised the capital of their company for physical AI. "
    "Its capital was raised from ¥10 billion to ¥12 billion.",
)
