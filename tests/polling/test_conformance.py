"""polling.md, row by row: a whole bot polls a server that misbehaves, and the test is its clock."""

from __future__ import annotations

import gzip
import io
import socket
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from misbehaving import (
    Misbehaving,
    dripping,
    endless,
    hang_up,
    head,
    moved,
    packed,
    reply,
    say_nothing,
)
from polled import Polled, rss
from rich.console import Console

from bot import app
from bot.dispatch import work
from bot.jobs import poll_feed
from bot.model.feeds import Feed
from bot.render import listings
from bot.steps import cadence
from bot.storage import entries, feeds, outbox
from bot.storage.engine import reading, writing

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TAG = '"v1"'
THEN = "Mon, 13 Apr 2026 08:00:00 GMT"


def serve(polled: Polled, *answers) -> None:
    """Answer with each of these in turn, and with the last from then on."""
    left = list(answers)

    def answer(request, wire) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(request, wire)

    polled.server.answers["/feed"] = answer


def honest(body: str, tag: str = TAG):
    """An answer that is 304 for whoever sends the tag."""

    def answer(request, wire) -> None:
        same = request.headers.get("if-none-match") == tag
        reply("" if same else body, status=304 if same else 200, ETag=tag)(request, wire)

    return answer


def also(polled: Polled, feed_id: str, url: str) -> None:
    """Declare another feed."""
    before = polled.context.watchlist
    feed = Feed(id=feed_id, url=url, name=feed_id)
    after = replace(before, feeds=(*before.feeds, feed))
    polled.context = replace(polled.context, watchlist=after)
    work.start(polled.context, now=polled.now)


def notices(polled: Polled) -> list[str]:
    """What people were told about feeds."""
    with reading(polled.context.engine) as conn:
        return [str(one.payload["text"]) for one in outbox.undelivered(conn)]


# --- validators ------------------------------------------------------------------------------------------


def test_both_validators_go_back_as_they_came(polled: Polled):
    """A server that compares strings must see its own."""
    serve(polled, reply(rss(1), ETag='W/"\xe9 1"', Last_Modified="Thursday, maybe"))
    polled.poll()
    polled.poll()
    sent = polled.server.requests[-1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('W/"\xe9 1"', "Thursday, maybe")


def test_validators_are_taken_from_a_304_too(polled: Polled):
    """Servers renew a tag without sending the body again (FreshRSS 6712)."""
    serve(polled, reply(rss(1), ETag='"1"'), reply(status=304, ETag='"2"'), reply(status=304))
    for _ in range(3):
        polled.poll()
    assert polled.state.etag == '"2"'


def test_validators_are_taken_where_only_the_headers_changed(polled: Polled):
    """The body is the same, its tag is new: the old one would never match again."""
    serve(polled, reply(rss(1), ETag='"1"'), reply(rss(1), ETag='"2"'))
    polled.poll()
    assert polled.poll().not_modified
    assert polled.state.etag == '"2"'


def test_validators_of_what_could_not_be_parsed_are_not_kept(polled: Polled):
    """With them, the server would answer 304 to a document that we never read (NetNewsWire 4345)."""
    serve(polled, reply("<html>Oops</html>", ETag='"bad"'), reply(rss(1), ETag='"good"'))
    assert polled.poll().error is not None
    assert polled.state.etag is None
    polled.poll()
    assert "if-none-match" not in polled.server.requests[-1].headers
    assert polled.titles == {"Plant 1"}


# --- unchanged body, stuck 304 -----------------------------------------------------------------------------


def test_an_unchanged_body_is_not_parsed_again(polled: Polled, monkeypatch):
    """Many servers ignore validators, and the parse costs ten times the request."""
    serve(polled, reply(rss(1)))
    polled.poll()
    monkeypatch.setattr(polled.context.parsers, "run", None)
    outcome = polled.poll()
    assert (outcome.error, outcome.not_modified) == (None, True)


def test_a_server_that_is_stuck_at_304_is_asked_without_validators_every_few_days(polled: Polled):
    """FreshRSS 1020 and 5149: a server that answered 304 for ever, while its feed went on."""

    def stuck(request, wire) -> None:
        conditional = "if-none-match" in request.headers
        reply(rss(1, 2), status=304 if conditional else 200, ETag=TAG)(request, wire)

    serve(polled, reply(rss(1), ETag=TAG), stuck)
    begun = polled.now
    while polled.titles != {"Plant 1", "Plant 2"}:
        polled.poll()
        assert polled.now - begun < timedelta(days=4)


# --- when next ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "least", "most"),
    [
        pytest.param(reply(rss(1)), 30, 61, id="our interval"),
        pytest.param(reply(rss(1), Cache_Control="max-age=7200"), 120, 241, id="max-age"),
        pytest.param(
            reply(rss(1), Cache_Control="max-age=7200", Age="3600"), 60, 121, id="less Age"
        ),
        pytest.param(
            reply(rss(1), Date=THEN, Expires="Mon, 13 Apr 2026 11:00:00 GMT"),
            180,
            361,
            id="Expires",
        ),
        pytest.param(reply(rss(1, channel="<ttl>90</ttl>")), 90, 181, id="ttl"),
        pytest.param(reply(rss(1), Cache_Control="max-age=99999999"), 1440, 1440, id="a day"),
        pytest.param(reply(rss(1), Cache_Control="max-age=1"), 30, 61, id="less than ours"),
        pytest.param(reply(status=500, Cache_Control="max-age=1"), 30, 61, id="an error"),
        pytest.param(
            reply(
                rss(
                    1,
                    channel="<sy:updatePeriod xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>"
                    "daily</sy:updatePeriod>",
                )
            ),
            1440,
            1440,
            id="sy:updatePeriod",
        ),
    ],
)
def test_the_next_poll_is_when_the_longest_wish_is_over(polled: Polled, answer, least, most):
    """Ours, the server's and the document's, between ten minutes and a day."""
    serve(polled, answer)
    polled.poll()
    assert least * MINUTE <= polled.wait <= most * MINUTE


