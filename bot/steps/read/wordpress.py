"""A page that is WordPress's JSON of an article, as the HTML that it holds."""

from __future__ import annotations

import json
from html import escape
from typing import Any


def page_of(body: str) -> str:
    """The article in a JSON body as a page; a body that is none comes back as it is."""
    if body.lstrip()[:1] not in {"{", "["}:
        return body
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return body
    one = given[0] if isinstance(given, list) and given else given
    content = _rendered(one, "content")
    if not content:
        return body
    title = _rendered(one, "title")
    dated = one.get("date_gmt") or one.get("date")
    published = (
        f"<meta property='article:published_time' content='{escape(str(dated))}'>" if dated else ""
    )
    return (
        f"<html><head><title>{title}</title>{published}</head>"
        f"<body><article><h1>{title}</h1>{content}</article></body></html>"
    )


def _rendered(one: Any, key: str) -> str:
    part = one.get(key) if isinstance(one, dict) else None
    rendered = part.get("rendered") if isinstance(part, dict) else None
    return rendered if isinstance(rendered, str) else ""
