"""The bot dies at any named place of what is not in the harness's stream: floods, late copies, presses, rulings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from slack_sdk import WebClient
from sqlalchemy import select
from test_buttons import Desk as ButtonDesk
from test_buttons import desk as button_desk
from test_buttons import payload_of
from test_threads_in_slack import FOUNDED, MINUTE, NOW, Desk, desk

from bot import failpoints
from bot.jobs import rule
from bot.jobs.send_due import LATE_COPY_AFTER
from bot.storage import board, engine, ledger, rulings, sweeps
from bot.storage.engine import reading, writing
from bot.storage.schema import deliveries

__all__ = ["button_desk", "desk"]


class Died(BaseException):
    """The process is gone: nothing in the bot may catch it."""


@pytest.fixture
def die(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Callable[[], bool]]:
    """Arm one place: the first time that it is passed is the end. Tells whether it was."""

    def arm(place: str) -> Callable[[], bool]:
        seen: list[str] = []

        def act(name: str) -> None:
            if name == place and not seen:
                seen.append(name)
                raise Died(name)

        monkeypatch.setattr(failpoints, "_armed", [act])
        return lambda: bool(seen)

    return arm


def lived(desk: Desk | ButtonDesk, step: Callable[[], object]) -> None:
    """Do something; where the bot dies of it, let a new start take back what the dead one held."""
    try:
        step()
    except Died:
        with writing(desk.context.engine) as conn:
            engine.release_leases(conn)


@pytest.mark.parametrize(
    "place", ["send.gathering", "send.gathered", "send.marked", "send.answered", "send.noting"]
)
def test_a_flood_that_is_cut_off_is_told_once(desk: Desk, die, place: str) -> None:
    """Half of a flood in its thread and half beside it would be worse than the flood."""
    desk.read(FOUNDED)
    desk.send(NOW)
    for number in range(20):
        desk.put(number)
    died = die(place)
    later = NOW + timedelta(hours=1)
    lived(desk, lambda: desk.send(later))
    assert died()
    for step in range(4):
        desk.send(later + step * MINUTE)
    keys = [one.key for one in desk.slack.messages]
    assert len(keys) == len(set(keys)) == 2 + 1 + 20
    threads = {one.thread_ts for one in desk.slack.messages if (one.key or "").startswith("k")}
    assert len(threads) == 1


def test_what_is_put_off_in_a_flood_and_cut_off_goes_out_with_the_others(desk: Desk, die) -> None:
    """What waits for others is in nobody's hands when the bot dies."""
    desk.read(FOUNDED)
    desk.send(NOW)
    for number in range(9):
        desk.put(number, now=NOW + MINUTE)
    desk.send(NOW + MINUTE)
    for number in (21, 22):
        desk.put(number, now=NOW + 2 * MINUTE)
    died = die("send.put_off")
    lived(desk, lambda: desk.send(NOW + 2 * MINUTE))
    assert died()
    desk.send(NOW + 5 * MINUTE)
    keys = desk.slack.keys()
    assert {"k21", "k22"} <= set(keys)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("place", ["sweep.deleted", "sweep.noted"])
def test_a_sweep_that_is_cut_off_deletes_no_more_than_the_copy(desk: Desk, die, place: str) -> None:
    """What readers reply to stays."""
    desk.read(FOUNDED)
    desk.send(NOW)
    first = desk.slack.messages[0]
    late = {"channel": first.channel, "text": first.text, "metadata": first.metadata}
    WebClient("xoxb-secret", base_url=desk.slack.api_url).api_call("chat.postMessage", json=late)
    with writing(desk.context.engine) as conn:
        number = conn.scalar(select(deliveries.c.id).where(deliveries.c.key == first.key))
        assert number is not None
        sweeps.put(conn, number, since=NOW, due_at=NOW + LATE_COPY_AFTER)
    died = die(place)
    lived(desk, lambda: desk.send(NOW + LATE_COPY_AFTER))
    assert died()
    desk.send(NOW + LATE_COPY_AFTER + MINUTE)
    keys = [one.key for one in desk.slack.messages]
    assert len(keys) == len(set(keys))
    assert desk.slack.messages[0].ts == first.ts


@pytest.mark.parametrize(
    "place",
    [
        *("press.arrived", "press.done", "press.noted", "press.committed", "press.acknowledged"),
        *("rule.kept", "rule.withdrawn", "rule.told"),
    ],
)
def test_a_press_that_is_cut_off_is_done_once(button_desk: ButtonDesk, die, place: str) -> None:
    """Whoever sees a warning presses again: the figure is withdrawn, and the thread hears of it once."""
    desk = button_desk
    (message,) = desk.tell(FOUNDED)
    payload = payload_of(message, "wrong")
    died = die(place)
    desk.links.send(payload)
    lived(desk, desk.act)
    assert died()
    desk.links.send(payload)
    desk.act()
    desk.send()
    assert desk.in_force("capital") is None
    withdrawn = [one for one in desk.slack.told if (one.key or "").startswith("withdrawn:")]
    assert len(withdrawn) == 1
    with reading(desk.context.engine) as conn:
        assert len(rulings.past_and_present(conn)) == 1


@pytest.mark.parametrize("place", ["rule.kept", "rule.filed", "rule.entered"])
def test_filing_by_hand_that_is_cut_off_stands_or_does_not(desk: Desk, die, place: str) -> None:
    """A ruling without its figure in the ledger, or the figure without the ruling, would be half a truth."""
    text = (
        "SoftBank, NEC, Honda and Sony showed physical AI at a fair. Hall rent came to ¥70 million."
    )
    desk.read(FOUNDED.__class__(**{**_fields(FOUNDED), "id": "a9", "text": text}))
    with reading(desk.context.engine) as conn:
        (found,) = (one for one in board.unfiled(conn) if "70" in one.filing.figure.text)

    def file() -> None:
        with writing(desk.context.engine) as conn:
            rule.file_by_hand(
                conn,
                desk.context,
                article="a9",
                topic=found.filing.topic,
                start=found.filing.figure.start,
                series="public_support",
                cue="",
                by="Aiko",
                now=NOW,
            )

    died = die(place)
    lived(desk, file)
    assert died()
    with reading(desk.context.engine) as conn:
        assert rulings.past_and_present(conn) == ()
        assert ledger.changes_of(conn, "a9") == ()
    file()
    with reading(desk.context.engine) as conn:
        assert len(ledger.changes_of(conn, "a9")) == 1


def _fields(article: object) -> dict[str, object]:
    return {name: getattr(article, name) for name in article.__dataclass_fields__}
