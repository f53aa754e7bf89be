"""What a reader is told, and how far it has got."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Literal, Protocol

from bot.model.figures import Change, Filing
from bot.model.news import Article, Verdict
from bot.model.topics import Match

ReceiverKind = Literal["slack", "webhook", "mail", "json", "terminal"]
DeliveryState = Literal["pending", "sending", "sent", "muted", "retry", "unknown", "dead"]
DeliveryKind = Literal["alert", "digest", "notice", "root", "rollup"]
Severity = Literal["high", "normal", "low"]
Decision = Literal["alert", "digest", "silence"]
AlertsFrom = Literal["certain", "balanced", "everything"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Who is told, and how. `to` is a Slack channel or mail addresses; secrets are in the environment.

    `alerts` and `digest` say which of the two it gets; `alerts_from` how sure a change must be to be told at
    once: `certain`, likely too (`balanced`), or doubtful too (`everything`). `digest_at` is a local time in `timezone`, and
    `digest_weekday` (0 is Monday) makes the digest weekly. At `alive_at` it gets a line that the bot is well.
    """

    id: str
    kind: ReceiverKind
    to: tuple[str, ...] = ()
    alerts: bool = True
    alerts_from: AlertsFrom = "balanced"
    digest: bool = False
    digest_at: time = time(8, 0)
    digest_weekday: int | None = None
    alive_at: time | None = None
    timezone: str = "UTC"
    topics: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    min_severity: Severity = "low"
    quiet_from: time | None = None
    quiet_to: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """What becomes of an article: told now, told in the digest, or kept quiet; `code` is closed."""

    decision: Decision
    code: str
    reason: str
    severity: Severity = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What a reader is told about one article. `key` is deterministic: it is never told twice.

    `repeats` counts what was kept quiet about it.
    """

    key: str
    topic: str
    topic_name: str
    story: str
    story_title: str
    article: Article
    changes: tuple[Change, ...]
    labels: Mapping[str, str]
    severity: Severity
    created_at: datetime
    repeats: int = 0

    @property
    def to_check(self) -> bool:
        """Whether all that it says is doubtful: its figures may be of something else."""
        return bool(self.changes) and all(one.sure == "doubtful" for one in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The thread that another one follows: its event's title, when that began, and its first message.

    `reference` is the sink's own; `link` leads there, where the sink was asked for it and has one.
    """

    title: str
    began_at: datetime
    reference: str
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A day's news for one receiver, finite and honest about its reach.

    `alerts` begin with what matters most; `refined` are alerts with nothing but what became more precise,
    `to_check` those whose figure may be of something else.
    `undelivered` counts what was given up since the last one, to whomever it was to go. `suggested` are names
    and keywords that pages of this time teach, a line each.
    """

    key: str
    receiver: str
    day: date
    timezone: str
    alerts: tuple[Alert, ...]
    refined: tuple[Alert, ...]
    unfiled: tuple[str, ...]
    read: int
    kept_quiet: int
    feeds: int
    failing: tuple[tuple[str, str], ...]
    last_new_at: datetime | None
    composed_at: datetime
    undelivered: int = 0
    to_check: tuple[Alert, ...] = ()
    suggested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A row of the outbox: one payload for one receiver. `sink_ref` is the sink's own reference.

    `address` is the one of a mail receiver's that it goes to; other kinds of receiver have none.
    `payload` is frozen when it is put in. `thread` keeps the order within a story; `root_ref` is the
    sink's reference of the thread's first message, to which later ones reply. A `root` begins a story's thread and is
    kept current there; a `rollup` begins one that holds the alerts of a flood.
    """

    id: int
    receiver: str
    key: str
    kind: DeliveryKind
    payload: Mapping[str, Any]
    state: DeliveryState
    due_at: datetime
    address: str = ""
    attempts: int = 0
    attempt_id: str | None = None
    attempted_at: datetime | None = None
    sink_ref: str | None = None
    last_error: str | None = None
    thread: str | None = None
    created_at: datetime | None = None
    root_ref: str | None = None
    lease_token: str | None = None


class Sink(Protocol):
    """Where deliveries go. `can_be_asked` tells whether `find` can say what arrived."""

    can_be_asked: bool

    def send(self, delivery: Delivery, receiver: Receiver) -> str:
        """Hand over once, without retrying, and return the sink's own reference.

        Raises DeliveryError, with `unknown` set where the sink may have taken it.
        """
        ...

    def identity(self) -> str:
        """Who the sink says that we are, for `bot check --online`; raises DeliveryError."""
        ...

    def find(self, delivery: Delivery, receiver: Receiver) -> str | None:
        """Ask the sink whether it has the delivery's key: its reference, or None where it has not."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that reading one article decided, applied in one transaction."""

    article: Article
    matches: tuple[Match, ...]
    verdict: Verdict
    filings: tuple[Filing, ...]
    changes: tuple[Change, ...]
    triage: Triage
    alerts: tuple[Alert, ...] = field(default=())