def test_a_304_says_anew_how_long_it_is_fresh(polled: Polled):
    """A reader that hears the headers of 200 alone comes too early (miniflux does)."""
    serve(polled, reply(rss(1), ETag=TAG), reply(status=304, Cache_Control="max-age=36000"))
    polled.poll()
    polled.poll()
    assert polled.wait >= 10 * HOUR


def test_hours_that_a_feed_skips_are_skipped(polled: Polled):
    """Publishers who bother to say so mean it."""
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(9, 24))
    serve(polled, reply(rss(1, channel=f"<skipHours>{hours}</skipHours>")))
    polled.poll()
    due = polled.state.next_poll_at
    assert due.hour not in range(9, 24)


def test_a_feed_that_has_little_to_say_is_polled_less_often(polled: Polled):
    """A weekly column need not be asked every half hour."""
    dated = "".join(
        f"<item><title>{week}</title><pubDate>{format_datetime(polled.now - week * 7 * DAY)}</pubDate></item>"
        for week in range(1, 6)
    )
    serve(polled, reply(rss(channel=dated)))
    polled.poll()
    assert polled.wait >= 2 * HOUR
    assert polled.state.gap == 7 * DAY


def test_feeds_that_begin_together_do_not_stay_together(polled: Polled):
    """Elsewhere all feeds collide every hour (miniflux 3130)."""
    for number in range(8):
        also(polled, f"f{number}", polled.server.url(f"/f{number}"))
        polled.server.answers[f"/f{number}"] = reply(rss(number))
    serve(polled, reply(rss(1)))
    while work.poll_one(polled.context, polled.now):
        pass
    with reading(polled.context.engine) as conn:
        due = {state.next_poll_at for state in feeds.states(conn)}
    assert len(due) == 9
    assert max(due) - min(due) > 5 * MINUTE


# --- Retry-After, errors -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_obeyed_in_both_forms_by_every_feed_of_the_host(
    polled: Polled, status, form
):
    """Who asks for quiet gets it, for all that we would ask there."""
    until = polled.now + 3 * HOUR
    said = "10800" if form == "seconds" else format_datetime(until, usegmt=True)
    serve(polled, reply(status=status, Retry_After=said), reply(rss(1)))
    also(polled, "two", polled.server.url("/two"))
    polled.server.answers["/two"] = reply(rss(2))
    for _ in range(3):
        work.poll_one(polled.context, polled.now)
    assert len(polled.server.requests) == 1
    assert work.poll_one(polled.context, until - MINUTE) is None
    polled.now = until + 2 * HOUR
    assert work.poll_one(polled.context, polled.now).error is None


def test_retry_after_of_a_host_that_we_were_sent_to_holds_for_that_host(polled: Polled):
    """The one who was asked too often is the one at the end of the redirect."""
    with Misbehaving() as other:
        # Another name for the same machine: a host of its own to the bot.
        address = other.url("/two").replace("127.0.0.1", "localhost")
        settings = polled.context.settings
        watchlist = polled.context.watchlist
        other.answers["/two"] = reply(status=429, Retry_After="3600")
        serve(polled, moved(address, 302))
        settings = settings.model_copy(update={"allow_hosts": ("127.0.0.1", "localhost")})
        with app.opened(settings, watchlist, log=polled.context.log) as context:
            assert "429" in (work.poll_one(context, polled.now).error or "")
            with reading(context.engine) as conn:
                assert set(feeds.held_hosts(conn, polled.now)) == {"localhost"}
            with writing(context.engine) as conn:
                feeds.hasten(conn, now=polled.now)
            again = work.poll_one(context, polled.now)
            assert (again.held, len(other.requests)) == (True, 1)
            with reading(context.engine) as conn:
                assert feeds.states(conn)[0].failures == 1


