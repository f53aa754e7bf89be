"""Which receiver wants an alert, and in what form: the payload that is frozen into the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.model.alerts import Alert, Digest, Receiver, Severity
from bot.render import console, digest_mail, json_message, slack_actions, slack_blocks, slack_story
from bot.render.charts import Chart

LOUDNESS: dict[Severity, int] = {"low": 0, "normal": 1, "high": 2}


def for_receiver(alert: Alert, receiver: Receiver) -> Alert:
    """The alert as a receiver takes it: without what is not sure enough for one that asks for certainty."""
    if receiver.alerts_from != "certain":
        return alert
    return replace(
        alert, changes=tuple(change for change in alert.changes if change.sure == "certain")
    )


def wanted(alert: Alert, receiver: Receiver) -> bool:
    """Whether a receiver is to be told: its topics, its series and its least severity."""
    return (
        receiver.alerts
        and bool(alert.changes)
        and (not receiver.topics or alert.topic in receiver.topics)
        and (
            not receiver.series
            or any(change.after.series in receiver.series for change in alert.changes)
        )
        and LOUDNESS[alert.severity] >= LOUDNESS[receiver.min_severity]
    )


def alert_payload(
    alert: Alert, receiver: Receiver, *, board: str | None = None, buttons: bool = False
) -> dict[str, Any]:
    """An alert as the receiver's kind of sink takes it; JSON only.

    `board` is where readers find the board; with `buttons` somebody listens to what is pressed in Slack.
    """
    match receiver.kind:
        case "slack":
            message = slack_blocks.alert_message(alert, timezone=receiver.timezone, board=board)
            if buttons:
                message["blocks"] += slack_actions.actions(alert, receiver.id)
            return message
        case "webhook":
            # An incoming webhook takes no metadata: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/
            message = slack_blocks.alert_message(alert, timezone=receiver.timezone, board=board)
            return {"text": message["text"], "blocks": message["blocks"]}
        case "mail":
            return digest_mail.alert_message(alert, timezone=receiver.timezone, board=board)
        case "json":
            return json_message.alert_message(alert)
        case "terminal":
            return {"text": console.alert_text(alert, timezone=receiver.timezone)}


def root_payload(alert: Alert, *, key: str) -> dict[str, Any]:
    """The first message of the thread that an alert begins, in Slack; JSON only."""
    return slack_story.story_message((alert,), key=key)


def is_broadcast(alert: Alert) -> bool:
    """Whether an alert in a thread is shown in the channel besides: a figure that matters was revised."""
    return alert.severity == "high" and any(one.kind == "revised" for one in alert.changes)


def digest_payload(
    digest: Digest, receiver: Receiver, *, charts: Sequence[Chart] = ()
) -> dict[str, Any]:
    """A digest as the receiver's kind of sink takes it; JSON only. Mail alone has room for charts."""
    if receiver.kind == "json":
        return json_message.digest_message(digest)
    message = digest_mail.digest_message(digest, charts=charts if receiver.kind == "mail" else ())
    match receiver.kind:
        case "mail":
            return message
        case "terminal":
            return {"text": f"{message['subject']}\n\n{message['text']}"}
        case "slack" | "webhook":
            return slack_blocks.long_message(
                message["subject"],
                message["text"],
                key=digest.key if receiver.kind == "slack" else None,
            )


def notice_payload(text: str, receiver: Receiver, *, key: str) -> dict[str, Any]:
    """What the bot says of itself (a feed that fails, and that it is well again): a title, and lines if there are any."""
    title, *lines = text.split("\n")
    match receiver.kind:
        case "mail":
            # A subject is cut; the whole of it stands below.
            return digest_mail.notice_message(title, lines)
        case "json":
            return json_message.notice_message(title, lines, key=key)
        case "terminal":
            return {"text": "\n".join(console.plain(line) for line in (title, *lines))}
        case "slack" | "webhook":
            return slack_blocks.notice_message(
                title, lines, key=key if receiver.kind == "slack" else None
            )
