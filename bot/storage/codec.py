"""Dataclasses of the model to JSON and back, by their annotations: the one place that knows how.

A value is written as JSON has it nearest: Decimal as a plain string, dates and times in ISO 8601, a
duration in seconds, a tuple as a list, a dataclass as an object of its fields. Reading goes by the
annotation, so nothing in the JSON names a type of ours. A field that a row does not have takes its
default, and one that the model no longer has is passed over: old rows stay readable.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from bot.errors import StorageError
from bot.model.figures import Figure

T = TypeVar("T")

# Beyond this many digits a plain decimal is no longer a figure but a way to fill a disk.
MOST_PLAIN_DIGITS = 100


def encode(value: Any) -> Any:
    """What JSON can hold of a model value.

    Raises TypeError for a type that no annotation could bring back (a set, an object of a library).
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no place in a JSON column")


def _decimal(value: Decimal) -> str:
    return str(value) if abs(value.adjusted()) > MOST_PLAIN_DIGITS else f"{value:f}"


_WRITERS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (Decimal, _decimal),
    (date | time, lambda value: value.isoformat()),
    (timedelta, timedelta.total_seconds),
    (Mapping, lambda value: {str(key): encode(item) for key, item in value.items()}),
    (tuple | list, lambda value: [encode(item) for item in value]),
)


def decode(kind: type[T], data: Any) -> T:
    """A value of `kind` from what `encode` made of it.

    Raises StorageError naming the field where the data do not fit the annotation.
    """
    return cast("T", _decode(kind, data, kind.__name__))


def dumps(value: Any) -> str:
    """JSON text as the database holds it: the same value is the same bytes, in any script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def figure_json(figure: Figure) -> dict[str, Any]:
    """A figure as the contract's JSON has it: `low` and `high` are strings of plain decimals."""
    encoded: dict[str, Any] = encode(figure)
    return encoded


def _decode(kind: Any, data: Any, place: str) -> Any:
    try:
        return _reader(kind)(data, place)
    except (ValueError, TypeError, AttributeError, InvalidOperation) as error:
        raise StorageError(
            f"a stored {place} cannot be read ({error}); restore it from a backup with `bot restore FILE`"
        ) from error


_Reader = Callable[[Any, str], Any]


@cache
def _reader(kind: Any) -> _Reader:
    simple = _SIMPLE.get(kind)
    if simple is not None:
        return simple
    origin = get_origin(kind)
    if origin is Literal:
        return _one_of(get_args(kind))
    if origin in (Union, types.UnionType):
        return _optional(get_args(kind))
    if origin is tuple:
        return _tuple(get_args(kind))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(get_args(kind)[1])
    if is_dataclass(kind):
        return _dataclass(cast("type[Any]", kind))
    raise TypeError(f"no way to read {kind!r}")


def _plain(kind: type) -> _Reader:
    def read(data: Any, place: str) -> Any:  # noqa: ARG001  (a reader's signature)
        # bool is an int to Python, and never one to us.
        if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
            raise TypeError(f"{type(data).__name__} where {kind.__name__} belongs")
        return data

    return read


def _made(make: Callable[[Any], Any]) -> _Reader:
    return lambda data, _place: make(data)


_SIMPLE: Mapping[Any, _Reader] = {
    Any: lambda data, _place: data,
    type(None): _plain(type(None)),
    str: _plain(str),
    int: _plain(int),
    bool: _plain(bool),
    float: _made(float),
    Decimal: _made(Decimal),
    datetime: _made(datetime.fromisoformat),
    date: _made(date.fromisoformat),
    time: _made(time.fromisoformat),
    timedelta: _made(lambda seconds: timedelta(seconds=seconds)),
}


def _one_of(allowed: tuple[Any, ...]) -> _Reader:
    def read(data: Any, place: str) -> Any:  # noqa: ARG001  (a reader's signature)
        if data not in allowed:
            raise ValueError(f"{data!r} is none of {allowed}")
        return data

    return read


def _optional(kinds: tuple[Any, ...]) -> _Reader:
    (kind,) = (one for one in kinds if one is not type(None))
    inner = _reader(kind)
    return lambda data, place: None if data is None else inner(data, place)


def _tuple(kinds: tuple[Any, ...]) -> _Reader:
    if len(kinds) == 2 and kinds[1] is Ellipsis:  # noqa: PLR2004  (tuple[X, ...])
        inner = _reader(kinds[0])
        return lambda data, place: tuple(inner(item, place) for item in data)
    each = [_reader(kind) for kind in kinds]
    return lambda data, place: tuple(
        read(item, place) for read, item in zip(each, data, strict=True)
    )


def _mapping(kind: Any) -> _Reader:
    inner = _reader(kind)
    return lambda data, place: {key: inner(item, place) for key, item in data.items()}


def _dataclass(kind: type[Any]) -> _Reader:
    hints = get_type_hints(kind)
    known = [(field, _reader(hints[field.name])) for field in fields(kind)]

    def read(data: Any, place: str) -> Any:
        here = place if place == kind.__name__ else f"{place}.{kind.__name__}"
        return kind(
            **{
                field.name: _decode_field(field, inner, data, here)
                for field, inner in known
                if field.name in data or _required(field)
            }
        )

    return read


def _decode_field(field: Field[Any], inner: _Reader, data: Any, place: str) -> Any:
    here = f"{place}.{field.name}"
    if field.name not in data:
        raise StorageError(
            f"a stored {here} is missing; restore it from a backup with `bot restore FILE`"
        )
    try:
        return inner(data[field.name], here)
    except (ValueError, TypeError, AttributeError, InvalidOperation) as error:
        raise StorageError(
            f"a stored {here} cannot be read ({error}); restore it from a backup with `bot restore FILE`"
        ) from error


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