def test_too_many_requests_holds_the_host_even_where_it_does_not_say_how_long(polled: Polled):
    """Many servers answer 429 and nothing else."""
    serve(polled, reply(status=429))
    polled.poll()
    with reading(polled.context.engine) as conn:
        assert feeds.held_hosts(conn, polled.now + 9 * MINUTE) != {}


def test_a_host_that_asked_for_quiet_has_it_over_a_restart(polled: Polled):
    """A bot that forgets is a bot that is blocked."""
    serve(polled, reply(status=429, Retry_After="7200"))
    polled.poll()
    context = polled.context
    with app.opened(context.settings, context.watchlist, log=context.log) as again:
        work.start(again, now=polled.now + MINUTE)
        with writing(again.engine) as conn:
            feeds.hasten(conn, now=polled.now + MINUTE)
        assert work.poll_one(again, polled.now + HOUR) is None
    assert len(polled.server.requests) == 1


def test_an_error_says_how_long_it_is_fresh_as_any_answer_does(polled: Polled):
    """A publisher who has a failing feed kept in caches for a day wants no requests that day."""
    serve(polled, reply(status=404, Cache_Control="max-age=36000"))
    polled.poll()
    assert polled.wait >= 10 * HOUR


def test_a_server_that_refuses_validators_is_asked_without_them(polled: Polled):
    """It answers 500 to each conditional request, for ever."""

    def choking(request, wire) -> None:
        refused = "if-none-match" in request.headers
        reply(rss(len(polled.server.requests)), status=500 if refused else 200, ETag=TAG)(
            request, wire
        )

    serve(polled, choking)
    failed = [polled.poll().error is not None for _ in range(7)]
    assert failed == [False, True, True, False, True, True, False]


def test_a_refusal_is_called_one_and_backs_off(polled: Polled):
    """Reddit answers 403 to those who come too often (FreshRSS 8928); a block is never evaded."""
    serve(polled, reply(status=403))
    waits = []
    for _ in range(4):
        assert "does not let us in" in polled.poll().error
        waits.append(polled.wait)
    assert waits[-1] > waits[0]
    agents = {request.headers["user-agent"] for request in polled.server.requests}
    assert len(agents) == 1
    assert agents.pop().startswith("Newsledger/")


def test_errors_come_later_and_later_and_a_feed_is_never_dead(polled: Polled):
    """Elsewhere three failures made a feed dead for ever (miniflux 879, 1893)."""
    serve(polled, *[reply(status=500)] * 20, reply(rss(1)))
    waits = []
    for _ in range(20):
        assert polled.poll().error is not None
        waits.append(polled.wait)
    assert waits[0] < HOUR < waits[6] < waits[-1] <= DAY
    assert polled.poll().error is None
    assert (polled.state.failures, polled.state.last_error) == (0, None)


def test_a_feed_that_is_gone_is_paused_and_told_once(polled: Polled):
    """410 is a word of the publisher's; sometimes it is a mistake, so it is not the last."""
    serve(polled, reply(status=410))
    polled.poll()
    assert polled.wait >= 7 * DAY
    for _ in range(3):
        work.tell_health(polled.context, now=polled.now)
    assert len(notices(polled)) == 1
    assert "410" in notices(polled)[0]


def test_what_nobody_foresaw_is_a_failure_like_any_other(polled: Polled, monkeypatch):
    """Otherwise the feed is asked each time that its lease is over, nothing shows it, and nobody is told."""
    serve(polled, reply(rss(1)))

    def stumble(*_args, **_options):
        raise OverflowError("a number of a million digits")

    monkeypatch.setattr(cadence, "after_page", stumble)
    begun = polled.now
    while polled.now - begun < timedelta(days=2):
        assert "a fault of the bot (OverflowError)" in polled.poll().error
        work.tell_health(polled.context, now=polled.now)
    assert polled.wait > 10 * HOUR
    assert "a fault of the bot (OverflowError)" in polled.state.last_error
    assert len(notices(polled)) == 1


def test_a_fault_while_polls_are_saved_together_is_noted_at_its_feed_alone(
    polled: Polled, monkeypatch
):
    """What one feed sent must not cost the others their validators, nor be tried again every few minutes."""
    serve(polled, reply("<rss><channel><item><title>odd</title></item></channel></rss>"))
    polled.server.answers["/fine"] = reply(
        "<rss><channel><item><title>fine</title></item></channel></rss>", ETag=TAG
    )
    also(polled, "two", f"http://localhost:{polled.server.port}/fine")
    add = entries.add_new_entries

    def stumble(conn, feed, found, **rest):
        if found[0].title == "odd":
            raise ValueError("odd")
        return add(conn, feed, found, **rest)

    monkeypatch.setattr(entries, "add_new_entries", stumble)
    settings = polled.context.settings.model_copy(
        update={"allow_hosts": ("127.0.0.1", "localhost")}
    )
    with app.opened(settings, polled.context.watchlist, log=polled.context.log) as context:
        polls = work.Polls(context)
        while polls.one(polled.now) is not None:
            pass
    with reading(polled.context.engine) as conn:
        odd, fine = feeds.states(conn)
    assert "a fault of the bot (ValueError)" in odd.last_error
    assert odd.next_poll_at > polled.now
    assert (fine.last_error, fine.etag) == (None, TAG)


