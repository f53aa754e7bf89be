"""Who is told on this machine? Those of feeds.yaml whose account is there, and else the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from bot.model.alerts import Receiver, ReceiverKind
from bot.watchlist.watchlist import Watchlist

_ACCOUNTS: Mapping[ReceiverKind, tuple[str, str]] = {
    "slack": ("SLACK_BOT_TOKEN", "Slack token"),
    "webhook": ("SLACK_WEBHOOK_URL", "webhook address"),
    "mail": ("SMTP_URL", "mail server"),
}


class Accounts(Protocol):
    """What receivers need to know of the environment: which accounts there are, and the time zone.

    Stated here as a shape, so that feeds.yaml and the environment need not know each other.
    """

    @property
    def slack_bot_token(self) -> object | None:
        """None where there is no Slack token."""

    @property
    def slack_webhook_url(self) -> object | None:
        """None where there is no webhook."""

    @property
    def smtp_url(self) -> object | None:
        """None where there is no mail server."""

    @property
    def timezone(self) -> str:
        """For receivers that name none."""
        ...


def receivers_in_use(
    watchlist: Watchlist, settings: Accounts
) -> tuple[tuple[Receiver, ...], tuple[str, ...]]:
    """The receivers that can be reached, and one line about those that cannot.

    A receiver whose account is missing is left out. Where nobody is left, the terminal takes over, for
    alerts and the digest both, so that a first start shows something. A receiver that names no time zone
    has BOT_TIMEZONE.
    """
    present = {
        "slack": settings.slack_bot_token is not None,
        "webhook": settings.slack_webhook_url is not None,
        "mail": settings.smtp_url is not None,
        "terminal": True,
    }
    named = [
        replace(one, timezone=settings.timezone) if one.id in watchlist.without_zone else one
        for one in watchlist.receivers
    ]
    used = [one for one in named if present[one.kind]]
    missing = list(dict.fromkeys(one.kind for one in named if not present[one.kind]))
    notes = []
    if missing:
        lacking = " and ".join(_ACCOUNTS[kind][1] for kind in missing)
        names = " and ".join(_ACCOUNTS[kind][0] for kind in missing)
        instead = "alerts go to the terminal" if not used else "those receivers are left out"
        notes.append(f"No {lacking}: {instead}. Set {names} to change that.")
    if not used:
        used = [_terminal(named, settings)]
        if not missing:
            notes.append("feeds.yaml names no receivers: alerts go to the terminal.")
    return tuple(used), tuple(notes)


def _terminal(named: list[Receiver], settings: Accounts) -> Receiver:
    """A terminal in the place of all receivers: with the first digest's time, and no quiet hours."""
    digest = next((one for one in named if one.digest), None)
    if digest is None:
        return Receiver(id="terminal", kind="terminal", timezone=settings.timezone)
    return Receiver(
        id="terminal",
        kind="terminal",
        digest=True,
        digest_at=digest.digest_at,
        timezone=digest.timezone,
    )
