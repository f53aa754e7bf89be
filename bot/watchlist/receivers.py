"""Who is told on this machine? Those of feeds.yaml whose account is there, and else the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from bot.model.alerts import Receiver, ReceiverKind
from bot.watchlist.watchlist import Watchlist

_ACCOUNTS: Mapping[ReceiverKind, tuple[str, str]] = {
    "slack": ("SLACK_BOT_TOKEN", "Slack token"),
    "webhook": ("SLACK_WEBHOOK_URL", "webhook address"),
    "mail": ("SMTP_URL", "mail server"),
    "json": ("JSON_RECEIVER_URL", "address for JSON"),
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
    def json_receiver_url(self) -> object | None:
        """None where no program takes JSON."""

    @property
    def timezone(self) -> str:
        """For receivers that name none."""
        ...


def account_of(kind: ReceiverKind) -> str:
    """The setting without which receivers of this kind cannot be reached."""
    return _ACCOUNTS[kind][0]


def receivers_in_use(
    watchlist: Watchlist, settings: Accounts
) -> tuple[tuple[Receiver, ...], tuple[str, ...]]:
    """The receivers that can be reached, and a line about those that cannot.

    A receiver whose account is missing is left out. The terminal takes over what nobody else gets then:
    alerts, the digest, or both, so that a first start shows something. A receiver that names no time zone
    has BOT_TIMEZONE.
    """
    named = [
        replace(one, timezone=settings.timezone) if one.id in watchlist.without_zone else one
        for one in watchlist.receivers
    ]
    present = {
        "slack": settings.slack_bot_token is not None,
        "webhook": settings.slack_webhook_url is not None,
        "mail": settings.smtp_url is not None,
        "json": settings.json_receiver_url is not None,
        "terminal": True,
    }
    used = [one for one in named if present[one.kind]]
    missing = list(dict.fromkeys(one.kind for one in named if not present[one.kind]))
    alerts = not any(one.alerts for one in used) and (not named or any(one.alerts for one in named))
    digest = next((one for one in named if one.digest), None)
    if any(one.digest for one in used):
        digest = None
    if alerts or digest:
        used.append(_terminal(alerts=alerts, digest=digest, zone=settings.timezone, taken=used))
    return tuple(used), _notes(missing, alerts=alerts, digest=digest is not None)


def _terminal(
    *, alerts: bool, digest: Receiver | None, zone: str, taken: Sequence[Receiver]
) -> Receiver:
    """A terminal in the place of those who cannot be reached, with no quiet hours."""
    ids = {one.id for one in taken}
    terminal = Receiver(
        id="terminal" if "terminal" not in ids else "terminal-instead",
        kind="terminal",
        alerts=alerts,
        timezone=zone,
    )
    if digest is None:
        return terminal
    return replace(
        terminal,
        digest=True,
        digest_at=digest.digest_at,
        digest_weekday=digest.digest_weekday,
        timezone=digest.timezone,
    )


def _notes(missing: Sequence[ReceiverKind], *, alerts: bool, digest: bool) -> tuple[str, ...]:
    what = {(True, True): "alerts and the digest go", (True, False): "alerts go"}.get(
        (alerts, digest), "the digest goes"
    )
    instead = f"{what} to the terminal" if alerts or digest else "its receivers are left out"
    if not missing:
        return (f"feeds.yaml names nobody else: {instead}.",) if alerts or digest else ()
    lacking = " and no ".join(_ACCOUNTS[kind][1] for kind in missing)
    names = " or ".join(_ACCOUNTS[kind][0] for kind in missing)
    return (f"No {lacking}: {instead}. Set {names} to change that.",)