# --- health ---------------------------------------------------------------------------------------------------


def test_a_feed_that_fails_for_a_day_is_told_once_and_its_recovery_once(polled: Polled):
    """Silence without a word is what readers do not forgive; nor is a word every hour."""
    serve(polled, reply(status=500))
    begun = polled.now
    while polled.now - begun < timedelta(days=3):
        polled.poll()
        work.tell_health(polled.context, now=polled.now)
        told = notices(polled)
        assert len(told) == (polled.now - begun >= DAY)
    assert "The One has failed since 2026-04-13 09:00 UTC" in told[0]
    assert "500" in told[0]
    serve(polled, reply(rss(1)))
    for _ in range(3):
        polled.poll()
        work.tell_health(polled.context, now=polled.now)
    assert notices(polled)[1:] == ["The feed The One is well again"]


def test_a_feed_that_falls_silent_is_told_once_and_that_it_speaks_again(polled: Polled):
    """A feed that answers and brings nothing is dead in all but name."""

    def items(*moments: datetime) -> str:
        return rss(
            channel="".join(
                f"<item><title>{at}</title><pubDate>{format_datetime(at)}</pubDate></item>"
                for at in moments
            )
        )

    begun = polled.now
    first = [begun - step * DAY for step in (1, 2, 3, 4)]
    serve(polled, reply(items(*first)))
    while polled.now - begun < timedelta(days=6):
        polled.poll()
        work.tell_health(polled.context, now=polled.now)
        assert len(notices(polled)) == (polled.now - first[0] > 4 * DAY)
    assert (
        "has brought nothing new since 2026-04-12 09:00 UTC (usually every 24 hours)"
        in (notices(polled)[0])
    )
    serve(polled, reply(items(polled.now, *first)))
    polled.poll()
    for _ in range(3):
        work.tell_health(polled.context, now=polled.now)
    assert notices(polled)[1:] == ["The feed The One brings news again"]


def test_a_feed_without_dates_that_falls_silent_is_told_too(polled: Polled):
    """Its own dates cannot say so; when its items were first seen can."""
    begun = polled.now

    def daily(request, wire) -> None:
        today = (polled.now - begun).days
        reply(rss(*range(today, today + 5)))(request, wire)

    serve(polled, daily)
    while polled.now - begun < 10 * DAY:
        polled.poll()
        work.tell_health(polled.context, now=polled.now)
    assert notices(polled) == []
    serve(polled, reply(rss()))
    while polled.now - begun < 20 * DAY:
        polled.poll()
        work.tell_health(polled.context, now=polled.now)
    assert len(notices(polled)) == 1
    assert "has brought nothing new since 2026-04-23" in notices(polled)[0]


def test_what_of_a_feed_is_not_read_stands_beside_it(polled: Polled):
    """A feed that is too long to be read whole must not look as if it were."""
    serve(polled, reply(rss(*range(2_100)), ETag=TAG), reply(status=304))
    for _ in range(2):
        polled.poll()
        screen = Console(width=200, file=io.StringIO())
        screen.print(
            listings.feeds_table(polled.context.watchlist.feeds, [polled.state], now=polled.now)
        )
        assert "only its first 2,000 items were read" in screen.file.getvalue()


def test_a_night_without_network_is_one_notice_and_not_one_for_each_feed(polled: Polled):
    """A cable pulled out must not bury the news under a hundred messages."""
    for number in range(15):
        also(polled, f"f{number}", polled.server.url("/down"))
    for _ in range(4):
        while work.poll_one(polled.context, polled.now):
            pass
        polled.now += 8 * HOUR
    work.tell_health(polled.context, now=polled.now)
    assert len(notices(polled)) == 1
    assert "is this machine on the network?" in notices(polled)[0]
    assert "and 6 more" in notices(polled)[0]


def test_a_notice_of_several_feeds_says_first_how_many_are_in_trouble(polled: Polled):
    """Its first line is the subject of a mail, and all that a notification shows."""
    serve(polled, reply(rss(1)))
    for number in range(2):
        also(polled, f"f{number}", polled.server.url("/down"))
    for _ in range(4):
        while work.poll_one(polled.context, polled.now):
            pass
        polled.now += 8 * HOUR
    work.tell_health(polled.context, now=polled.now)
    (told,) = notices(polled)
    assert told.splitlines()[0] == "2 feeds are in trouble"
    assert [line[:11] for line in told.splitlines()[1:]] == ["The feed f0", "The feed f1"]


# --- restart, per host ----------------------------------------------------------------------------------------


