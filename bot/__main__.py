"""`bot` and `python -m bot`: run a command, and say what went wrong in the words of a person."""

from __future__ import annotations

import sys

from bot.cli import app
from bot.errors import BotError, ConfigError

WRONG_SETTING = 2
FAILED = 1
INTERRUPTED = 130


def main() -> None:
    """Run the command line; a wrong setting exits 2, a failed run 1."""
    try:
        app()
    except ConfigError as error:
        sys.exit(_say(error, WRONG_SETTING))
    except BotError as error:
        sys.exit(_say(error, FAILED))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _say(error: BotError, status: int) -> int:
    print(f"bot: {error}", file=sys.stderr)  # noqa: T201  (the command line's own voice)
    return status


if __name__ == "__main__":
    main()
