"""What stands between a page's headline and the body that was found: the lead, and key points in a list."""

from __future__ import annotations

import re

from lxml import html as lxml_html

_BLOCKS = frozenset({"p", "li", "h2", "div"})
# Within these nothing is the article's own lead.
_OUTSIDE = frozenset(
    {"nav", "aside", "form", "figure", "footer", "button", "table", "time", "address", "select"}
)
_NO_LEAD = re.compile(
    r"share|social|author|byline|\bdate|meta|newsletter|promo|related|advert|\bads?\b|caption|credit|"
    r"breadcrumb|\btags?\b|cookie|consent|comment|\bnav|menu|toolbar|subscri|paywall|login|more-",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?。！？…」』”\"）)]$")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# A line of a lead is at least so long; signs of East Asia say more each.
_SHORTEST, _SHORTEST_CJK = 25, 12
_LONGEST, _MOST_LINES, _FARTHEST = 1_200, 8, 60
# So much of a paragraph's beginning tells it from all others.
_MARK = 60


def lead_of(tree: lxml_html.HtmlElement, text: str) -> list[str]:
    """The lines of the lead that `text`, the body found on the page, does not hold; none where there is no headline.

    Looked at are the blocks that follow the first headline, until one of them is the body's own.
    """
    headlines = tree.xpath("//h1")
    if not headlines or not text:
        return []
    body = " ".join(text.split())
    lines: list[str] = []
    for number, block in enumerate(_following(headlines[0])):
        said = " ".join(block.text_content().split())
        if said and said[:_MARK] in body:
            return lines
        if number > _FARTHEST:
            break
        if _is_lead(block, said) and said not in lines:
            lines.append(said)
            if len(lines) > _MOST_LINES:
                break
    # The body never came: what was met on the way belongs to something else.
    return []


def _following(headline: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    found = headline.xpath(
        "following::*[self::p or self::li or self::h2 or self::div][position() <= 200]"
    )
    return [
        block
        for block in found
        if block.tag != "div" or not any(one.tag in _BLOCKS for one in block.iterdescendants())
    ]


def _is_lead(block: lxml_html.HtmlElement, said: str) -> bool:
    shortest = _SHORTEST_CJK if _CJK.search(said) else _SHORTEST
    if not shortest <= len(said) <= _LONGEST or not (_ENDS.search(said) or block.tag == "li"):
        return False
    linked = sum(len(link.text_content()) for link in block.iter("a"))
    if linked * 2 > len(said):
        return False
    place = block
    while place is not None:
        names = f"{place.get('class', '')} {place.get('id', '')}"
        if place.tag in _OUTSIDE or (place.tag not in {"body", "html"} and _NO_LEAD.search(names)):
            return False
        place = place.getparent()
    return True