def test_a_restart_polls_nothing_early(polled: Polled):
    """A bot that is restarted often must not be a burden to publishers."""
    serve(polled, reply(rss(1), ETag=TAG), reply(status=304))
    polled.poll()
    polled.poll()
    context = polled.context
    for minutes in range(5):
        with app.opened(context.settings, context.watchlist, log=context.log) as again:
            work.start(again, now=polled.now + minutes * MINUTE)
            assert work.poll_one(again, polled.now + minutes * MINUTE) is None
    assert len(polled.server.requests) == 2


def test_a_host_has_one_request_at_a_time(polled: Polled):
    """FeedBurner answered 429 to readers that asked for fifty feeds at once (miniflux 2336)."""

    def slow(request, wire) -> None:
        time.sleep(0.02)
        reply(rss(1))(request, wire)

    for number in range(12):
        also(polled, f"f{number}", polled.server.url(f"/f{number}"))
        polled.server.answers[f"/f{number}"] = slow
    serve(polled, slow)
    polls = work.Polls(polled.context)
    threads = [threading.Thread(target=_exhaust, args=(polls, polled.now)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while polls.one(polled.now):
        pass
    assert polled.server.busiest == 1
    assert len(polled.server.requests) == 13


def _exhaust(polls, now) -> None:
    while polls.one(now):
        pass


def test_a_bot_that_stops_gives_back_what_it_had_claimed(polled: Polled):
    """Feeds that were claimed and not polled are due at the next start, not minutes later."""
    for number in range(5):
        also(polled, f"f{number}", f"http://h{number}.example/feed")
    serve(polled, reply(rss(1)))
    polls = work.Polls(polled.context)
    polls.one(polled.now)
    polls.end(polled.now)
    with writing(polled.context.engine) as conn:
        again = feeds.claim_due(conn, now=polled.now, lease=HOUR, limit=9, token="next")
    assert len(again) == 5


# --- 301 and 308 ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_move_is_believed_after_a_week_in_which_it_held(polled: Polled, status):
    """A redirect for an afternoon is a mistake; the feed's id stays whatever its address is."""
    serve(polled, moved("/hop", status))
    polled.server.answers |= {"/hop": moved("/new", 308), "/new": reply(rss(1))}
    begun = polled.now
    while polled.state.url != polled.server.url("/new"):
        polled.now += 6 * HOUR
        polled.poll()
        assert polled.now - begun < timedelta(days=9)
    assert polled.now - begun >= timedelta(days=7)
    assert polled.state.feed_id == "one"
    before = len(polled.server.asked("/feed"))
    polled.poll()
    assert len(polled.server.asked("/feed")) == before


def test_a_believed_move_is_doubted_once_it_leads_nowhere(polled: Polled):
    """A site moves back, and its old address works again: nobody but us would still ask at the new one."""
    serve(polled, moved(polled.server.url("/new")))
    polled.server.answers["/new"] = reply(rss(1))
    polled.poll()
    for _ in range(8):
        polled.poll(after=DAY)
    assert polled.state.url == polled.server.url("/new")
    polled.server.answers["/new"] = reply(status=404)
    serve(polled, reply("<html>for sale</html>"))
    asked = len(polled.server.asked("/feed"))
    begun = polled.now
    while polled.now - begun < 6 * DAY:
        assert "/new answered 404" in polled.poll().error
    assert 4 <= len(polled.server.asked("/feed")) - asked <= 6
    serve(polled, reply(rss(2), ETag=TAG))
    polled.poll()
    assert polled.state.url == polled.server.url("/feed")
    assert (polled.state.failures, polled.state.etag) == (0, TAG)
    assert "Plant 2" in polled.titles


def test_a_move_with_one_passing_hop_is_never_believed(polled: Polled):
    """A chain is as permanent as its weakest link."""
    serve(polled, moved("/hop", 301))
    polled.server.answers |= {"/hop": moved("/new", 302), "/new": reply(rss(1))}
    for _ in range(40):
        polled.poll()
        polled.now += 8 * HOUR
    assert polled.state.url == polled.server.url()


def test_a_move_to_what_is_no_feed_is_never_believed(polled: Polled):
    """Dead sites send everything to their new owner's home page."""
    serve(polled, moved("/new"))
    polled.server.answers["/new"] = reply("<html>Buy shoes</html>")
    for _ in range(12):
        assert "a web page" in polled.poll().error
    assert polled.state.url == polled.server.url()


# --- time and size ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<rss>"), id="body"),
        pytest.param(dripping(b"HTTP/1.1 200 OK\r\nX-Slow: "), id="headers"),
        pytest.param(say_nothing, id="silence"),
    ],
)
def test_a_slow_server_costs_no_more_than_the_deadline(polled: Polled, answer, monkeypatch):
    """A read timeout alone starts again with each byte."""
    monkeypatch.setattr(poll_feed, "DEADLINE_S", 0.4)
    serve(polled, answer)
    begun = time.monotonic()
    assert "time" in polled.poll().error or "too long" in polled.state.last_error
    assert time.monotonic() - begun < 8


