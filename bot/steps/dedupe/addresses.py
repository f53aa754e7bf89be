"""Do two URLs lead to one page?

What a phone, a feed reader, a share button or a cache adds to an address goes, and what tells two articles
apart stays. courlan is not used for it: it drops parameters that name the article on many sites (`cid`, `uid`,
`eid`, `keyword`) and keeps `www`, `/amp/`, trailing slashes and the scheme.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

from tld import get_tld
from tld.utils import Result

DEFAULT_PORTS = (None, 80, 443)

_HOST = re.compile(r"[\w.-]+(?::\d+)?|\[[0-9a-f:.]+\](?::\d+)?")
# Names in front of a host that serve the same pages to a browser or a phone, also after a language's ("en.m.").
_DEVICES = frozenset({"www", "www2", "m", "mobile", "amp"})
# No page has an address this long; what has is kept as it is.
LONGEST = 4096
_AMPERSAND = re.compile(r"&(?:amp;)+")

# The AMP form of a page: a folder before or after its path, or an ending of its last name.
_AMP_NAMES = frozenset({"amp", "amp.html"})
_AMP_ENDING = re.compile(r"(?<=\w)(?:\.amp)+(?=(?:\.html?)?$)")
_INDEX_NAMES = frozenset({"index.html", "index.htm"})
_AMP_CACHE = re.compile(
    r"^(?:[\w-]+\.cdn\.ampproject\.org/[cv]|(?:www\.)?google\.[a-z.]+/amp)/(?:s/)?", re.IGNORECASE
)
_SESSION = re.compile(r";jsessionid=[^/?]*", re.IGNORECASE)

# Who sent the reader, and by what button: never what they came to read. `id`, `p`, `no`, `idxno`, `aid`,
# `cid` and the like name the article on many sites, and stay.
_TRACKING_STARTS = tuple(
    f"{campaign}_"
    for campaign in "utm mtm itm pk hsa guce gaa ns at mc mkt oly vero".split(" ")  # noqa: SIM905  (names, not a list)
)
_TRACKING_NAMES = """
_ga _gl amp campaign cmp cmpid cvid dclid fbclid feature ftag from gbraid gclid guccounter icid
igsh igshid ito leadsource mkt_tok msclkid n_cid ncid ocid outputtype partner ref ref_src
ref_url referer referrer reflink rss s_cid sc_cid share share_token shared smid smtyp source spm
sr_share src sref taid track tracking trk ttclid twclid via wbraid xtor yclid
"""
_TRACKING = frozenset(_TRACKING_NAMES.split())

# Addresses that carry the page's own in a parameter.
_CARRIERS = {
    "google.com/url": ("url", "q"),
    "bing.com/news/apiclick.aspx": ("url",),
    "l.facebook.com/l.php": ("u",),
    "out.reddit.com/": ("url",),
}
# Addresses that stand for a page without saying which: the same page has any number of them.
_WRAPPERS = re.compile(
    r"^https://(?:news\.google\.com/(?:rss/|__i/rss/)?(?:articles|read)/|feedproxy\.google\.com/|"
    r"feeds\.feedburner\.com/|(?:t\.co|bit\.ly|buff\.ly|ow\.ly|tinyurl\.com|dlvr\.it|lnkd\.in)/)"
)
_SAFE_IN_PATH = "/!$&'()*+,;=:@-._~"


def normalise_url(url: str) -> str:
    """The one spelling of an address.

    Gone are: scheme differences, credentials, default ports, `www`, hosts and paths for phones and AMP,
    tracking parameters and the order of the others, fragments, `index.html`, doubled and trailing
    slashes, and the choice between percent-encoded and plain. What is no web address comes back as it
    was, without white space around it.
    """
    url = _AMPERSAND.sub("&", url.strip())
    while len(url) <= LONGEST:
        plain = _plain(url)
        # As it was written first: a cache's own folder looks like a mark of AMP.
        carried = _carried(url) or _carried(plain)
        if carried is None:
            return plain
        url = _AMPERSAND.sub("&", carried.strip())
    return url


def _plain(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = _host(parts)
    except ValueError:
        return url
    if parts.scheme.lower() not in {"http", "https"} or not _HOST.fullmatch(host):
        return url
    query = _query(parts.query)
    route = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"https://{host}{_path(parts.path)}{'?' if query else ''}{query}{route}"


def address_of(url: str | None) -> str | None:
    """The normalised address, or None where the URL does not say which page it leads to."""
    if not url:
        return None
    address = normalise_url(url)
    return None if _WRAPPERS.match(address) else address


@lru_cache(maxsize=4096)
def site_of(url: str | None) -> str:
    """The publisher's site that an address belongs to: the domain that was registered, with a port of its own.

    By the Public Suffix List, so that two blogs of one host are two sites, and `rss.paper.co.uk` and
    `www.paper.co.uk` are one. A name that the list does not know stands for itself. "" for what is no web address.
    """
    try:
        parts = urlsplit((url or "").strip())
        host, port = _host(parts), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not _HOST.fullmatch(host):
        return ""
    name = f"https://{host.partition(':')[0]}/"
    known = (
        None
        if host.startswith("[")
        else get_tld(name, as_object=True, fail_silently=True, search_private=True)
    )
    if not isinstance(known, Result):
        return host
    return known.fld if port in DEFAULT_PORTS else f"{known.fld}:{port}"


def page_of(url: str | None, carried_by: str | None) -> str | None:
    """The address of the page that a text may be taken for; None where it may be taken for none.

    `carried_by` is the feed whose own words the text is, None where it was read from `url`. A feed's words stand
    for a page of its own site alone, and a page's text for no page of another site, whatever its address holds.
    """
    word = carried_by or url
    address = address_of(url)
    return url if address is not None and site_of(address) == site_of(word) else None


def article_id(
    url: str | None, title: str, published: datetime, *, carried_by: str | None = None
) -> str:
    """A short id, the same for one page however it is linked to.

    What may be taken for no page (see `page_of`) is told by whose word it is, where that leads, its title and its
    day: so no feed's words get the id of another publisher's article.
    """
    page = page_of(url, carried_by)
    what = address_of(page)
    if what is None:
        day, words = published.date().isoformat(), " ".join(title.split()).casefold()
        what = "\n".join((site_of(carried_by or url), address_of(url) or "", words, day))
    return hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _carried(url: str) -> str | None:
    """The address that another one carries: a redirector's target, an AMP cache's original."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    whole = f"{parts.netloc}{parts.path}"
    cached = _AMP_CACHE.match(whole)
    if cached is not None and "." in whole[cached.end() :].split("/", 1)[0]:
        return f"https://{whole[cached.end() :]}{'?' if parts.query else ''}{parts.query}"
    names = _CARRIERS.get(whole.lower().removeprefix("www."))
    if names is None:
        return None
    given = dict(parse_qsl(parts.query))
    return next((given[name] for name in names if given.get(name, "").startswith("http")), None)


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        host = host.casefold()
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _DEVICES:  # noqa: PLR2004  (a name and its domain)
        del labels[0]
    while len(labels) > 3 and labels[1] == "m":  # noqa: PLR2004  (a language's, before the same)
        del labels[1]
    host = ".".join(labels)
    if ":" in host:
        host = f"[{host}]"
    return host if parts.port in DEFAULT_PORTS else f"{host}:{parts.port}"


def _path(path: str) -> str:
    path = _SESSION.sub("", path)
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            segments = segments[:-1]
        elif segment not in {"", "."}:
            segments.append(_spelt(segment))
    while len(segments) > 1 and segments[0] in _AMP_NAMES:
        del segments[0]
    while segments:
        segments[-1] = _AMP_ENDING.sub("", segments[-1])
        if segments[-1] in _INDEX_NAMES or (len(segments) > 1 and segments[-1] in _AMP_NAMES):
            del segments[-1]
        else:
            break
    return "".join(f"/{segment}" for segment in segments)


def _spelt(segment: str) -> str:
    """A path segment in one percent-encoding; an encoded slash stays one."""
    return "%2F".join(
        quote(unquote_to_bytes(part), safe=_SAFE_IN_PATH)
        for part in re.split("%2f", segment, flags=re.IGNORECASE)
    )


def _query(query: str) -> str:
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if name.lower() not in _TRACKING and not name.lower().startswith(_TRACKING_STARTS)
    ]
    return urlencode(sorted(kept))
