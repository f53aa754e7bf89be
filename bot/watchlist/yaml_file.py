"""What does a YAML file hold, and on which line? Read defensively: a person's file may be anything.

Text, numbers, lists and mappings only. Refused with their line: syntax errors, tabs, other encodings,
a key given twice, tags, and documents that an alias blows up to far more than was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.clients.files import read_utf8
from bot.errors import ConfigError

# Hundreds of feeds with comments are some 100 KB; a larger file is not one that a person wrote.
_MOST_BYTES = 2_000_000
_MOST_NODES = 200_000
_DEEPEST = 40

# ruamel.yaml needs seconds for these before it gives up.
_BRACKETS = re.compile(r"(?:[\[{]\s*){50}")

_PLAIN_TAGS = {
    "tag:yaml.org,2002:null",
    "tag:yaml.org,2002:bool",
    "tag:yaml.org,2002:int",
    "tag:yaml.org,2002:float",
    "tag:yaml.org,2002:str",
    "tag:yaml.org,2002:timestamp",
    "tag:yaml.org,2002:map",
    "tag:yaml.org,2002:seq",
}
_INT = re.compile(r"[-+]?[0-9]+")

KeyPath = tuple[str | int, ...]


@dataclass(slots=True)
class Document:
    """A file's content as plain values; `lines` gives the line of each value by its path."""

    file: Path
    value: Any
    lines: dict[KeyPath, int] = field(default_factory=dict)

    def line(self, path: KeyPath) -> int | None:
        """The line of what is at `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def read_document(file: Path) -> Document:
    """Read a YAML file. Raises ConfigError with file and line for whatever is wrong with it as YAML."""
    text = read_utf8(file, most=_MOST_BYTES, mend="name another file with --feeds")
    if _BRACKETS.search(text):
        raise ConfigError("is nested too deeply to be read", file=file)
    try:
        node = YAML(typ="rt").compose(text)
    except MarkedYAMLError as error:
        raise _syntax(error, file, text) from None
    except (YAMLError, ValueError) as error:
        raise ConfigError(f"cannot be read as YAML: {error}", file=file) from None
    except RecursionError:
        raise ConfigError("is nested too deeply to be read", file=file) from None
    document = Document(file, None)
    if node is not None:
        document.value = _Reader(document).read(node, ())
    if document.value is None:
        raise ConfigError("is empty; README.md shows what belongs into it", file=file)
    return document


def _syntax(error: MarkedYAMLError, file: Path, text: str) -> ConfigError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark is not None else None
    lines = text.splitlines()
    shown = lines[line - 1] if line is not None and line <= len(lines) else ""
    problem = str(error.problem or error.context or "it is no YAML").strip()
    if "\t" in shown[: len(shown) - len(shown.lstrip())] or "'\\t'" in problem:
        reason = "begins with a tab; YAML is indented with spaces"
    elif "mapping values are not allowed" in problem:
        reason = "has a colon where none may be; put the text in quotes, or mend the indentation"
    elif "could not find expected ':'" in problem:
        reason = (
            "lacks a colon after its key, or the line above does not end its quotes or brackets"
        )
    else:
        reason = f"is no YAML: {problem}; check indentation, quotes and brackets around it"
    return ConfigError(reason, file=file, line=line)


class _Reader:
    """Turns nodes into values, noting lines, and counting so that aliases cannot blow it up."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._read = 0

    def read(self, node: Node, path: KeyPath) -> Any:
        line = node.start_mark.line + 1
        self._document.lines.setdefault(path, line)
        self._read += 1
        if self._read > _MOST_NODES or len(path) > _DEEPEST:
            raise ConfigError(
                "grows too large: its aliases (*name) repeat each other; write the values out",
                file=self._document.file,
                line=line,
            )
        if str(node.tag) not in _PLAIN_TAGS:
            raise ConfigError(
                f"has the tag {node.tag}; only plain values are read, so leave it out",
                file=self._document.file,
                line=line,
            )
        if isinstance(node, ScalarNode):
            return _scalar(node)
        if isinstance(node, SequenceNode):
            return [self.read(item, (*path, number)) for number, item in enumerate(node.value)]
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        return None

    def _mapping(self, node: MappingNode, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                raise ConfigError("has a key that is no text", file=self._document.file, line=line)
            key = str(key_node.value)
            if key in values:
                first = self._document.lines[*path, key]
                raise ConfigError(
                    f"stands here for the second time (first on line {first}); keep one of the two",
                    file=self._document.file,
                    line=line,
                    key=key,
                )
            self._document.lines[*path, key] = line
            values[key] = self.read(value_node, (*path, key))
        return values


def _scalar(node: ScalarNode) -> Any:
    tag, value = str(node.tag).rsplit(":", 1)[-1], str(node.value)
    if tag == "null":
        return None
    if tag == "bool":
        return value.lower() == "true"
    if tag == "int" and _INT.fullmatch(value):
        return int(value)
    if tag == "float":
        try:
            return float(value)
        except ValueError:
            return value
    return value
