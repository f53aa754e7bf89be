"""Everything that leaves: once, in order, and never forgotten."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from bot.model.alerts import Alert, Delivery, Receiver
from bot.model.figures import Change, Figure, Observation
from bot.model.news import Article
from bot.storage import floods, outbox, threads
from bot.storage.engine import open_database, reading, release_leases, writing

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)
LEASE = timedelta(minutes=3)
# On a server nobody takes back others' leases: tests/storage/test_postgres_store.py.
ON_A_FILE = pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)


@pytest.fixture
def database(new_database):
    """An empty database."""
    engine = open_database(new_database())
    yield engine
    engine.dispose()


def put(
    database: Engine,
    key: str,
    *,
    receiver: str = "slack",
    thread: str | None = None,
    due_at: datetime = NOW,
) -> bool:
    """Put one alert into the outbox."""
    with writing(database) as conn:
        return outbox.put(
            conn,
            receiver=Receiver(id=receiver, kind="slack"),
            key=key,
            kind="alert",
            payload={"text": f"支援 {key}"},
            thread=thread,
            due_at=due_at,
            now=NOW,
        )


def claim(database: Engine, *, at: datetime = NOW, token: str = "t") -> Delivery | None:  # noqa: S107  (a lease, made up)
    """The delivery that is due."""
    with writing(database) as conn:
        return outbox.claim_due(conn, now=at, lease=LEASE, token=token)


def send(database: Engine, delivery: Delivery, *, at: datetime = NOW, ref: str = "ref") -> None:
    """Send it, as far as the outbox is concerned."""
    with writing(database) as conn:
        assert outbox.mark_sending(conn, delivery.id, token="t", attempt_id="a1", now=at)
    with writing(database) as conn:
        assert outbox.mark_sent(conn, delivery.id, token="t", sink_ref=ref, now=at)


def claimed_keys(database: Engine, *, at: datetime = NOW) -> list[str]:
    """All that can be claimed at once, none of it finished."""
    keys = []
    while (delivery := claim(database, at=at)) is not None:
        keys.append(delivery.key)
    return keys


def test_a_receiver_gets_a_key_once_for_ever(database: Engine):
    """A decision that is made again after a crash must not be told again."""
    assert put(database, "k1")
    assert not put(database, "k1")
    assert put(database, "k1", receiver="mail")
    first = claim(database)
    assert first is not None
    send(database, first)
    assert not put(database, "k1")


def test_each_mail_address_has_a_delivery_of_its_own(database: Engine):
    """One address that refuses for now must neither wait for the others nor repeat their mail."""
    team = Receiver(id="team", kind="mail", to=("a@example.org", "b@example.org"))
    with writing(database) as conn:
        for _ in range(2):
            outbox.put(
                conn,
                receiver=team,
                key="k1",
                kind="alert",
                payload={},
                thread="s1",
                due_at=NOW,
                now=NOW,
            )
    first, second = claim(database), claim(database)
    assert first is not None
    assert second is not None
    assert {first.address, second.address} == set(team.to)
    assert claim(database) is None


def test_the_payload_is_what_was_decided_then(database: Engine):
    """It is frozen when it is put in: a later change of wording alters nothing on its way."""
    put(database, "k1", thread="s1")
    delivery = claim(database)
    assert delivery is not None
    assert delivery.payload == {"text": "支援 k1"}
    assert (delivery.kind, delivery.state, delivery.attempts) == ("alert", "pending", 0)
    assert (delivery.thread, delivery.lease_token) == ("s1", "t")


def test_a_story_is_told_in_its_order(database: Engine):
    """An update must not arrive before the news that it updates, even while that is retried."""
    for key in ("k1", "k2"):
        put(database, key, thread="s1")
    put(database, "k3", thread="s2")
    put(database, "k4")
    put(database, "k5", receiver="mail", thread="s1")
    first = claim(database)
    assert first is not None
    assert first.key == "k1"
    assert claimed_keys(database) == ["k3", "k4", "k5"]
    with writing(database) as conn:
        outbox.mark_failed(conn, first.id, token="t", error="503", due_at=NOW + LEASE / 2)
    assert claimed_keys(database, at=NOW + timedelta(seconds=1)) == []
    retried = NOW + LEASE / 2
    again = claim(database, at=retried)
    assert again is not None
    assert (again.key, again.state, again.last_error) == ("k1", "retry", "503")
    send(database, again, at=retried)
    assert "k2" in claimed_keys(database, at=retried)


def test_a_dead_delivery_does_not_hold_up_the_rest_of_its_story(database: Engine):
    """One message that the sink refuses must not silence the story for good."""
    put(database, "k1", thread="s1")
    put(database, "k2", thread="s1")
    first = claim(database)
    assert first is not None
    with writing(database) as conn:
        assert outbox.mark_dead(conn, first.id, token="t", error="channel_not_found", now=NOW)
    assert claimed_keys(database) == ["k2"]


@ON_A_FILE
def test_what_was_being_sent_when_the_process_died_is_not_known(database: Engine):
    """It may have arrived: whoever takes it up must ask the sink before sending again."""
    put(database, "k1")
    first = claim(database)
    assert first is not None
    with writing(database) as conn:
        outbox.mark_sending(conn, first.id, token="t", attempt_id="a1", now=NOW)
    assert claim(database) is None
    with writing(database) as conn:
        release_leases(conn)
    again = claim(database)
    assert again is not None
    assert (again.state, again.attempts, again.attempt_id) == ("unknown", 1, "a1")
    assert again.attempted_at == NOW


def test_a_lease_that_ran_out_while_sending_is_not_known_either(database: Engine):
    """A process that was suspended for an hour is as good as dead, and may have sent it."""
    put(database, "k1")
    first = claim(database, token="slow")
    assert first is not None
    with writing(database) as conn:
        outbox.mark_sending(conn, first.id, token="slow", attempt_id="a1", now=NOW)
    later = NOW + LEASE
    again = claim(database, at=later, token="fast")
    assert again is not None
    assert again.state == "unknown"
    with writing(database) as conn:
        assert not outbox.mark_sent(conn, first.id, token="slow", sink_ref="r", now=later)
        assert not outbox.mark_sending(conn, first.id, token="slow", attempt_id="a2", now=later)
        assert not outbox.mark_failed(conn, first.id, token="slow", error="e", due_at=later)
        assert not outbox.mark_failed(
            conn, first.id, token="slow", error="e", due_at=later, unknown=True
        )
        assert not outbox.mark_dead(conn, first.id, token="slow", error="e", now=later)
        assert not outbox.postpone(conn, first.id, token="slow", due_at=later)
        assert outbox.mark_sent(conn, first.id, token="fast", sink_ref="found", now=later)
    assert claim(database, at=later + LEASE) is None


def test_an_answer_that_never_came_leaves_it_unknown_until_its_time(database: Engine):
    """The sink needs a while before it can be asked what arrived."""
    put(database, "k1")
    first = claim(database)
    assert first is not None
    with writing(database) as conn:
        outbox.mark_sending(conn, first.id, token="t", attempt_id="a1", now=NOW)
        outbox.mark_failed(
            conn, first.id, token="t", error="timed out", due_at=NOW + LEASE, unknown=True
        )
    assert claim(database) is None
    again = claim(database, at=NOW + LEASE)
    assert again is not None
    assert again.state == "unknown"


def test_what_is_held_back_counts_as_no_attempt(database: Engine):
    """Quiet hours must not use up a delivery's attempts."""
    put(database, "k1")
    first = claim(database)
    assert first is not None
    with writing(database) as conn:
        outbox.postpone(conn, first.id, token="t", due_at=NOW + timedelta(hours=8))
    assert claim(database) is None
    again = claim(database, at=NOW + timedelta(hours=8))
    assert again is not None
    assert (again.state, again.attempts) == ("pending", 0)


