"""What was told, as feeds: Atom (RFC 4287) and JSON Feed 1.1, so that others can subscribe."""

from __future__ import annotations

from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.model.alerts import Alert
from bot.render import wording
from bot.render.console import alert_text, plain
from bot.render.slack_blocks import safe_link
from bot.storage import board
from bot.web.site import site

ATOM = "http://www.w3.org/2005/Atom"
MOST = 50


def atom(request: Request) -> Response:
    """The alerts of a topic as Atom."""
    name, base, alerts = _told(request)
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", f"{base}told/{request.path_params['topic']}.atom")
    _add(feed, "title", f"{name}: what changed")
    newest = max((alert.created_at for alert in alerts), default=site(request).now())
    _add(feed, "updated", newest.isoformat())
    ET.SubElement(feed, f"{{{ATOM}}}link", rel="self", href=str(request.url))
    author = ET.SubElement(feed, f"{{{ATOM}}}author")
    _add(author, "name", "Newsledger")
    for alert in alerts:
        entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
        _add(entry, "id", f"urn:newsledger:{alert.key}")
        _add(entry, "title", plain(wording.headline(alert)))
        _add(entry, "updated", alert.created_at.isoformat())
        ET.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=_link(alert, base))
        _add(entry, "content", alert_text(alert)).set("type", "text")
    body = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type="application/atom+xml; charset=utf-8")


def json_feed(request: Request) -> Response:
    """The same as JSON Feed: https://www.jsonfeed.org/version/1.1/."""
    name, base, alerts = _told(request)
    return JSONResponse(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": f"{name}: what changed",
            "home_page_url": base,
            "feed_url": str(request.url),
            "items": [
                {
                    "id": alert.key,
                    "url": _link(alert, base),
                    "title": plain(wording.headline(alert)),
                    "content_text": alert_text(alert),
                    "date_published": alert.created_at.isoformat(),
                }
                for alert in alerts
            ],
        },
        media_type="application/feed+json",
    )


def _told(request: Request) -> tuple[str, str, list[Alert]]:
    here = site(request)
    topic = here.topic(request.path_params["topic"])
    with here.reading() as conn:
        found = board.latest_alerts(conn, topic=topic.id, limit=MOST)
    # An article without a figure of its own stands in the digest alone; what is doubtful was told to nobody yet.
    told = [alert for alert, _ in found if alert.changes and not alert.to_check]
    return topic.name, here.access.address, told


def _link(alert: Alert, base: str) -> str:
    return safe_link(alert.article.url) or urljoin(base, f"articles/{alert.article.id}")


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{ATOM}}}{name}")
    # What XML 1.0 has no place for would make the whole feed unreadable.
    child.text = "".join(char for char in text if char in "\t\n\r" or char >= " ")
    return child
