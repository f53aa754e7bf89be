"""Lists of feeds as feed readers exchange them: OPML 2.0 (http://opml.org/spec2.opml)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from html.entities import html5
from urllib.parse import urlsplit

from lxml import etree

from bot.errors import ParseError
from bot.model.feeds import Feed

# Readers with thousands of feeds write some hundred KB.
MOST_FEEDS = 20_000
LONGEST = 200
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)(\w{1,32};)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A feed as a list names it."""

    url: str
    name: str
    language: str | None = None


def read_outlines(text: str) -> tuple[Listed, ...]:
    """The feeds of an OPML document, folders flattened, each address once.

    Raises ParseError where it is none, or declares entities, which no feed reader writes.
    """
    # What was decoded must not be decoded again, as its declaration would ask for.
    body = text.partition("?>")[2] if text.lstrip().startswith("<?xml") else text
    if "<!ENTITY" in body.upper():
        raise ParseError("declares entities of its own, which could grow without end")
    # A parser that recovers drops a bare & and the name behind it: an address would become another one.
    body = _AMPERSAND.sub(_written_out, body)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(body.strip().encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ParseError("is no OPML: it cannot be read as XML") from error
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise ParseError("is no OPML; export the list of feeds from the reader as OPML")
    found: dict[str, Listed] = {}
    for outline in root.iter(etree.Element):
        if etree.QName(outline).localname.lower() != "outline":
            continue
        said = {str(key).lower(): str(value).strip() for key, value in outline.attrib.items()}
        url = said.get("xmlurl", "")
        if _is_address(url) and len(found) < MOST_FEEDS:
            name = said.get("title") or said.get("text") or urlsplit(url).hostname or url
            found.setdefault(
                url,
                Listed(
                    url=url,
                    name=" ".join(name.split())[:LONGEST],
                    language=said.get("language") or None,
                ),
            )
    return tuple(found.values())


def outlines(feeds: Iterable[Feed], *, title: str) -> bytes:
    """The feeds as an OPML 2.0 document, in UTF-8."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = title
    body = etree.SubElement(root, "body")
    for feed in feeds:
        about = {"text": feed.name, "title": feed.name, "type": "rss", "xmlUrl": feed.url}
        if feed.language:
            about["language"] = feed.language
        etree.SubElement(body, "outline", about)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _written_out(found: re.Match[str]) -> str:
    """The character that HTML has a name for, or the ampersand as XML wants it."""
    name = found.group(1) or ""
    return escape(html5.get(name, f"&{name}"))


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