def test_a_name_that_is_not_answered_in_time_costs_no_more_than_the_deadline(
    polled: Polled, monkeypatch
):
    """The system's resolver knows no timeout, and a dead name server holds it for half a minute."""
    over = threading.Event()
    serve(polled, moved("http://nowhere.example/feed"))
    asked = socket.getaddrinfo

    def hang(host, *rest, **options):
        if host == "nowhere.example":
            over.wait(20)
            raise socket.gaierror
        return asked(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    monkeypatch.setattr(poll_feed, "DEADLINE_S", 0.4)
    begun = time.monotonic()
    assert "did not answer in time" in polled.poll().error
    assert time.monotonic() - begun < 8
    over.set()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(endless(), "larger than", id="endless"),
        pytest.param(packed(b" " * 50_000_000, "gzip"), "larger than", id="a bomb of gzip"),
        pytest.param(packed(b" " * 50_000_000, "br"), "larger than", id="a bomb of brotli"),
        pytest.param(packed(b" " * 50_000_000, "zstd"), "larger than", id="a bomb of zstd"),
        pytest.param(
            packed(rss(*range(200)).encode(), "gzip", cut=40), "ends in the middle", id="truncated"
        ),
        pytest.param(reply(rss(1), Content_Encoding="gzip"), "damaged", id="not packed as it says"),
        pytest.param(reply(rss(1), length=99_999), "could not be fetched", id="wrong length"),
        pytest.param(reply(rss(1), Content_Encoding="rot13"), "did not ask for", id="rot13"),
        pytest.param(hang_up, "could not be fetched", id="hangs up"),
        pytest.param(reply(b""), "is empty", id="nothing"),
        pytest.param(reply(rss(1), status=404), "404", id="not found"),
    ],
)
def test_damaged_and_endless_answers_are_failures_in_words(polled: Polled, answer, words):
    """Five megabytes decoded, counted while they come; and a person reads what was wrong."""
    serve(polled, answer)
    assert words in polled.poll().error
    assert polled.titles == set()
    serve(polled, reply(rss(1)))
    assert polled.poll().error is None


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_packed_feeds_are_unpacked(polled: Polled, coding):
    """Three ways of packing, each of them asked for."""
    serve(polled, packed(rss(1).encode(), coding))
    assert polled.poll().new_entries == 1
    assert coding in polled.server.requests[0].headers["accept-encoding"]


# --- private addresses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.2", "2130706434", "0x7f000002", "0177.0.0.2", "127.1.1", "127.2", "0"),
        *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1"),
        *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:2]", "[::127.0.0.1]"),
        *("[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[ff02::1]"),
        *("[64:ff9b::7f00:1]", "[64:ff9b::808:808]", "[2002:7f00:1::]", "[2001:0:7f00:1::]"),
        *("localhost", "LOCALHOST", "localhost."),
    ],
)
def test_no_redirect_leads_to_a_private_address(polled: Polled, host):
    """A stranger's feed must not make us knock at the doors of our own house, however they are written."""
    serve(polled, moved(f"http://{host}:{polled.server.port}/secret"))
    outcome = polled.poll()
    refusals = ("not a public address", "cannot be found", "address that cannot be read")
    assert any(words in outcome.error for words in refusals)
    assert polled.server.asked("/secret") == []
    assert polled.state.next_poll_at > polled.now


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://x/", "//[", "data:,"]
)
def test_no_redirect_leads_out_of_the_web(polled: Polled, to):
    """Only http and https, whatever a library would follow."""
    serve(polled, moved(to))
    assert polled.poll().error is not None


def test_a_name_that_answers_differently_the_second_time_gains_nothing(polled: Polled, monkeypatch):
    """Checked at the first look-up, connected at the second: that is how the check is evaded elsewhere."""
    asked = socket.getaddrinfo
    answers = ["93.184.216.34", "127.0.0.1", "127.0.0.1"]
    reached = []

    def rebound(host, port, *rest, **options):
        if host == "rebind.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]
        return asked(host, port, *rest, **options)

    connect = socket.create_connection

    def noted(address, *rest, **options):
        reached.append(address[0])
        if address[0] != "127.0.0.1":
            raise ConnectionRefusedError
        return connect(address, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    monkeypatch.setattr(socket, "create_connection", noted)
    serve(polled, moved(f"http://rebind.example:{polled.server.port}/secret"))
    assert polled.poll().error is not None
    assert reached == ["127.0.0.1", "93.184.216.34"]
    assert "not a public address" in polled.poll().error
    assert polled.server.asked("/secret") == []


# --- hostile XML, identity --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<rss>" + "<a>" * 100_000, "nested"),
        ("<html><body>Accept our cookies</body></html>", "a web page"),
        ("just words", "no feed"),
        ('{"a": 1}', "JSON"),
        (
            '{"version": "https://jsonfeed.org/version/1.1", "items": [{"x": '
            + "[" * 900
            + "]" * 900
            + "}]}",
            "cannot be read as such",
        ),
    ],
)
def test_hostile_and_wrong_documents_are_refused_by_name(polled: Polled, body, words):
    """For none of these does feedparser give entries, or a reason."""
    serve(polled, reply(body))
    begun = time.monotonic()
    assert words in polled.poll().error
    assert time.monotonic() - begun < 8


