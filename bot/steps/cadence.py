"""When a feed is polled next, from what its publisher asks, what it did so far, and the time.

RFC 9111 for freshness, RFC 9110 for Retry-After; the reasons stand beside each rule.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from urllib.parse import urlsplit

from bot.errors import BotError, FetchError
from bot.model.feeds import Feed, FeedState, Page, ParsedFeed

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(hours=24)
# A server that answers 304 for ever is asked without validators this often.
UNCONDITIONAL_EVERY = timedelta(days=3)
# A permanent redirect is believed when it held for so long; from http to https at once.
MOVE_BELIEVED_AFTER = timedelta(days=7)
# A move that was believed is doubted when the feed has failed there for so long.
DOUBTED_AFTER = timedelta(days=1)
FIRST_BACKOFF = timedelta(minutes=10)
MOST_DOUBLINGS = 8
# A server may ask for more than our day; beyond a week it is a mistake, and no feed is given up.
# 410 means for good, and is sometimes a mistake as well.
GONE_PAUSE = timedelta(days=7)
# A feed that has little to say is polled less often, up to so many of its intervals.
STRETCH = 4
POLLS_A_GAP = 4
GAP_WEIGHT = 0.3
JITTER = 0.1
FIRST_ERROR = 400
BUSY = (429, 503)  # they say nothing against what was sent
# Servers take 8 KB of headers, all in all, and answer 400 or 431 to more.
LONGEST_VALIDATOR = 4_096
# Who comes so much of a wait too late was held up with all others, and takes a place of its own again.
LATE = 0.25


def wants_all(state: FeedState, *, now: datetime) -> bool:
    """Whether to ask without validators, in case the server's 304 is stuck."""
    if state.last_full_at is None:
        return True
    # One that lies ahead is from a clock that was set right since.
    return not timedelta(0) <= now - state.last_full_at < UNCONDITIONAL_EVERY


def unchanged(state: FeedState, page: Page) -> bool:
    """Whether the body is the one that was parsed last, whatever the validators say."""
    return page.not_modified or body_mark(page) == state.body_sha256


def body_mark(page: Page) -> str:
    """What recognises a body again."""
    return hashlib.sha256(page.body).hexdigest()


def after_page(
    feed: Feed,
    state: FeedState,
    page: Page,
    parsed: ParsedFeed | None,
    *,
    now: datetime,
    chance: float,
) -> FeedState:
    """The state after an answer that could be used.

    Args:
        feed: what feeds.yaml says of it.
        state: what was known before.
        page: the answer, 304 included.
        parsed: the document, or None where it was not parsed because it had not changed.
        now: the time.
        chance: 0 to 1, drawn by the caller, that spreads feeds a little.
    """
    newest = (
        max((entry.published for entry in parsed.entries if entry.dated), default=None)
        if parsed
        else None
    )
    gap = _gap(state, parsed)
    url, moved_to, moved_since = _moved(state, page, now)
    kept = replace(
        state,
        # Updated on 304 too; a header that is not repeated there stays (RFC 9111, 4.3.4).
        etag=_kept(page.headers.get("etag"), state.etag, page),
        last_modified=_kept(page.headers.get("last-modified"), state.last_modified, page),
        body_sha256=state.body_sha256 if page.not_modified else body_mark(page),
        last_polled_at=now,
        last_success_at=now,
        last_full_at=state.last_full_at if page.not_modified else now,
        last_item_at=max(filter(None, (state.last_item_at, newest)), default=None),
        gap=gap,
        asked=_wish(parsed) if parsed else state.asked,
        skip_hours=parsed.skip_hours if parsed else state.skip_hours,
        note="; ".join(parsed.notes) or None if parsed else state.note,
        failures=0,
        last_error=None,
        failing_since=None,
        gone=False,
        url=url,
        moved_to=moved_to,
        moved_since=moved_since,
    )
    wait = max(_usual(feed, gap), _fresh(page.headers, now), kept.asked or timedelta(0))
    at = now + _spread(state, wait, now=now, chance=chance)
    return replace(kept, next_poll_at=_out_of(kept.skip_hours, at))


def after_error(
    feed: Feed,
    state: FeedState,
    error: BotError,
    *,
    now: datetime,
    chance: float,
) -> FeedState:
    """The state after a failure: later and later up to a day, never given up, and never sooner than if all was well.

    Validators stay as they were, so what is asked next is what was last understood; but for a server that refuses
    again and again, which may be choking on them.
    """
    failures = state.failures + 1
    backoff = FIRST_BACKOFF * 2 ** min(failures - 1, MOST_DOUBLINGS)
    answered = error if isinstance(error, FetchError) else None
    fresh = _fresh(answered.headers, now) if answered else timedelta(0)
    longest = max(backoff, _usual(feed, state.gap), state.asked or timedelta(0), fresh)
    wait = _spread(state, longest, now=now, chance=chance)
    choking = (
        state.failures > 0
        and answered is not None
        and (answered.status or 0) >= FIRST_ERROR
        and answered.status not in BUSY
    )
    gone = answered is not None and answered.gone
    # A silent server says nothing against a move that is on probation; a wrong document does.
    still_moved = answered is not None
    return replace(
        state,
        last_polled_at=now,
        etag=None if choking else state.etag,
        last_modified=None if choking else state.last_modified,
        failures=failures,
        last_error=error.reason,
        failing_since=state.failing_since or now,
        gone=gone,
        moved_to=state.moved_to if still_moved else None,
        moved_since=state.moved_since if still_moved else None,
        next_poll_at=_out_of(
            state.skip_hours,
            now + max(GONE_PAUSE if gone else wait, error.retry_after or timedelta(0)),
        ),
    )


