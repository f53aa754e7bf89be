"""Files that a person names: read whole, within a bound, with a clear word for what is no such file."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from bot.errors import ConfigError

# A recorded stream of a hundred thousand articles is some hundred megabytes.
MOST_BYTES = 1_000_000_000


def read_file(path: Path, *, most: int = MOST_BYTES, mend: str = "name another file") -> bytes:
    """The bytes of a file or a pipe, `most` of them at most.

    Raises ConfigError naming the file where it is a folder or a device, is larger, or cannot be read.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ConfigError(f"is a folder; {mend}", file=path)
        # A device such as /dev/zero has no end. A terminal has: the person's own.
        with path.open("rb") as file:
            if stat.S_ISCHR(mode) and not file.isatty():
                raise ConfigError(f"is a device; {mend}", file=path)
            body = file.read(most + 1)
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror}); {mend}", file=path) from error
    if len(body) > most:
        raise ConfigError(f"has more than {most:,} bytes", file=path)
    return body


def read_utf8(path: Path, *, most: int = MOST_BYTES, mend: str = "name another file") -> str:
    """The text of a file in UTF-8, with the line ends of Unix.

    Raises ConfigError as `read_file` does, and with the line that is not UTF-8.
    """
    body = read_file(path, most=most, mend=mend)
    try:
        return re.sub("\r\n?", "\n", body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(
            "is not UTF-8 here; save the file again with the encoding UTF-8",
            file=path,
            line=body[: error.start].count(b"\n") + 1,
        ) from None
