"""Pages and feeds as they are met in the wild: furniture around the text, old forms, old charsets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from xml.sax.saxutils import escape as xml

from demo.stream import Outlet, Piece

_MIME = {"rss": "application/rss+xml", "rdf": "application/rdf+xml", "atom": "application/atom+xml"}

# Furniture with numbers in it, none of which is news.
_FURNITURE = """<nav><a href="/">Top</a> <a href="/most-read">Most read: 10 stories</a></nav>"""
_FOOT = """<footer>Call 0120-555-0147 for a subscription from $4 a month. Page 1 of 3.</footer>"""


def page(piece: Piece) -> bytes:
    """The article's page, in the outlet's own charset."""
    paragraphs = "\n".join(f"<p>{escape(part)}</p>" for part in piece.text.split("\n\n"))
    html = f"""<!DOCTYPE html>
<html lang="{piece.language}">
<head>
<meta charset="{piece.outlet.encoding}">
<title>{escape(piece.title)} | {escape(piece.outlet.name)}</title>
<meta property="article:published_time" content="{piece.published.isoformat()}">
</head>
<body>
{_FURNITURE}
<main><article>
<h1>{escape(piece.title)}</h1>
{paragraphs}
</article></main>
<aside><h3>Most read</h3><ul><li><a href="/x">7 kettles that changed the world</a></li></ul></aside>
{_FOOT}
</body>
</html>
"""
    return html.encode(piece.outlet.encoding, "xmlcharrefreplace")


def page_type(outlet: Outlet) -> str:
    """The Content-Type of an outlet's pages."""
    return f"text/html; charset={outlet.encoding}"


def feed_type(outlet: Outlet) -> str:
    """The Content-Type of an outlet's feed, which leaves the charset to the XML declaration."""
    return _MIME[outlet.form]


def feed(outlet: Outlet, pieces: Sequence[Piece], *, root: str, first: datetime) -> bytes:
    """The outlet's feed, newest item first; its standing item, dated `first`, is the oldest.

    Args:
        outlet: whose feed it is.
        pieces: what it has published so far, oldest first; an edit takes the place of its original.
        root: the address of the server, without a slash at the end.
        first: when the standing item was published.
    """
    build = {"rss": _rss, "rdf": _rdf, "atom": _atom}[outlet.form]
    current = {piece.path: piece for piece in pieces}
    newest_first = sorted(current.values(), key=lambda piece: piece.published, reverse=True)
    text = build(outlet, newest_first, root, first)
    declared = f'<?xml version="1.0" encoding="{outlet.encoding}"?>\n{text}'
    return declared.encode(outlet.encoding, "xmlcharrefreplace")


def _rss(outlet: Outlet, pieces: Sequence[Piece], root: str, first: datetime) -> str:
    items = [
        f"""<item><title>{xml(piece.title)}</title><link>{root}{piece.path}</link>
<guid isPermaLink="false">{piece.path}</guid><pubDate>{format_datetime(piece.published)}</pubDate>
{_credit(piece)}<description>{xml(escape(piece.summary))}</description></item>"""
        for piece in pieces
    ]
    standing = f"""<item><title>{xml(outlet.standing_title)}</title><link>{root}/{outlet.id}/standing.html</link>
<pubDate>{format_datetime(first)}</pubDate><description>{xml(outlet.standing_text)}</description></item>"""
    return f"""<rss version="2.0"><channel><title>{xml(outlet.name)}</title><link>{root}/{outlet.id}/</link>
<description>{xml(outlet.name)}</description><language>{outlet.language}</language>
{"".join(items)}{standing}</channel></rss>"""


def _credit(piece: Piece) -> str:
    if piece.credit is None:
        return ""
    return f'<source url="https://publisher.example/feed">{xml(piece.credit)}</source>'


def _rdf(outlet: Outlet, pieces: Sequence[Piece], root: str, first: datetime) -> str:
    rows = [
        (f"{root}{piece.path}", piece.title, piece.summary, piece.published) for piece in pieces
    ]
    rows.append(
        (f"{root}/{outlet.id}/standing.html", outlet.standing_title, outlet.standing_text, first)
    )
    listed = "".join(f'<rdf:li rdf:resource="{link}"/>' for link, *_ in rows)
    items = "".join(
        f"""<item rdf:about="{link}"><title>{xml(title)}</title><link>{link}</link>
<description>{xml(summary)}</description><dc:date>{published.isoformat()}</dc:date></item>"""
        for link, title, summary, published in rows
    )
    return f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="{root}/{outlet.id}/"><title>{xml(outlet.name)}</title><link>{root}/{outlet.id}/</link>
<description>{xml(outlet.name)}</description><dc:language>{outlet.language}</dc:language>
<items><rdf:Seq>{listed}</rdf:Seq></items></channel>{items}</rdf:RDF>"""


def _atom(outlet: Outlet, pieces: Sequence[Piece], root: str, first: datetime) -> str:
    entries = [
        f"""<entry><id>tag:{outlet.id}.example,2026:{piece.path}</id><title>{xml(piece.title)}</title>
<link rel="alternate" href="{root}{piece.path}"/><updated>{piece.published.isoformat()}</updated>
<summary>{xml(piece.summary)}</summary></entry>"""
        for piece in pieces
    ]
    standing = f"""<entry><id>tag:{outlet.id}.example,2026:standing</id><title>{xml(outlet.standing_title)}</title>
<link rel="alternate" href="{root}/{outlet.id}/standing.html"/><updated>{first.isoformat()}</updated>
<summary>{xml(outlet.standing_text)}</summary></entry>"""
    newest = pieces[0].published if pieces else first
    return f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">
<id>tag:{outlet.id}.example,2026:feed</id><title>{xml(outlet.name)}</title><updated>{newest.isoformat()}</updated>
<link rel="alternate" href="{root}/{outlet.id}/"/>{"".join(entries)}{standing}</feed>"""
