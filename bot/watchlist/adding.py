"""How do new feeds come into a feeds.yaml without touching a byte of what a person wrote there?"""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.errors import ConfigError
from bot.steps.dedupe import normalise_url
from bot.watchlist.loading import load_watchlist
from bot.watchlist.values import Address, Language
from bot.watchlist.yaml_file import read_document

_LONGEST_ID = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of adding feeds: the ids of the new ones, how many were there already, and what was refused."""

    ids: tuple[str, ...]
    known: int
    refused: tuple[str, ...]


def add_feeds(path: Path, wanted: Iterable[Mapping[str, str]]) -> Added:
    """Write feeds (`url`, `name`, perhaps `language`) to the end of the list in a feeds.yaml.

    Those whose address is there already are passed over. The file is replaced as a whole, and only by one
    that can be read. Raises ConfigError where it cannot be read before or after.
    """
    watchlist = load_watchlist(path)
    known = {normalise_url(feed.url) for feed in watchlist.feeds}
    taken = {feed.id for feed in watchlist.feeds}
    rows: list[dict[str, str]] = []
    refused: list[str] = []
    passed = 0
    for feed in wanted:
        address = normalise_url(feed["url"])
        if address in known:
            passed += 1
            continue
        fault = _fault(Address, feed["url"])
        if fault is not None:
            refused.append(f"{feed['name']}: {fault}")
            continue
        known.add(address)
        name = _free_id(feed, taken)
        taken.add(name)
        row = {"id": name, **feed}
        # Readers write what they like there; a feed says its language itself.
        if _fault(Language, row.get("language", "en")) is not None:
            del row["language"]
        rows.append(row)
    if rows:
        replace_file(path, _with(path, rows))
    return Added(ids=tuple(row["id"] for row in rows), known=passed, refused=tuple(refused))


@cache
def _adapter(kind: Any) -> TypeAdapter[str]:
    """Made when it is needed: it takes a tenth of a second of every command's start."""
    return TypeAdapter(kind)


def _fault(kind: Any, value: str) -> str | None:
    try:
        _adapter(kind).validate_python(value)
    except ValidationError as error:
        return str(error.errors()[0]["msg"]).removeprefix("Value error, ")
    return None


def _free_id(feed: Mapping[str, str], taken: Collection[str]) -> str:
    host = (urlsplit(feed["url"]).hostname or "").removeprefix("www.")
    own = (_slug(feed["name"]) or _slug(host) or "feed")[:_LONGEST_ID].strip("-")
    number, name = 1, own
    while name in taken:
        number += 1
        name = f"{own}-{number}"
    return name


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _with(path: Path, rows: list[dict[str, str]]) -> str:
    """The file's text with these feeds behind the last one."""
    read_document(path)
    # A mark at the front would shift what the marks of the nodes count.
    text = path.read_bytes().decode("utf-8-sig")
    root = YAML(typ="rt").compose(text)
    listed = _feeds_of(root)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if listed is None:
        return "".join([*lines, "\nfeeds:\n", _written(rows, indent=2)])
    if listed.flow_style or not listed.value:
        raise ConfigError(
            "is written in one line; write a feed a line, each with a dash, and import again",
            file=path,
            line=listed.start_mark.line + 1,
            key="feeds",
        )
    at = _end(listed)
    return "".join([*lines[:at], _written(rows, indent=listed.start_mark.column), *lines[at:]])


def _feeds_of(root: Node | None) -> SequenceNode | None:
    for key, value in root.value if isinstance(root, MappingNode) else ():
        if isinstance(key, ScalarNode) and key.value == "feeds":
            return value if isinstance(value, SequenceNode) else None
    return None


def _end(node: Node) -> int:
    """How many lines come before the end of a node, comments after it not counted."""
    # A list or mapping in one line ends where it says.
    if isinstance(node, ScalarNode) or getattr(node, "flow_style", False):
        mark = node.end_mark
        return int(mark.line if mark.column == 0 else mark.line + 1)
    parts = [part for one in node.value for part in (one if isinstance(one, tuple) else (one,))]
    return max((_end(part) for part in parts), default=node.start_mark.line + 1)


def _written(rows: list[dict[str, str]], *, indent: int) -> str:
    writer = YAML()
    writer.width = 4096
    writer.allow_unicode = True
    stream = io.StringIO()
    writer.dump(rows, stream)
    return "".join(f"{' ' * indent}{line}" for line in stream.getvalue().splitlines(keepends=True))


def replace_file(path: Path, text: str) -> None:
    """Put this text in the place of a feeds.yaml, if it can be read. Raises ConfigError where it cannot."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, suffix=".yaml", delete=False
        ) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh = Path(file.name)
        try:
            load_watchlist(fresh)
            shutil.copymode(path, fresh)
            fresh.replace(path.resolve())
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise ConfigError(f"cannot be written ({error.strerror})", file=path) from error