def doubted(feed: Feed, state: FeedState, *, now: datetime) -> FeedState | None:
    """The state with which the declared address is asked after the believed one failed; None where there is no doubt.

    A site may move back. By then a feed is asked about once a day, so its declared address is too.
    """
    failing = state.failing_since
    if state.url == feed.url or failing is None or now - failing < DOUBTED_AFTER:
        return None
    return replace(
        state,
        url=feed.url,
        etag=None,
        last_modified=None,
        body_sha256=None,
        moved_to=None,
        moved_since=None,
    )


def held(state: FeedState, until: datetime) -> FeedState:
    """The state of a feed that was not asked, since its host wants to be left alone until then."""
    return replace(state, next_poll_at=until)


def _usual(feed: Feed, gap: timedelta | None) -> timedelta:
    """Our interval, or less often where the feed has long had less to say."""
    interval = _clamped(feed.interval)
    return interval if gap is None else max(interval, min(gap / POLLS_A_GAP, interval * STRETCH))


def _clamped(wait: timedelta) -> timedelta:
    return min(max(wait, SHORTEST), LONGEST)


def _wish(parsed: ParsedFeed) -> timedelta | None:
    """The longest that the document itself asks us to wait."""
    return max(filter(None, (parsed.ttl, parsed.hub_interval)), default=None)


def _kept(sent: str | None, known: str | None, page: Page) -> str | None:
    """The validator to send back: the one that came, or on 304 the one that we have; none that a server chokes on."""
    validator = sent or (known if page.not_modified else None)
    return validator if validator and len(validator) <= LONGEST_VALIDATOR else None


def _fresh(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long the answer stays fresh (RFC 9111, 4.2): max-age less Age, or Expires less Date."""
    control = headers.get("cache-control", "").lower()
    if "no-cache" in control or "no-store" in control:
        return timedelta(0)
    age = re.search(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", control)
    if age:
        stale = re.fullmatch(r"\d{1,9}", headers.get("age", "").strip())
        seconds = int(age.group(1)) - (int(stale.group()) if stale else 0)
        return timedelta(seconds=max(0, seconds))
    expires = _date(headers.get("expires"))
    if expires is None:
        return timedelta(0)
    return max(timedelta(0), expires - (_date(headers.get("date")) or now))


def _date(value: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value or "")
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def gap_between(moments: Iterable[datetime]) -> timedelta | None:
    """The usual time between items that came then; None where there are not two.

    The median: one old item that stays pinned to the top says nothing about the others.
    """
    times = sorted(set(moments))
    gaps = sorted(later - earlier for earlier, later in pairwise(times))
    return gaps[len(gaps) // 2] if gaps else None


def _gap(state: FeedState, parsed: ParsedFeed | None) -> timedelta | None:
    """The learned time between items: the usual one of what the feed shows, moved slowly."""
    if parsed is None:
        return state.gap
    seen = gap_between(entry.published for entry in parsed.entries if entry.dated)
    if seen is None:
        return state.gap
    return seen if state.gap is None else state.gap * (1 - GAP_WEIGHT) + seen * GAP_WEIGHT


def _moved(state: FeedState, page: Page, now: datetime) -> tuple[str, str | None, datetime | None]:
    """Where to fetch from now on, and a permanent move that is still on probation, with since when."""
    here, there = page.url.partition(":")[0], page.final_url.partition(":")[0]
    if not page.permanent or page.final_url == state.url or (here, there) == ("https", "http"):
        return state.url, None, None
    since = state.moved_since if state.moved_to == page.final_url else None
    secured = _without_scheme(state.url) == _without_scheme(page.final_url)
    if (secured and page.final_url.startswith("https:")) or (
        since is not None and now - since >= MOVE_BELIEVED_AFTER
    ):
        return page.final_url, None, None
    return state.url, page.final_url, since or now


def _without_scheme(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(scheme="").geturl().rstrip("/")


def _spread(state: FeedState, wait: timedelta, *, now: datetime, chance: float) -> timedelta:
    """A wait within our bounds, so that feeds do not all come at once.

    A feed that is met for the first time, or comes with many others after a stop, waits longer by a share
    of its own, and so gets its place among them. It keeps that place from then on, but for a little chance.
    """
    own = int.from_bytes(hashlib.sha256(state.feed_id.encode()).digest()[:4], "big") / 2**32
    due = state.next_poll_at
    placed = state.last_polled_at is not None and due is not None and now - due <= wait * LATE
    return _clamped(wait * (1 + (JITTER * chance if placed else own)))


def _out_of(skipped: tuple[int, ...], at: datetime) -> datetime:
    """Out of the hours that the feed asks to be left alone in (GMT), at the same minute of a later one."""
    if len(set(skipped)) >= 24:  # noqa: PLR2004  (all of them would be never)
        return at
    while at.astimezone(UTC).hour in skipped:
        at += timedelta(hours=1)
    return at
