"""What is wrong, on which line, and how is it mended? All of a file's faults in one go."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from bot.errors import ConfigError
from bot.watchlist.yaml_file import Document, KeyPath

_MOST_SHOWN = 20

_KINDS = {
    "string_type": "must be text; put it in quotes",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "dict_type": "must hold keys and values",
    "model_type": "must hold keys and values",
    "model_attributes_type": "must hold keys and values",
    "missing": "is missing",
    "too_short": "is empty; leave the key out, or fill it",
    "string_too_short": "is empty; leave the key out, or fill it",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, at a path of the document."""

    path: KeyPath
    reason: str


def refuse(document: Document, faults: Sequence[Fault]) -> None:
    """Raise one ConfigError for all faults: the first gives file, line and key, the rest follow it."""
    if not faults:
        return
    ordered = sorted(faults, key=lambda fault: document.line(fault.path) or 0)
    first, *rest = ordered
    lines = [
        first.reason,
        *(_elsewhere(document, fault) for fault in rest[: _MOST_SHOWN - 1]),
    ]
    if len(rest) >= _MOST_SHOWN:
        lines.append(f"... and {len(rest) - _MOST_SHOWN + 1} more")
    raise ConfigError(
        "\n".join(lines),
        file=document.file,
        line=document.line(first.path),
        key=_key(document, first.path) or None,
    )


def faults_of(error: ValidationError, document: Document, form: type[BaseModel]) -> list[Fault]:
    """Pydantic's findings in our words, with the nearest valid key where one is unknown."""
    found = []
    for one in error.errors(include_url=False):
        path = _path(one["loc"], document.value)
        if one["type"] == "extra_forbidden":
            key = str(one["loc"][-1])
            keys = _keys_at(form, one["loc"][:-1])
            found.append(
                Fault((*path[:-1], key) if path and path[-1] == key else path, _unknown(key, keys))
            )
        elif one["type"] == "missing":
            found.append(Fault(path, f"lacks the key `{one['loc'][-1]}`"))
        elif one["type"] == "literal_error":
            value = one["input"]
            choices = [
                word.strip("'")
                for word in str(one["ctx"]["expected"]).replace(" or ", ", ").split(", ")
            ]
            found.append(Fault(path, f"is {_shown(value)}; {one_of(str(value), choices)}"))
        else:
            found.append(Fault(path, _reason(one)))
    return found


def _elsewhere(document: Document, fault: Fault) -> str:
    place = f"{document.file}:{document.line(fault.path)}"
    return f"{place}: {_key(document, fault.path)}: {fault.reason}"


def nearest(word: str, words: Iterable[str], *, at_least: float = 0.6) -> str | None:
    """The most similar of the words, if any is similar at all: by difflib's ratio, `at_least` so much."""
    close = difflib.get_close_matches(word, list(words), n=1, cutoff=at_least)
    return close[0] if close else None


def one_of(word: str, words: Sequence[str]) -> str:
    """What may stand there, with the nearest first: "did you mean X?" or the list."""
    near = nearest(word, words)
    if near is not None:
        return f"did you mean {near}?"
    return f"write one of: {', '.join(words)}" if words else "none is defined"


def _reason(one: Any) -> str:
    kind, message = str(one["type"]), str(one["msg"])
    if kind in ("value_error", "assertion_error"):
        return message.removeprefix("Value error, ")
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        value = one["input"]
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return f"is the number {value}; put it in quotes to make it text"
        if isinstance(value, str) and "'list'" in str(one["ctx"].get("expected_tags", "")):
            return f"is text; write a list: [{value[:60]}]"
        return f"is {_shown(value)}, which cannot stand here"
    if kind in _KINDS:
        return _KINDS[kind] + (f", not {_shown(one['input'])}" if kind.endswith("_type") else "")
    return message[:1].lower() + message[1:]


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a group of keys"
    text = str(value)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"  # noqa: PLR2004  (a line's worth)


def _unknown(key: str, keys: Sequence[str]) -> str:
    near = nearest(key, keys)
    if near is not None:
        return f"is no key here; did you mean `{near}`?"
    return f"is no key here; the keys are {', '.join(keys)}"


def _path(loc: Sequence[str | int], value: Any) -> KeyPath:
    """The part of pydantic's location that is in the document; its names for union members are not."""
    path: list[str | int] = []
    for part in loc:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            continue
        path.append(part)
    return tuple(path)


def _key(document: Document, path: KeyPath) -> str:
    """A path as a person says it: list items by their id where they have one."""
    said = ""
    value = document.value
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            value = None
        if isinstance(part, int):
            name = value.get("id") if isinstance(value, dict) else None
            said += f"[{name if isinstance(name, str) else part}]"
        else:
            said += f".{part}" if said else part
    return said


def _keys_at(form: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """The keys that the form at a location takes."""
    forms: list[Any] = [form]
    for part in loc:
        nearer: list[Any] = []
        for one in forms:
            if isinstance(one, type) and issubclass(one, BaseModel):
                field = one.model_fields.get(str(part))
                if field is not None:
                    nearer += _models_in(field.annotation)
                elif one.__name__ == part:
                    nearer.append(one)
        forms = nearer or forms
    return sorted({key for one in forms for key in one.model_fields})


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (Union, types.UnionType, list, dict, tuple) or get_args(
        annotation
    ):
        return [model for part in get_args(annotation) for model in _models_in(part)]
    return []