def test_an_item_is_the_same_item_whatever_its_feed_does_to_it(polled: Polled):
    """A guid that changes, a token in the link: most readers show the item twice (lion-reader 1535)."""

    def item(guid: str, token: str) -> str:
        return (
            f"<item><title>Plant opens</title><guid>{guid}</guid>"
            f"<link>https://news.example.org/plant?utm_source={token}</link></item>"
        )

    bodies = [rss(channel=item(f"g{number}", f"t{number}")) for number in range(4)]
    serve(polled, *[reply(body) for body in bodies])
    assert sum(polled.poll().new_entries for _ in bodies) == 1


def test_items_that_are_a_text_and_nothing_else_are_told_apart(polled: Polled):
    """A microblog has neither headlines nor links nor dates, and all its items were taken for one."""
    serve(
        polled,
        reply(
            rss(
                channel="".join(
                    f"<item><description>Plant {n}</description></item>" for n in range(5)
                )
            )
        ),
    )
    assert polled.poll().new_entries == 5


def test_only_web_links_are_kept_and_undated_items_say_so(polled: Polled):
    """javascript: links pass through feedparser, and its dates go wrong silently."""
    items = (
        "<item><title>Plant one</title><link>javascript:alert(1)</link></item>"
        "<item><title>Plant two</title><pubDate>2026年4月12日 09:30</pubDate></item>"
        "<item><title>Plant three</title><pubDate>Sun, 12 Apr 2026 18:30:00 JST</pubDate></item>"
        "<item><title>Plant four</title><pubDate>Thu, 01 Jan 2099 00:00:00 GMT</pubDate></item>"
    )
    serve(polled, reply(rss(channel=f"<language>ja</language>{items}")))
    polled.poll()
    rows = []
    while (one := entries.claim_due) and len(rows) < 4:
        with writing(polled.context.engine) as conn:
            rows.append(one(conn, now=polled.now, lease=HOUR, token=str(len(rows))))
    found = {row.entry.title: row.entry for row in rows}
    assert found["Plant one"].url is None
    assert found["Plant two"].published == datetime(2026, 4, 12, 0, 30, tzinfo=UTC)
    assert found["Plant three"].published == datetime(2026, 4, 12, 9, 30, tzinfo=UTC)
    assert (found["Plant four"].dated, found["Plant four"].published) == (False, polled.now)


def test_a_feed_in_a_charset_that_it_does_not_name_is_read(polled: Polled):
    """Shift_JIS called UTF-8, as it comes from old systems."""
    body = rss("東京工場、4月12日に開設。投資額は1兆円").replace(
        "<rss", "<?xml version='1.0' encoding='utf-8'?><rss"
    )
    serve(polled, reply(body.encode("cp932"), Content_Type="text/xml; charset=utf-8"))
    polled.poll()
    assert polled.titles == {"Plant 東京工場、4月12日に開設。投資額は1兆円"}


def test_a_feed_whose_turn_did_not_come_has_not_failed(polled: Polled, monkeypatch):
    """Who stands in line behind our own requests was not asked, and says nothing about its publisher."""
    monkeypatch.setattr(poll_feed, "DEADLINE_S", 0.2)
    turns = polled.context.http._turns
    turns._exempt = frozenset()
    serve(polled, reply(rss(1)))
    with turns.turn("127.0.0.1", until=time.monotonic() + 9, now=polled.now):
        outcome = polled.poll()
    assert outcome.held
    assert outcome.error == "127.0.0.1 was busy with our other requests"
    assert (polled.state.failures, polled.state.last_error) == (0, None)
    assert polled.server.requests == []
    monkeypatch.undo()
    assert polled.poll(after=timedelta(0)).new_entries == 1


# --- robots.txt, pages, TLS ---------------------------------------------------------------------------------------


def test_robots_txt_is_for_pages_and_not_for_declared_feeds(polled: Polled):
    """A feed is published to be polled; a page is the publisher's to close."""
    polled.server.answers["/robots.txt"] = reply("User-agent: *\nDisallow: /")
    link = f"<item><title>Plant</title><link>{polled.server.url('/page')}</link></item>"
    serve(polled, reply(rss(channel=link)))
    assert polled.poll().error is None
    assert "robots.txt" in work.read_one(polled.context, polled.now).problem
    assert polled.server.asked("/page") == []


@pytest.mark.parametrize("status", [429, 503])
def test_a_page_that_asks_for_quiet_holds_its_host_for_feeds_too(polled: Polled, status):
    """Pages and feeds of a host are one visitor's requests."""
    polled.server.answers["/page"] = reply(status=status, Retry_After="5400")
    links = "".join(
        f"<item><title>Plant {n}</title><link>{polled.server.url('/page')}?{n}</link></item>"
        for n in range(3)
    )
    serve(polled, reply(rss(channel=links)))
    polled.poll()
    assert str(status) in work.read_one(polled.context, polled.now).problem
    for _ in range(2):
        assert "asked to be left alone" in work.read_one(polled.context, polled.now).problem
    assert len(polled.server.asked("/page")) == 1
    with writing(polled.context.engine) as conn:
        feeds.hasten(conn, now=polled.now + HOUR)
    assert work.poll_one(polled.context, polled.now + HOUR) is None


