"""Alerts and receivers for the tests of delivery."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from bot.model.alerts import Alert, Delivery, Digest, Receiver
from bot.model.figures import Change, Figure, Observation
from bot.model.news import Article

NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)


def figure(text: str, low: str, unit: str = "JPY", **more) -> Figure:
    """A figure with what matters to a reader; its place in the text does not."""
    high = more.pop("high", low)
    return Figure(
        text=text,
        start=0,
        end=len(text),
        low=Decimal(low),
        high=Decimal(high),
        unit=unit,
        resolution=Decimal(1),
        **more,
    )


def observation(series: str, said: Figure, source: str = "METI", **more) -> Observation:
    """One source's word for a figure."""
    facts = {
        "topic": "t",
        "article": "a1",
        "origin": "a1",
        "rank": "press",
        "official": False,
        "language": "ja",
        "published": NOW,
        "dated": True,
        "url": "https://news.example/1",
        "quote": "支援規模を従来の1兆円から1兆3,000億円に引き上げる。",
    }
    return Observation(series=series, figure=said, source=source, **(facts | more))


def revised() -> Change:
    """Support raised from one trillion to 1.3 trillion yen."""
    return Change(
        kind="revised",
        after=observation(
            "public_support",
            figure("1兆3,000億円", "1.3e12", period="P5Y"),
            rank="official",
            official=True,
        ),
        before=observation("public_support", figure("1兆円", "1e12", period="P5Y"), "湊経済"),
        percent=Decimal(30),
        converted=Decimal("8.1e9"),
        converted_unit="USD",
        converted_on=date(2026, 7, 2),
        why="apart",
    )


def alert_of(*changes: Change, **more) -> Alert:
    """An alert about one article."""
    article = Article(
        id="a1",
        url="https://news.example/1",
        source="METI",
        rank="official",
        language="ja",
        published=NOW,
        dated=True,
        title="支援規模を見直します",
        text="",
    )
    facts = {
        "key": "k1",
        "topic": "t",
        "topic_name": "Physical AI",
        "story": "s1",
        "story_title": "Japan lifts support",
        "article": article,
        "labels": {"public_support": "Public support", "capital": "Capital"},
        "severity": "high",
        "created_at": NOW,
    }
    return Alert(changes=changes or (revised(),), **(facts | more))


def digest_of(*alerts: Alert, **more) -> Digest:
    """A day's digest."""
    facts = {
        "key": "digest:mail:2026-07-02",
        "receiver": "mail",
        "day": date(2026, 7, 2),
        "timezone": "Asia/Tokyo",
        "refined": (),
        "unfiled": (),
        "read": 214,
        "kept_quiet": 31,
        "feeds": 31,
        "failing": (),
        "last_new_at": NOW,
        "composed_at": NOW,
    }
    return Digest(alerts=alerts, **(facts | more))


def delivery_of(payload, **more) -> Delivery:
    """A row of the outbox."""
    facts = {
        "id": 1,
        "receiver": "r",
        "key": "k1",
        "kind": "alert",
        "state": "pending",
        "due_at": NOW,
        "created_at": NOW,
    }
    return Delivery(payload=payload, **(facts | more))


SLACK = Receiver(id="r", kind="slack", to=("#news",))
MAIL = Receiver(id="r", kind="mail", to=("reader@example.org",), digest=True)
