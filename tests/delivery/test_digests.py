"""Digests: every change that was told, once, under its own name, and no hour between two of them lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from alert_samples import MAIL, NOW, alert_of, figure, revised
from news_samples import ROOT
from sqlalchemy import select

from bot import app
from bot.jobs.context import Context
from bot.jobs.send_digest import put_due_digests
from bot.model.alerts import Alert, Digest, Receiver
from bot.render import digest_mail
from bot.settings import load_settings
from bot.steps.digest import compose
from bot.storage import outbox
from bot.storage.engine import reading, writing
from bot.storage.schema import deliveries
from bot.watchlist import load_watchlist

CHANGE = revised()
NINE = figure("9兆円", "9e12", period="P5Y")


def digest(*alerts: Alert) -> Digest:
    """A day's digest of these alerts."""
    return compose(
        MAIL,
        date(2026, 7, 2),
        alerts=alerts,
        unfiled=(),
        read=1,
        kept_quiet=0,
        feeds=1,
        failing=(),
        last_new_at=None,
        composed_at=NOW,
    )


def lines(*alerts: Alert) -> list[str]:
    """What the mail says of each change."""
    text = digest_mail.digest_message(digest(*alerts))["text"]
    return [line.strip("* ").split(" over")[0] for line in text.splitlines() if "* " in line]


def test_one_article_that_changes_two_topics_stands_under_both() -> None:
    """Series of two topics may share an id; they share nothing else, their names included."""
    here = alert_of(key="k1", topic="japan", labels={"public_support": "Japan's support"})
    there = replace(CHANGE, after=replace(CHANGE.after, topic="korea"))
    other = alert_of(there, key="k2", topic="korea", labels={"public_support": "Korea's support"})
    assert [line.partition(": ")[2].partition(":")[0] for line in lines(here, other)] == [
        "Japan's support",
        "Korea's support",
    ]
    assert digest_mail.digest_subject(digest(here)).partition(": ")[2].startswith("Japan's support")
    refined = replace(CHANGE, kind="refined")
    precise = digest_mail.digest_message(digest(replace(here, changes=(refined,)), other))
    assert "Japan's support: ¥1 trillion" in precise["text"]
    assert "1 changed · 1 more precise" in precise["text"]


def test_a_page_that_was_edited_twice_in_a_day_shows_both_moves() -> None:
    """From one to nine trillion: half of the way is half of the news."""
    more = replace(CHANGE, before=CHANGE.after, after=replace(CHANGE.after, figure=NINE))
    said = lines(alert_of(key="k1"), alert_of(more, key="k2"))
    assert said == [
        "Changed: Public support: ¥1 trillion → ¥1.3 trillion",
        "Changed: Public support: ¥1.3 trillion → ¥9 trillion",
    ]


def test_a_move_that_a_page_makes_twice_stands_there_once() -> None:
    """Back and forth and back: two lines say all of it."""
    back = replace(CHANGE, before=CHANGE.after, after=CHANGE.before)
    said = lines(alert_of(key="k1"), alert_of(back, key="k2"), alert_of(key="k3"))
    assert [line.partition(": ")[2] for line in said] == [
        "Public support: ¥1.3 trillion → ¥1 trillion",
        "Public support: ¥1 trillion → ¥1.3 trillion",
    ]


def test_what_matters_most_comes_first_and_is_the_subject() -> None:
    """Who reads the subject alone, or the first lines, must not read of the least."""
    named = {"public_support": "Quiet", "capital": "Loud"}
    facts: dict[str, Any] = {"labels": named}
    loud = replace(CHANGE, after=replace(CHANGE.after, series="capital"))
    quiet = alert_of(key="k1", severity="low", story="s1", story_title="One", **facts)
    first = alert_of(loud, key="k2", severity="high", story="s2", story_title="Two", **facts)
    beside = alert_of(key="k3", severity="low", story="s2", story_title="Two", **facts)
    beside = replace(beside, article=replace(beside.article, id="a3"))
    ordered = digest(quiet, replace(first, article=replace(first.article, id="a2")), beside)
    assert [one.key for one in ordered.alerts] == ["k2", "k3", "k1"]
    assert digest_mail.digest_subject(ordered).partition(": ")[2].startswith("Loud")


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """A bot with a mail receiver."""
    given = {
        "BOT_DATA": str(tmp_path),
        "SMTP_URL": "smtp://127.0.0.1:9",
        "MAIL_FROM": "b@c.example",
    }
    watchlist = replace(load_watchlist(ROOT / "feeds.yaml"), seeds=None, receivers=(MAIL,))
    settings = load_settings(given, data=None)
    with app.opened(settings, watchlist, log=structlog.get_logger()) as opened:
        yield opened


def subjects(context: Context, *then: Receiver, told: datetime) -> list[str]:
    """The digests of four days, of a receiver whose settings change at noon on 2 July; one alert is told."""
    one = alert_of(created_at=told)
    with writing(context.engine) as conn:
        outbox.put_alert(conn, one, "digest")
    moment = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    while moment < datetime(2026, 7, 5, tzinfo=UTC):
        changed = then if moment >= datetime(2026, 7, 2, 12, tzinfo=UTC) else (MAIL,)
        now = replace(context, watchlist=replace(context.watchlist, receivers=changed))
        put_due_digests(now, now=moment)
        moment += timedelta(hours=1)
    with reading(context.engine) as conn:
        rows = conn.scalars(select(deliveries.c.payload).order_by(deliveries.c.id))
        return [row["subject"] for row in rows]


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"digest_at": time(18)},
        {"digest_at": time(6)},
        {"timezone": "America/New_York"},
        {"timezone": "Asia/Tokyo"},
        {"digest_weekday": 4},
    ],
)
@pytest.mark.parametrize("hour", [5, 7, 9, 11, 13, 17, 19, 23])
def test_another_hour_or_time_zone_loses_nothing_and_repeats_nothing(
    context: Context, settings: dict[str, Any], hour: int
) -> None:
    """What was told between the old hour and the new one stands in one digest, as ever."""
    told = datetime(2026, 7, 2, hour, 30, tzinfo=UTC)
    made = subjects(context, replace(MAIL, **settings), told=told)
    assert sum("Public support" in subject for subject in made) == 1


def test_a_receiver_whose_hour_changes_before_its_first_digest_loses_nothing(
    context: Context,
) -> None:
    """Its first one begins where it was met, and not at an hour that it had not then."""
    met = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    put_due_digests(context, now=met)
    later = replace(MAIL, digest_at=time(18))
    context = replace(context, watchlist=replace(context.watchlist, receivers=(later,)))
    with writing(context.engine) as conn:
        outbox.put_alert(conn, alert_of(created_at=met + timedelta(hours=1)), "digest")
    assert put_due_digests(context, now=met + timedelta(hours=10)) == 0
    assert put_due_digests(context, now=met + timedelta(hours=34)) == 1
    with reading(context.engine) as conn:
        (payload,) = conn.scalars(select(deliveries.c.payload))
    assert "Public support" in payload["subject"]