def test_a_wish_in_the_answer_to_robots_txt_holds_for_the_feeds_of_the_host_and_over_a_restart(
    polled: Polled,
):
    """The first that a page's site is asked for is its robots.txt: that answer counts like any other."""
    polled.server.answers["/robots.txt"] = reply(status=429, Retry_After="5400")
    link = f"<item><title>Plant</title><link>{polled.server.url('/page')}</link></item>"
    serve(polled, reply(rss(channel=link)))
    polled.poll()
    assert "429" in work.read_one(polled.context, polled.now).problem
    context = polled.context
    with app.opened(context.settings, context.watchlist, log=context.log) as again:
        work.start(again, now=polled.now + MINUTE)
        with writing(again.engine) as conn:
            feeds.hasten(conn, now=polled.now + HOUR)
        assert work.poll_one(again, polled.now + HOUR) is None
        assert "asked to be left alone" in work.read_one(again, polled.now + HOUR).problem
        assert len(polled.server.requests) == 2
        assert work.poll_one(again, polled.now + 2 * HOUR).error is None


@pytest.mark.parametrize("stumble", [reply(status=500), hang_up])
def test_a_robots_txt_that_stumbles_once_costs_no_page_its_text(polled: Polled, stumble):
    """A page is tried again when its site's rules are asked for again, not before."""
    page = "<html><article><h1>Plant opens</h1>" + "<p>The plant opens in Osaka today.</p>" * 20
    polled.server.answers["/robots.txt"] = stumble
    polled.server.answers["/page"] = reply(page)
    links = "".join(
        f"<item><title>Plant {n}</title><link>{polled.server.url('/page')}?{n}</link></item>"
        for n in range(2)
    )
    serve(polled, reply(rss(channel=links)))
    polled.poll()
    assert "left alone for now" in work.read_one(polled.context, polled.now).problem
    assert "left alone for now" in work.read_one(polled.context, polled.now + MINUTE).problem
    polled.server.answers["/robots.txt"] = reply(status=404)
    assert work.read_one(polled.context, polled.now + 9 * MINUTE) is None
    # The host itself asked for nothing.
    later = polled.now + 11 * MINUTE
    with writing(polled.context.engine) as conn:
        feeds.hasten(conn, now=later)
    assert work.poll_one(polled.context, later).error is None
    for _ in range(2):
        outcome = work.read_one(polled.context, later)
        assert outcome.reading.article.text_from == "page"


def test_a_consent_page_is_recognised_and_left_alone(polled: Polled):
    """Nothing is ever clicked away, and its text is nobody's article."""
    polled.server.answers["/page"] = reply(
        "<html><title>Before you continue</title><p>We value your privacy. Accept all cookies</p></html>"
    )
    link = f"<item><title>Plant</title><link>{polled.server.url('/page')}</link></item>"
    serve(polled, reply(rss(channel=link)))
    polled.poll()
    outcome = work.read_one(polled.context, polled.now)
    assert "asks for consent" in outcome.problem
    assert outcome.reading.article.text_from == "title"


def test_a_hostile_answer_delays_no_other_feed(polled: Polled, monkeypatch):
    """One poller is held by the slow one until its deadline; the others go on."""
    monkeypatch.setattr(poll_feed, "DEADLINE_S", 1.5)
    with Misbehaving() as other:
        # Another host to the bot, by another name.
        settings = polled.context.settings.model_copy(
            update={"allow_hosts": ("127.0.0.1", "localhost")}
        )
        serve(polled, dripping(head(200, "OK", None, {})))
        other.answers["/quick"] = reply(rss(2))
        quick = other.url("/quick").replace("127.0.0.1", "localhost")
        also(polled, "quick", quick)
        with app.opened(settings, polled.context.watchlist, log=polled.context.log) as context:
            polls = work.Polls(context)
            slow = threading.Thread(target=polls.one, args=(polled.now,))
            slow.start()
            while not polled.server.requests:
                time.sleep(0.005)
            begun = time.monotonic()
            _, outcome = polls.one(polled.now)
            took = time.monotonic() - begun
            held_up = slow.is_alive()
            slow.join()
    assert (outcome.feed_id, outcome.new_entries) == ("quick", 1)
    assert held_up
    assert took < 1


def test_gzip_of_several_members_is_read_whole(polled: Polled):
    """Some servers pack piece by piece."""
    body = rss(1, 2).encode()
    both = gzip.compress(body[:40]) + gzip.compress(body[40:])
    serve(polled, reply(both, Content_Encoding="gzip"))
    assert polled.poll().new_entries == 2