def test_a_dead_delivery_can_be_sent_again_by_hand_and_is_asked_about_first(database: Engine):
    """The last attempt may have arrived after all."""
    put(database, "k1")
    first = claim(database)
    assert first is not None
    with writing(database) as conn:
        assert not outbox.revive(conn, first.id, now=NOW)
        outbox.mark_sending(conn, first.id, token="t", attempt_id="1", now=NOW)
        outbox.mark_dead(conn, first.id, token="t", error="gone", now=NOW)
        assert [one.state for one in outbox.undelivered(conn)] == ["dead"]
        assert outbox.revive(conn, first.id, now=NOW)
    again = claim(database)
    assert again is not None
    assert (again.state, again.attempts) == ("unknown", 0)


def test_replies_go_to_the_first_message_that_arrived(database: Engine):
    """One story, one thread: its root is what was sent first to this receiver."""
    for key in ("k1", "k2"):
        put(database, key, thread="s1")
    for ref in ("100.1", "200.2"):
        delivery = claim(database)
        assert delivery is not None
        send(database, delivery, ref=ref)
    with reading(database) as conn:
        assert threads.root_ref(conn, "slack", "s1") == "100.1"
        assert threads.root_ref(conn, "mail", "s1") is None
        assert floods.sent_since(conn, "slack", NOW) == 2
        assert floods.sent_since(conn, "slack", NOW + timedelta(seconds=1)) == 0
        assert outbox.counts(conn) == {"sent": 2}
        assert outbox.undelivered(conn) == ()


