"""Every message to Slack, for any alert: valid by schema, by the SDK's own models, and by what both do not know."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from alert_samples import NOW, SLACK, alert_of, digest_of
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from bot.model.alerts import Alert, Severity
from bot.model.figures import (
    Change,
    ChangeKind,
    Figure,
    ForYear,
    Hedge,
    Observation,
    Qualifier,
    Rank,
    Standing,
)
from bot.model.rulings import Ruling
from bot.render import corrections, digest_words, messages, slack_blocks, slack_story

SCHEMA = Draft202012Validator(
    json.loads((Path(__file__).parent / "block_kit.schema.json").read_text(encoding="utf-8"))
)
# Refused above about 10,000 characters in all, which no page documents; 13,200 was measured.
ALL_MOST = 10_000
HOSTILE = (
    "<!channel> <!here> <@U123> <https://evil.example|click> <script>alert(1)</script> &amp; *bold* `code` "
    ":tada: \u202eevil\u200b\u2066"
)
# What Slack would act on in mrkdwn, had it not been escaped.
COMMANDS = re.compile(r"<[!@#]|<https?:")

words = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60),
    st.sampled_from([HOSTILE, "長" * 10_000, "", " ", "\n", "a\u0301" * 300, "👩‍👩‍👧‍👦" * 80]),
)
some_words = words.map(lambda text: text if text.strip() else "words")
amounts = st.one_of(
    st.decimals(min_value=-(10**6), max_value=10**6, places=3),
    st.integers(-(10**19), 10**19).map(Decimal),
    st.just(Decimal("1e-9")),
)
units = st.sampled_from(
    ["JPY", "USD", "KRW", "XAU", "percent", "year", "people", "watts", "parameters", "count", "m2"]
)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """Any figure that a text may state."""
    low = draw(amounts)
    text = draw(some_words)
    return Figure(
        text=text,
        start=0,
        end=len(text),
        low=low,
        high=low + abs(draw(st.one_of(st.just(Decimal(0)), amounts))),
        unit=draw(units),
        resolution=Decimal(1),
        qualifier=draw(st.sampled_from(get_args(Qualifier))),
        period=draw(st.sampled_from([None, "P5Y", "per P1Y", "per P1Y over P5Y"])),
        by=draw(st.one_of(st.none(), st.builds(ForYear, year=st.integers(1900, 2100)))),
        hedge=draw(st.sampled_from(get_args(Hedge))),
        additional=draw(st.booleans()),
    )


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    """Any source's word for one."""
    return Observation(
        topic="t",
        series=draw(st.sampled_from(["public_support", "capital", "unlabelled_series"])),
        figure=draw(figures()),
        article="a1",
        origin="a1",
        source=draw(words),
        rank=draw(st.sampled_from(get_args(Rank))),
        official=draw(st.booleans()),
        language=draw(st.sampled_from(["en", "ja", "zh-Hant", "ko", "tr", "xx-unknown"])),
        published=NOW - timedelta(days=draw(st.integers(0, 3000))),
        dated=draw(st.booleans()),
        url=draw(st.one_of(st.none(), st.just("https://news.example/1"), words)),
        quote=draw(words),
        edited=draw(st.booleans()),
        id=draw(st.one_of(st.none(), st.integers(1, 2**62))),
    )


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Anything that an observation may do to the ledger."""
    kind: ChangeKind = draw(st.sampled_from(["new", "refined", "revised", "conflicting"]))
    known = draw(observations()) if kind != "new" or draw(st.booleans()) else None
    converted = draw(st.one_of(st.none(), amounts))
    return Change(
        kind=kind,
        after=draw(observations()),
        before=known,
        why=draw(words),
        settles=draw(st.booleans()),
        percent=draw(st.one_of(st.none(), amounts)),
        converted=converted,
        converted_unit="USD" if converted is not None else None,
        converted_on=date(2026, 7, 2) if converted is not None else None,
    )


@st.composite
def alerts(draw: st.DrawFn) -> Alert:
    """Any alert."""
    article = replace(
        alert_of().article,
        title=draw(words),
        source=draw(words),
        url=draw(
            st.one_of(st.none(), st.just("javascript:alert(1)"), st.just("https://a.b/c"), words)
        ),
        text_from=draw(st.sampled_from(["page", "summary", "title", "record"])),
    )
    return alert_of(
        *draw(st.lists(changes(), min_size=1, max_size=12)),
        article=article,
        topic_name=draw(words),
        story_title=draw(words),
        severity=draw(st.sampled_from(get_args(Severity))),
        labels={"public_support": draw(some_words), "capital": "Capital"},
        repeats=draw(st.integers(0, 10**6)),
    )


def faults(message: dict[str, Any]) -> list[str]:
    """Everything that is wrong with a message; nothing where Slack would take it and show it as it is meant."""
    found = [f"schema: {one.json_path} {one.message[:200]}" for one in SCHEMA.iter_errors(message)]
    blocks = message.get("blocks", [])
    found += _against_models(blocks)
    ids = [one["block_id"] for one in blocks if "block_id" in one]
    acts = [
        one["action_id"]
        for block in blocks
        for one in block.get("elements", ())
        if "action_id" in one
    ]
    if len(ids) != len(set(ids)) or len(acts) != len(set(acts)):
        found.append("two of one id")
    if sum(block["type"] == "table" for block in blocks) > 1:
        found.append("two tables")
    written = sum(len(text) for text in _texts(blocks))
    if written > ALL_MOST:
        found.append(f"{written} characters in all")
    if COMMANDS.search(message.get("text", "")):
        found.append("the text holds something that Slack would act on")
    return found


def _against_models(blocks: list[dict[str, Any]]) -> list[str]:
    """The models drop what they do not know, so that a misspelt key shows as a difference."""
    try:
        parsed = [one.to_dict() for one in Block.parse_all(copy.deepcopy(blocks))]
    except SlackObjectFormationError as error:
        return [f"models: {error}"]
    return [
        f"models: block {number} comes back otherwise"
        for number, (ours, theirs) in enumerate(zip(blocks, parsed, strict=True))
        if ours != theirs
    ]


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(node, list):
        for one in node:
            yield from _texts(one)


@settings(max_examples=80)
@given(alerts(), st.booleans())
def test_any_alert_is_a_message_that_slack_takes(alert: Alert, buttons: bool) -> None:  # noqa: FBT001  (Hypothesis draws it)
    """A message that Slack refuses is an alert that nobody reads; one that it acts on is worse."""
    for board in (None, "https://board.example/"):
        assert faults(messages.alert_payload(alert, SLACK, board=board, buttons=buttons)) == []


@settings(max_examples=40)
@given(st.lists(alerts(), min_size=1, max_size=4), st.integers(1, 30))
def test_a_threads_first_message_and_a_floods_hold_too(told: list[Alert], times: int) -> None:
    """They are made of many alerts at once, and must not grow with them."""
    assert faults(slack_story.story_message(told, key="root:k")) == []
    assert faults(slack_story.roll_up_message(told * times, key="rollup:k")) == []
    withdrawn = [replace(one, changes=()) for one in told]
    assert faults(slack_story.story_message(withdrawn, key="root:k")) == []


@settings(max_examples=30)
@given(alerts(), words, st.integers(0, 5))
def test_corrections_notices_and_digests_hold_too(alert: Alert, name: str, rows: int) -> None:
    """Everything that leaves for Slack goes the same way."""
    gone = alert.changes[0].after
    ruling = Ruling(
        id=1,
        kind="wrong",
        topic="t",
        series=gone.series,
        sentence=gone.quote,
        figure=gone.figure,
        article="a1",
        cue=None,
        made_by=name,
        made_at=NOW,
    )
    left = [Standing(topic="t", series=gone.series, dimension="", in_force=gone, since=NOW)] * rows
    for receiver in (SLACK, replace(SLACK, kind="webhook")):
        assert (
            faults(corrections.withdrawal_payload(gone, alert, left, ruling, receiver, key="k"))
            == []
        )
        digest = digest_of(alert, alert)
        assert faults(messages.digest_payload(digest, receiver)) == []
        alive = digest_words.sign_of_life(digest)
        assert faults(messages.notice_payload(alive, receiver, key="k")) == []
    why = slack_blocks.long_message("Why this was told", name * 20, rest="the rest is elsewhere")
    assert faults(why) == []


def _sound() -> dict[str, Any]:
    change = alert_of().changes[0]
    numbered = replace(change, after=replace(change.after, id=7))
    return messages.alert_payload(alert_of(numbered), SLACK, buttons=True)


@pytest.mark.parametrize(
    "damage",
    [
        lambda message: message.update(text=""),
        lambda message: message.update(text="<!channel> look"),
        lambda message: message.update(blocks=message["blocks"] * 20),
        lambda message: message["blocks"].append(message["blocks"][-1]),
        lambda message: message["blocks"][0]["text"].update(text="x" * 151),
        lambda message: message["blocks"][0]["text"].update(text=" "),
        lambda message: message["blocks"][0].update(txt="misspelt"),
        lambda message: message["blocks"][1].update(elements=[]),
        lambda message: message["blocks"][1]["elements"][0]["elements"][0].update(text=""),
        lambda message: message["blocks"][1]["elements"][0]["elements"][0].update(
            stile={"bold": True}
        ),
        lambda message: message["blocks"][1]["elements"][0]["elements"][0].update(
            text="x" * 10_001
        ),
        lambda message: message["blocks"][-1]["elements"][0].pop("action_id"),
        lambda message: message["blocks"][-1]["elements"][0].update(action_id="wrong"),
        lambda message: message["blocks"][-1].update(block_id="x" * 256),
        lambda message: message["metadata"].update(event_type="Not Allowed"),
        lambda message: message.update(unfurl="yes"),
    ],
)
def test_a_message_that_is_damaged_is_seen(damage: Callable[[dict[str, Any]], None]) -> None:
    """A check that cannot fail proves nothing."""
    message = _sound()
    assert faults(message) == []
    damage(message)
    assert faults(message) != []
