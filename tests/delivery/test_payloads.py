"""Whatever an article says, what leaves is within the sinks' limits, and shows hostile text as text."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from email import policy
from email.parser import BytesParser

from alert_samples import MAIL, NOW, SLACK, alert_of, delivery_of, digest_of, figure, observation
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clients.mail import compose
from bot.model.figures import Change
from bot.model.rulings import Ruling
from bot.render import corrections, digest_mail, messages, slack_blocks

HOSTILE = "<!channel> <script>alert(1)</script> &amp; *bold* `code` \u202eevil\u200b <https://x|y>"
texts = st.one_of(st.text(max_size=400), st.just(HOSTILE), st.just("長" * 10_000), st.just(""))


@st.composite
def changes(draw) -> Change:
    """Any change, of any kind, with whatever a source may say."""
    kind = draw(st.sampled_from(["new", "revised", "conflicting", "refined"]))
    low = Decimal(draw(st.integers(-(10**15), 10**15))) / 100
    unit = draw(st.sampled_from(["JPY", "USD", "percent", "year", "people", "watts", "count"]))
    said = figure(draw(texts), str(low), unit, qualifier=draw(st.sampled_from(["about", "exact"])))
    after = observation("public_support", said, draw(texts), quote=draw(texts))
    before = replace(after, figure=figure("x", "1", unit)) if kind != "new" else None
    return Change(kind=kind, after=after, before=before, percent=Decimal(3) if before else None)


alerts = st.builds(
    lambda found, title, url: alert_of(
        *found,
        story_title=title,
        article=replace(alert_of().article, title=title, url=url),
    ),
    st.lists(changes(), min_size=1, max_size=12),
    texts,
    st.one_of(st.none(), st.just("https://news.example/1"), st.just("javascript:alert(1)"), texts),
)


def elements_of(block):
    """Every element of a rich text block, however deep."""
    for part in block.get("elements", ()):
        yield part
        yield from elements_of(part)


@settings(max_examples=60)
@given(alerts)
def test_a_slack_message_is_within_every_limit(alert) -> None:
    """A message that Slack refuses is an alert that nobody reads."""
    message = slack_blocks.alert_message(alert)

    assert 0 < len(message["text"]) <= slack_blocks.TEXT_MOST
    assert 0 < len(message["blocks"]) <= 50
    total = 0
    for block in message["blocks"]:
        if block["type"] == "header":
            assert 0 < len(block["text"]["text"]) <= slack_blocks.HEADER_MOST
            continue
        assert block["type"] == "rich_text"
        for element in elements_of(block):
            if element["type"] in {"text", "link"}:
                assert element["text"]
                total += len(element["text"])
            if element["type"] == "link":
                assert element["url"].startswith(("http://", "https://"))
    assert total <= 10_000


@settings(max_examples=60)
@given(alerts)
def test_nothing_in_a_slack_message_is_read_as_markup(alert) -> None:
    """A headline must not call the whole channel."""
    message = slack_blocks.alert_message(alert)

    assert "<!channel>" not in message["text"]
    assert all(block["type"] in {"header", "rich_text"} for block in message["blocks"])


@settings(max_examples=30)
@given(st.lists(alerts, max_size=3))
def test_a_digest_parses_back_and_its_lines_fit(found) -> None:
    """A mail that is broken on the wire is shown as rubbish, or not at all."""
    payload = digest_mail.digest_message(digest_of(*found))
    raw = compose(delivery_of(payload, kind="digest"), MAIL, sender="bot@example.org").as_bytes()

    assert raw.isascii()
    assert max(len(line) for line in raw.splitlines()) <= 78
    parsed = BytesParser(policy=policy.default).parsebytes(raw)
    plain = parsed.get_body(("plain",)).get_content()
    html = parsed.get_body(("html",)).get_content()
    assert "<script>" not in html
    assert "javascript:" not in html
    for line in plain.splitlines():
        assert digest_mail._width(line) <= 78 or line.strip().startswith("http")


def test_a_digest_of_fifty_changes_stays_small() -> None:
    """Gmail clips a long mail, and what is clipped is not read."""
    many = [
        alert_of(key=f"k{n}", article=replace(alert_of().article, id=f"a{n}")) for n in range(50)
    ]

    html = digest_mail.digest_message(digest_of(*many))["html"]

    assert len(html.encode()) < 60_000


TROUBLE = """\
2 feeds are in trouble, 1 feed is well again
The feed Ministry of Economy, Trade and Industry has failed since 2026-07-01 09:00 UTC: answered 503
The feed Nikkei Asia is gone for good, its publisher says (410)
The feed The Gazette is well again"""


def test_a_notice_of_several_feeds_names_each_of_them_in_a_mail_and_in_slack() -> None:
    """A mail that is refused, or a line that is cut after the first feed, hides the others."""
    payload = messages.notice_payload(TROUBLE, MAIL, key="k")
    mail = compose(
        delivery_of(payload, kind="notice", address=MAIL.to[0]), MAIL, sender="bot@example.org"
    )
    slack = messages.notice_payload(TROUBLE, SLACK, key="k")
    header, body = slack["blocks"]
    below = "".join(one["text"] for one in body["elements"][0]["elements"])

    assert mail["Subject"] == header["text"]["text"] == TROUBLE.splitlines()[0]
    for line in TROUBLE.splitlines()[1:]:
        assert line in " ".join(payload["text"].split())
        assert line in payload["html"]
        assert line in below.splitlines()
        assert line in slack["text"].splitlines()


@settings(max_examples=50)
@given(st.lists(texts, min_size=1, max_size=4))
def test_any_notice_is_a_mail_with_lines_that_fit(lines: list[str]) -> None:
    """A feed's name and a server's answer are as long as they like."""
    payload = messages.notice_payload("\n".join(lines), MAIL, key="k")
    sent = delivery_of(payload, kind="notice", address=MAIL.to[0])
    compose(sent, MAIL, sender="bot@example.org")

    assert len(payload["subject"]) <= digest_mail.SUBJECT_MOST
    assert all(digest_mail._width(line) <= 78 for line in payload["text"].splitlines())


def test_a_correction_by_mail_has_lines_that_fit_too() -> None:
    """It quotes a sentence, which may be long."""
    gone = alert_of().changes[0].after
    gone = replace(gone, quote="It said so at length. " * 20)
    ruling = Ruling(
        id=1,
        kind="wrong",
        topic="t",
        series=gone.series,
        sentence=gone.quote,
        figure=gone.figure,
        article="a1",
        cue=None,
        made_by="Aiko",
        made_at=NOW,
    )
    payload = corrections.withdrawal_payload(gone, alert_of(), (), ruling, MAIL, key="k")

    assert payload["subject"].startswith("Withdrawn: Public support")
    assert all(len(line) <= 78 for line in payload["text"].splitlines())
    assert "Nothing else is known of it." in payload["html"]


def test_an_empty_day_says_how_far_the_bot_looked() -> None:
    """Silence must mean something."""
    message = digest_mail.digest_message(digest_of(failing=(("NHK", "answered 503"),)))

    assert message["subject"] == "No figure changed (214 articles read)"
    assert "30 of 31 feeds well" in message["text"]
    assert "answered 503" in message["html"]


def test_a_long_digest_for_slack_is_cut_with_a_word() -> None:
    """Slack refuses what is too long; the reader is told where the rest is."""
    message = slack_blocks.long_message("Title", "line\n" * 5_000, key="k")

    assert SLACK.kind == "slack"
    assert "the rest stands in the mail" in str(message["blocks"])


def test_an_alert_leads_to_its_series_where_readers_can_reach_the_board() -> None:
    """From the alert to how the figure moved, and to the sentence in its source, without a search."""
    board = "https://figures.example/"
    address = f"{board}series/{alert_of().topic}/{alert_of().changes[0].after.series}"
    message = slack_blocks.alert_message(alert_of(), board=board)
    assert address in json.dumps(message["blocks"])
    assert address in digest_mail.alert_message(alert_of(), timezone="UTC", board=board)["text"]
    assert "board" not in json.dumps(slack_blocks.alert_message(alert_of()))
