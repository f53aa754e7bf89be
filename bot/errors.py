"""What can go wrong, in two questions: where (the class) and whether to try again (`temporary`).

BotError
├── ConfigError     a setting, feeds.yaml or a seed is wrong: names file, line and key
├── FetchError      a feed or a page could not be had
│   └── HeldError   its host was not asked, since it asked to be left alone or was busy with us
├── ParseError      it was had, and is not what it should be
├── DeliveryError   an alert or a digest could not be handed over
├── ModelError      a language model gave no answer that can be used
├── FaultError      the bot itself is at fault
├── RulingError     what a person asked to be done with a figure cannot be done
└── StorageError    the database cannot be read or written
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType


class BotError(Exception):
    """A failure that a person is told in its own words.

    `reason` is one sentence: what happened, where, how to mend it. `temporary` says whether trying
    again can help, `retry_after` how long the other side asked us to wait. None of them ever holds a
    secret.
    """

    def __init__(
        self, reason: str, *, temporary: bool = False, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.temporary = temporary
        self.retry_after = retry_after


class ConfigError(BotError):
    """A wrong setting; the command line prints `place: reason` and exits with 2."""

    def __init__(
        self,
        reason: str,
        *,
        file: Path | str | None = None,
        line: int | None = None,
        key: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.file = file
        self.line = line
        self.key = key

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        parts = [part for part in (place, self.key) if part]
        return ": ".join([*parts, self.reason])


class FetchError(BotError):
    """A feed or a page could not be had.

    `status` is the HTTP status, if one came, and `host` who answered it; `gone` is true for 410, `blocked`
    where the publisher refuses us (401, 403, 451, robots.txt, a consent page). `headers` are those of the answer,
    by lower-case name, that say how long it stays fresh.
    """

    def __init__(
        self,
        reason: str,
        *,
        temporary: bool = True,
        retry_after: timedelta | None = None,
        status: int | None = None,
        host: str | None = None,
        gone: bool = False,
        blocked: bool = False,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(reason, temporary=temporary, retry_after=retry_after)
        self.status = status
        self.host = host
        # A plain one: it may be sent from one process to another.
        self.headers = dict(headers)
        self.gone = gone
        self.blocked = blocked

    @property
    def wish(self) -> tuple[str, timedelta] | None:
        """The host that answered, and how long it asked to be left alone; None where it did not."""
        return (self.host, self.retry_after) if self.host and self.retry_after else None


class HeldError(FetchError):
    """A host was not asked, and is not before `until`: as it wished, or for another reason (`why`)."""

    def __init__(
        self, host: str, until: datetime, *, now: datetime, why: str | None = None
    ) -> None:
        super().__init__(
            why or f"{host} asked to be left alone until {until:%Y-%m-%d %H:%M UTC}",
            retry_after=until - now,
        )
        self.until = until


class ParseError(BotError):
    """Bytes were had, and are not the feed or the page that they should be."""


class DeliveryError(BotError):
    """An alert or a digest could not be handed over.

    `unknown` is true where the sink may have taken it although its answer never came: then it must be
    asked before anything is sent again. `payload_refused` is true where the sink refuses the looks of
    the message (Slack's `invalid_blocks`), so that a plainer form may pass. `unreached` is true where no
    connection came about, so that nothing was handed over, and nothing refused.
    """

    def __init__(
        self,
        reason: str,
        *,
        temporary: bool = False,
        retry_after: timedelta | None = None,
        unknown: bool = False,
        payload_refused: bool = False,
        unreached: bool = False,
    ) -> None:
        super().__init__(reason, temporary=temporary, retry_after=retry_after)
        self.unreached = unreached
        self.unknown = unknown
        self.payload_refused = payload_refused


class ModelError(BotError):
    """A language model gave no answer that can be used; what it was asked about is decided without it."""


class FaultError(BotError):
    """The bot itself stumbled over something that nobody foresaw."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(
            f"made the bot stumble, which is a fault of the bot ({type(cause).__name__}): its log says where; "
            "please report it to whoever looks after the bot, with what the log says"
        )


class StorageError(BotError):
    """The database cannot be read or written (full disk, locked, damaged, newer than this program)."""


class RulingError(BotError):
    """What a person asked to be done with a figure cannot be done; nothing was changed."""