def alert(key: str, *, minute: int = 0) -> Alert:
    """An alert about one figure."""
    figure = Figure(
        text="1兆3,000億円",
        start=4,
        end=12,
        low=Decimal("1.3E+12"),
        high=Decimal("1.3E+12"),
        unit="JPY",
        resolution=Decimal("1E+11"),
        period="P5Y",
    )
    observation = Observation(
        topic="japan",
        series="public_support",
        figure=figure,
        article="a1",
        origin="a1",
        source="経産省",
        rank="official",
        official=True,
        language="ja",
        published=NOW,
        dated=True,
        url=None,
        quote="1兆3,000億円に引き上げる。",
        id=7,
    )
    return Alert(
        key=key,
        topic="japan",
        topic_name="Japan",
        story="s1",
        story_title="支援",
        article=Article(
            id="a1",
            url=None,
            source="経産省",
            rank="official",
            language="ja",
            published=NOW,
            dated=True,
            title="支援",
            text="",
        ),
        changes=(Change(kind="revised", after=observation, why="raised", percent=Decimal(30)),),
        labels={"public_support": "Public support"},
        severity="high",
        created_at=NOW + timedelta(minutes=minute),
    )


def test_alerts_come_back_whole_in_their_order_for_the_digest(database: Engine):
    """The digest shows old, new and percent: nothing may be lost between the two."""
    made = [alert("b", minute=1), alert("a", minute=2), alert("c", minute=9)]
    with writing(database) as conn:
        assert all(outbox.put_alert(conn, one, "alert") for one in made)
        assert not outbox.put_alert(conn, made[0], "digest")
    with reading(database) as conn:
        found = outbox.alerts_between(conn, NOW + timedelta(minutes=1), NOW + timedelta(minutes=9))
    assert found == tuple(made[:2])


def test_who_was_told_about_an_article_is_found_by_it(database: Engine):
    """`bot explain` ends with who has it."""
    with writing(database) as conn:
        outbox.put_alert(conn, alert("k1"), "alert")
    put(database, "k1")
    put(database, "k2")
    with reading(database) as conn:
        assert [one.key for one in outbox.deliveries_of(conn, "a1")] == ["k1"]
        assert outbox.deliveries_of(conn, "a2") == ()
