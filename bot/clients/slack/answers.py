"""What Slack's answers mean: refused or not, for now or for good, and when to come again."""

from __future__ import annotations

import http.client
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.errors import DeliveryError

MEND = {
    "invalid_auth": "the token is not valid; set SLACK_BOT_TOKEN to the app's bot token (xoxb-…)",
    "not_authed": "no token came along; set SLACK_BOT_TOKEN to the app's bot token (xoxb-…)",
    "token_revoked": "the token was revoked; install the app again and set SLACK_BOT_TOKEN",
    "account_inactive": "the app was removed from the workspace; install it again",
    "channel_not_found": "there is no such channel for this app; check `channel` in feeds.yaml",
    "not_in_channel": "the app is not in the channel; say `/invite @Newsledger` there",
    "is_archived": "the channel is archived; name another in feeds.yaml",
    "missing_scope": "the app lacks a scope; install it again from the manifest in the README",
}
REFUSED_LOOKS = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}
TRY_AGAIN = {"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org"}
# After these the message may stand there all the same.
MAY_HAVE_IT = {"internal_error", "fatal_error", "request_timeout"}
SLACKS_OWN = re.compile(r"[a-z][a-z0-9_]*")
# The first message of the thread was deleted, by hand or by a rule of the workspace.
NO_THREAD = {"thread_not_found", "cannot_reply_to_message"}
TIMEOUT_S = 15
SERVER_FAULT = 500
TOO_MANY = 429


class RefusedError(DeliveryError):
    """What Slack refused; `code` is its own word for the reason."""

    def __init__(self, method: str, code: str, **more: Any) -> None:
        super().__init__(f"Slack refused {method}: {MEND.get(code, code)}", **more)
        self.code = code


def refused(method: str, error: SlackApiError) -> RefusedError:
    """What an answer that is no success means; raises nothing."""
    answer = error.response
    status = getattr(answer, "status_code", 0)
    headers = {str(k).lower(): v for k, v in (getattr(answer, "headers", None) or {}).items()}
    try:
        code = str(answer.get("error", "")) or f"status {status}"
    except (ValueError, AttributeError):
        code = f"status {status}"
    posting = method == "chat.postMessage"
    # A proxy's page has refused nothing, and Slack may have the message behind it.
    foreign = status < http.client.BAD_REQUEST and not SLACKS_OWN.fullmatch(code)
    if foreign:
        code = f"the answer is not Slack's own (status {status})"
    server_fault = status >= SERVER_FAULT or code in MAY_HAVE_IT or foreign
    limited = status == TOO_MANY or code in TRY_AGAIN
    return RefusedError(
        method,
        code,
        temporary=server_fault or limited,
        retry_after=retry_after(headers),
        unknown=posting and server_fault and not limited,
        payload_refused=code in REFUSED_LOOKS,
    )


def retry_after(headers: Mapping[str, Any]) -> timedelta | None:
    """Seconds, whole or not, or a date (RFC 9110, 10.2.3), taken from the server's own clock."""
    value = _header(headers, "retry-after")
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        until, sent = _date(value), _date(_header(headers, "date"))
        return max(timedelta(0), until - sent) if until and sent else None
    return timedelta(seconds=max(0.0, seconds)) if math.isfinite(seconds) else None


def _header(headers: Mapping[str, Any], name: str) -> str | None:
    value = headers.get(name)
    first = value[0] if isinstance(value, list) and value else value
    return None if first is None else str(first)


def _date(value: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
