"""How the bot logs: structured, to standard error, with every known secret struck out."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any, Literal, cast

import structlog
from structlog.typing import FilteringBoundLogger, Processor

STRUCK_OUT = "•••"
# What a terminal obeys (C0 but for line ends and tabs, C1), and what turns the order of letters around: text from
# outside stands in events. The same as `model.wellformed.shown_as_it_is`, which stands above this module.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class _StrikeOut:
    """Replaces secrets in every value of an event, however deep, and in tracebacks; and what a terminal obeys."""

    def __init__(self, secrets: Iterable[str]) -> None:
        # The longest first, so that a secret that holds another leaves no rest of itself.
        self._secrets = sorted({secret for secret in secrets if secret}, key=len, reverse=True)

    def __call__(self, _logger: Any, _method: str, event: Any) -> Any:
        return {key: self._clean(value) for key, value in event.items()}

    def _clean(self, value: Any) -> Any:
        if isinstance(value, str):
            for secret in self._secrets:
                value = value.replace(secret, STRUCK_OUT)
            return _OBEYED.sub(" ", value)
        if isinstance(value, Mapping):
            return {key: self._clean(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._clean(inner) for inner in value]
        if value is None or isinstance(value, bool | int | float):
            return value
        return self._clean(str(value))


def configure(
    form: Literal["text", "json"] = "text", *, secrets: Iterable[str] = ()
) -> FilteringBoundLogger:
    """Set logging up for the whole process and return its logger.

    `form` is "text" for people or "json", one object a line; `secrets` never appear in either.
    Libraries are kept to warnings, and go through the same form.
    """
    stamped: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.processors.format_exc_info,
        _StrikeOut(secrets),
    ]
    last: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), timestamp_key="at")
    )
    structlog.configure(
        processors=[*stamped, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=stamped,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("newsledger").setLevel(logging.INFO)
    return cast("FilteringBoundLogger", structlog.get_logger("newsledger"))
