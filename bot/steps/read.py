"""An article's page to its text. trafilatura finds the article; what is no article is refused by name."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import UTC, datetime

import trafilatura
from lxml import html as lxml_html
from lxml.etree import LxmlError
from trafilatura.settings import Document

from bot.errors import ParseError

# trafilatura warns of every page that it finds odd; what becomes of a page, we say ourselves.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

# A wall is short: a long text that mentions cookies is an article.
WALL_MOST = 1_200
SHORTEST = 40
_WALL = re.compile(
    r"captcha|are you (?:a )?(?:human|robot)|unusual traffic|access denied|attention required|"
    r"verify you are human|checking your browser|just a moment\.\.\.|enable (?:javascript|cookies)|"
    r"before you continue|we value your privacy|accept (?:all )?cookies|cookie (?:consent|settings|policy)|"
    r"同意して(?:続|す)|アクセスが拒否|ロボットではありません|请完成验证|安全验证|访问受限|쿠키 (?:사용|설정)|로봇이 아닙니다|"
    r"cookies? (?:akzeptieren|accepter|aceptar|accettare|accepteren)|zustimmen und weiter",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What a page says; figures' offsets are into `text`, whose paragraphs are lines."""

    title: str
    text: str
    language: str | None
    published: datetime | None
    source: str | None


def read_page(html: str, *, url: str, language: str | None) -> PageText:
    """The article of a page.

    Args:
        html: the page, decoded.
        url: where it came from.
        language: of the feed, if known; the fast way of reading is worse for Chinese and Korean.

    Raises:
        ParseError: where the page is a consent or block page, or holds no article.
    """
    wide = language is None or language.startswith(("ja", "zh", "ko"))
    found = trafilatura.bare_extraction(
        html,
        url=url,
        fast=not wide,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
    )
    document = found if isinstance(found, Document) else None
    text = _lines(document.text or "") if document is not None else ""
    if len(text) < SHORTEST:
        text = max(text, _fallback(html), key=len)
    title = " ".join((document.title or "").split()) if document is not None else ""
    if len(text) < WALL_MOST and _WALL.search(f"{title}\n{text[:WALL_MOST]}"):
        raise ParseError(
            "the page asks for consent, a login or proof of being human; it was left alone"
        )
    if not text:
        raise ParseError("the page holds no article that can be found")
    return PageText(
        title=title,
        text=text,
        language=document.language if document is not None else None,
        published=_day(document.date if document is not None else None),
        source=document.sitename if document is not None else None,
    )


def _fallback(html: str) -> str:
    """The paragraphs of the page's main part, for articles too short for trafilatura."""
    try:
        tree = lxml_html.fromstring(html)
    except (LxmlError, ValueError):
        return ""
    for tag in tree.xpath("//script | //style | //nav | //header | //footer | //aside | //form"):
        tag.drop_tree()
    for place in ("//article", "//main", "//*[@role='main']", "//body"):
        found = tree.xpath(place)
        if found:
            paragraphs = found[0].xpath(".//p | .//li | .//td | .//h2 | .//h3") or found
            return _lines("\n".join(one.text_content() for one in paragraphs))
    return ""


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _day(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
