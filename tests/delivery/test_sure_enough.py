"""Who hears of a change that is not certain: each receiver says it for itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from alert_samples import NOW, alert_of, revised

from bot.model.alerts import Receiver
from bot.render import messages, wording
from bot.steps import digest as steps

CERTAIN = revised()
LIKELY = replace(revised(), sure="likely")
DOUBTFUL = replace(revised(), sure="doubtful", among=("Public support", "Private investment"))


def receiver(alerts_from: str) -> Receiver:
    """A terminal that asks for so much."""
    return Receiver(id="r", kind="terminal", alerts_from=alerts_from)  # type: ignore[arg-type]


@pytest.mark.parametrize("alerts_from", ["balanced", "everything"])
def test_a_receiver_that_asks_for_no_certainty_gets_the_alert_as_it_is(alerts_from: str) -> None:
    """The default loses nothing that is told at once."""
    both = alert_of(CERTAIN, LIKELY)
    assert messages.for_receiver(both, receiver(alerts_from)) == both


def test_who_asks_for_certainty_is_told_of_certain_changes_alone() -> None:
    """A page of which nothing is certain sends no message there."""
    both = alert_of(CERTAIN, LIKELY)
    assert messages.for_receiver(both, receiver("certain")).changes == (CERTAIN,)
    none = messages.for_receiver(alert_of(LIKELY), receiver("certain"))
    assert not messages.wanted(none, receiver("certain"))


def test_an_alert_says_in_words_how_sure_it_is() -> None:
    """A reader acts on words; a certain change says nothing of it."""
    assert "likely right, not certain" in wording.how_sure(LIKELY.after, LIKELY.sure)
    assert wording.how_sure(CERTAIN.after, CERTAIN.sure) == wording.how_sure(CERTAIN.after)


def test_the_digest_lists_what_is_to_be_checked_apart() -> None:
    """It is no news yet: it counts in no subject and stands with the series that it may be of."""
    waits = alert_of(DOUBTFUL, key="waits")
    composed = steps.compose(
        Receiver(id="r", kind="mail", to=("a@example.org",), digest=True),
        NOW.date(),
        alerts=[waits],
        unfiled=(),
        read=1,
        kept_quiet=0,
        feeds=1,
        failing=(),
        last_new_at=None,
        composed_at=NOW,
    )
    assert composed.to_check == (waits,)
    assert composed.alerts == ()
    said = messages.digest_payload(
        composed, Receiver(id="r", kind="mail", to=("a@example.org",), digest=True)
    )
    assert "TO CHECK" in said["text"]
    assert "Public support? Private investment? or nothing that is followed?" in " ".join(
        said["text"].split()
    )
