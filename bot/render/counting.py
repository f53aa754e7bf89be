"""Numbers of things in words."""

from __future__ import annotations


def counted(number: int, one: str, more: str | None = None) -> str:
    """A number with its noun: "1 article", "1,200 articles"; `more` where the plural is no added s."""
    return f"{number:,} {one if number == 1 else more or f'{one}s'}"
