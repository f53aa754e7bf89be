"""The model to JSON and back: what was stored is what is read."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import StorageError
from bot.model.alerts import Alert, Delivery, Digest, Receiver, Triage
from bot.model.feeds import Entry, Feed, FeedState, ParsedFeed
from bot.model.figures import Change, Figure, Filing, ForYear, Observation, Record, Series
from bot.model.news import Article, Fingerprint, Known, Seed, Story, Verdict
from bot.model.topics import Match, Mention
from bot.storage import codec

KINDS: tuple[type[Any], ...] = (
    Alert, Article, Change, Delivery, Digest, Entry, Feed, FeedState, Figure, Filing, Fingerprint,
    Known, Match, Mention, Observation, ParsedFeed, Receiver, Record, Seed, Series, Story, Triage,
    Verdict,
)  # fmt: skip

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
st.register_type_strategy(
    Decimal, st.decimals(allow_nan=False, min_value=-(10**40), max_value=10**40)
)
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
st.register_type_strategy(time, st.times())
st.register_type_strategy(
    timedelta, st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=4000))
)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


# An alert is large, and is proved by itself: a digest holds one in each of two places.
one_alert = st.from_type(Alert).map(lambda alert: (alert,))
OWN: dict[type[Any], st.SearchStrategy[Any]] = {
    Delivery: st.builds(Delivery, payload=st.dictionaries(st.text(), json_values, max_size=3)),
    Digest: st.builds(Digest, alerts=one_alert, refined=st.just(()), to_check=one_alert),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_was_stored_is_what_is_read(kind: type[Any], data: st.DataObject):
    """The ledger must be equal after a restart, so no type may lose anything on its way through JSON."""
    value = data.draw(OWN.get(kind, st.from_type(kind)))
    assert codec.decode(kind, json.loads(json.dumps(codec.encode(value)))) == value


def test_an_amount_is_a_plain_decimal_in_json():
    """The contract says strings of decimals in base units; 1E+12 is not what a reader of it expects."""
    figure = Figure(
        text="1兆円", start=3, end=6, low=Decimal("1E+12"), high=Decimal("1E+12"), unit="JPY",
        resolution=Decimal("1E+12"), by=ForYear(year=2030, fiscal=True),
    )  # fmt: skip
    written = codec.figure_json(figure)
    assert written["low"] == written["high"] == "1000000000000"
    assert written["by"] == {"year": 2030, "fiscal": True}
    assert written["period"] is None


def test_an_absurd_exponent_does_not_fill_the_disk():
    """A hostile page may hold 1e999999; written plainly it would be a megabyte of noughts."""
    assert len(codec.encode(Decimal("1E+999999"))) < 20


def test_a_row_from_before_a_field_existed_takes_its_default():
    """A field with a default can be added to the model without touching stored rows."""
    old = {
        "kind": "new",
        "nearest": None,
        "similarity": 0,
        "story": "s",
        "origin": "a",
        "reason": "r",
    }
    assert codec.decode(Verdict, old | {"dropped_since": 1}).same_page is False


def test_a_damaged_row_names_the_field():
    """Whoever has to mend a database must be told where to look."""
    with pytest.raises(StorageError, match=r"ForYear\.year .*str where int"):
        codec.decode(ForYear, {"year": "2030", "fiscal": False})
    with pytest.raises(StorageError, match=r"Triage\.decision .*shout"):
        codec.decode(Triage, {"decision": "shout", "code": "c", "reason": "r", "severity": "low"})
    with pytest.raises(StorageError, match=r"Triage\.code is missing"):
        codec.decode(Triage, {"decision": "alert"})


def test_what_cannot_come_back_is_not_written():
    """A set has no order, so two runs would write different bytes for the same thing."""
    with pytest.raises(TypeError, match="set"):
        codec.encode({"a": {1, 2}})


def test_dates_keep_their_kind():
    """A day and a moment are different things, though Python makes one a subclass of the other."""
    assert codec.decode(date, codec.encode(date(2026, 4, 13))) == date(2026, 4, 13)
