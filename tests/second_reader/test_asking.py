"""A model is asked when it can be, and never in the way: whatever its server does, pages are read and told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from pages import DAY, ENGLISH, TOPIC, Page, page

from bot import app
from bot.errors import ConfigError
from bot.jobs import asking, reading
from bot.jobs.ask_again import ask_again
from bot.jobs.context import Context
from bot.jobs.refile import refile
from bot.model.alerts import Reading, Receiver
from bot.model.second_reader import ModelUse, SecondReading, When
from bot.render.explanation import explanation, in_plain_text
from bot.settings import load_settings
from bot.storage import articles, ledger, model_answers, outbox, second_readings
from bot.storage.engine import reading as reads
from bot.storage.engine import writing
from bot.watchlist import Watchlist
from demo.servers import ModelFault, ModelServer

KEY = "sk-not-to-be-seen"
SCREEN = Receiver(id="screen", kind="terminal")
Opened = Callable[..., Context]


def reader(told: str, text: str) -> dict[str, Any]:
    """A model that knows this one page."""
    del told
    figures = []
    for number, (mark, series, role) in enumerate(
        [("€450 million", "cost", "current"), ("$486 million", "cost", "conversion")], start=1
    ):
        if f"[{number}: {mark}]" in text:
            of = 1 if role == "conversion" else None
            figures.append(
                {"n": number, "series": series, "role": role, "of": of, "moved_from": None}
            )
    return {"on": True, "figures": figures, "proposals": {"names": [], "keywords": []}}


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """A model's server that asks for a key."""
    with ModelServer(reader, key=KEY) as model:
        yield model


@pytest.fixture
def opened(tmp_path: Path, server: ModelServer) -> Iterator[Opened]:
    """Opens the bot with this model; the same memory each time."""
    with ExitStack() as stack:

        def go(when: When = "always", limit: int = 100, key: str = KEY) -> Context:
            settings = load_settings({"BOT_DATA": str(tmp_path), "MODEL_API_KEY": key})
            use = ModelUse(
                url=server.url,
                name="test-model",
                timeout=timedelta(seconds=1),
                when=when,
                daily_limit=limit,
            )
            watchlist = Watchlist(topics=(TOPIC,), receivers=(SCREEN,), model=use)
            log = structlog.get_logger()
            return stack.enter_context(app.opened(settings, watchlist, log=log))

        yield go


def read(context: Context, text: str = ENGLISH, *, name: str = "a1", hours: int = 0) -> Reading:
    """Read a page as the bot does: study, ask, settle."""
    now = DAY + timedelta(hours=hours)
    article = replace(page(text), id=name, url=f"https://wire.example/{name}", published=now)
    study = asking.heard(context, reading.study(article, context), now=now)
    with writing(context.engine) as conn:
        return reading.settle(conn, study, context, now=now)


def cost(context: Context) -> list[str]:
    """What counts in the ledger as the cost of the bridge, as it was written."""
    with reads(context.engine) as conn:
        return [
            one.change.after.figure.text
            for one in ledger.records(conn, TOPIC.id, ("cost",))
            if not one.withdrawn
        ]


def kept(context: Context, name: str = "a1") -> SecondReading:
    """What became of a page's question."""
    with reads(context.engine) as conn:
        return second_readings.of_article(conn, name)[0]


def test_the_answer_files_the_figures(opened: Opened, server: ModelServer) -> None:
    """From the question over HTTP to the ledger: one call, and the figure that it points at."""
    context = opened()
    assert [change.after.figure.text for change in read(context).changes] == ["€450 million"]
    assert cost(context) == ["€450 million"]
    assert len(server.questions) == 1
    assert kept(context).state == "answered"


def test_the_request_is_the_question_and_its_schema(opened: Opened, server: ModelServer) -> None:
    """What leaves the house is the topic and the page; the key goes in its header and nowhere else."""
    read(opened())
    asked = server.questions[0]
    assert asked["response_format"]["json_schema"]["strict"] is True
    assert [one["role"] for one in asked["messages"]] == ["system", "user"]
    assert KEY not in str(asked)


def test_nothing_is_asked_twice(opened: Opened, server: ModelServer) -> None:
    """A restart, a copy and a page that is filed again find the answer that was given."""
    read(opened())
    again = opened()
    read(again)
    refile(again, now=DAY + timedelta(days=1))
    assert len(server.questions) == 1
    assert cost(again) == ["€450 million"]


def test_a_page_that_does_not_mention_the_topic_is_not_asked_about(
    opened: Opened, server: ModelServer
) -> None:
    """Cost is bounded by what the topic's words let through."""
    context = opened()
    article = replace(page("The ferry costs €450 million."), title="A ferry grows dearer")
    asking.heard(context, reading.study(article, context), now=DAY)
    assert server.questions == []
    asking.heard(context, reading.study(page("It costs €450 million."), context), now=DAY)
    assert len(server.questions) == 1


FAULTS = [
    ModelFault("error", status=500),
    ModelFault("error", status=429, retry_after="60"),
    ModelFault("error", status=302),
    ModelFault("error", status=404),
    ModelFault("slow", seconds=30),
    ModelFault("drip", seconds=30),
    ModelFault("drop"),
    ModelFault("cut"),
    ModelFault("prose"),
    ModelFault("empty"),
    ModelFault("not_json"),
    ModelFault("huge"),
    ModelFault("deep"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: f"{one.kind}-{one.status}")
def test_a_model_that_fails_costs_no_alert_and_little_time(
    opened: Opened, server: ModelServer, fault: ModelFault
) -> None:
    """The page is told as without a model, no later than the timeout, and marked as still to be asked about."""
    context = opened()
    without = [
        (one.after.series, one.after.figure.text)
        for one in _settled_without_a_model(context).changes
    ]
    server.fail(fault)
    begun = time.monotonic()
    told = read(context, ENGLISH + " ", name="a3")
    assert time.monotonic() - begun < 8
    assert kept(context, "a3").state == "waiting"
    assert kept(context, "a3").problem
    assert {one.after.figure.text for one in told.changes} == {text for _, text in without}


def _settled_without_a_model(context: Context) -> Reading:
    """What our own reading makes of the page, on a ledger that is rolled back."""
    alone = replace(context, model=None)
    study = asking.heard(alone, reading.study(page(ENGLISH), alone), now=DAY)
    found = None
    try:
        with writing(alone.engine) as conn:
            found = reading.settle(conn, study, alone, now=DAY)
            raise _RollBackError
    except _RollBackError:
        pass
    assert found is not None
    return found


class _RollBackError(Exception):
    """Ends a transaction without keeping anything of it."""


def test_a_dead_model_is_let_alone_for_a_while(opened: Opened, server: ModelServer) -> None:
    """A hundred pages must not wait twenty seconds each for a server that is down."""
    context = opened()
    server.fail(ModelFault("error", status=503))
    for number in range(5):
        read(context, f"{ENGLISH} It is report {number}.", name=f"p{number}", hours=0)
    assert len(server.questions) == 1


def test_a_malicious_answer_shows_nothing_that_the_page_does_not_say(
    opened: Opened, server: ModelServer
) -> None:
    """Whatever a server sends, a figure shown stands in the source at the offsets that we keep."""
    context = opened()
    server.fail(ModelFault("malicious"))
    told = read(context)
    assert kept(context).state == "answered"
    assert len(kept(context).refused) > 10
    for change in told.changes:
        figure = change.after.figure
        assert ENGLISH[figure.start : figure.end] == figure.text
    with reads(context.engine) as conn:
        everything = str(second_readings.of_article(conn, told.article.id)) + str(told.alerts)
    assert "9 trillion" not in everything
    assert "EVIL" not in everything


def test_what_was_not_answered_is_asked_later_for_the_digest(
    opened: Opened, server: ModelServer
) -> None:
    """Late knowledge is kept and shown, and calls nobody out of bed."""
    context = opened()
    server.fail(ModelFault("error", status=503))
    read(context, "Lindholm bridge news. It is €450 million now ($486 million), it was said.")
    server.mend()
    later = DAY + timedelta(hours=1)
    with reads(context.engine) as conn:
        before = len(outbox.deliveries_of(conn, "a1"))
    assert ask_again(context, now=later, token="t") is not None
    assert ask_again(context, now=later, token="t") is None
    assert cost(context) == ["€450 million"]
    assert kept(context).state == "answered"
    with reads(context.engine) as conn:
        assert len(outbox.deliveries_of(conn, "a1")) == before


def test_a_page_that_the_late_answer_finds_off_the_story_counts_no_more(
    opened: Opened, server: ModelServer
) -> None:
    """What our own reading filed from a page of another matter must not stay in the ledger."""
    context = opened()
    server.fail(ModelFault("error", status=503))
    read(context)
    server.mend()
    server._answering = lambda _told, _page: {"on": False, "figures": []}
    ask_again(context, now=DAY + timedelta(hours=1), token="t")
    assert cost(context) == []
    with reads(context.engine) as conn:
        stored = articles.get(conn, "a1")
    assert stored is not None
    assert stored.verdict.kind == "off_topic"


def test_a_question_without_an_answer_is_given_up_in_the_end(
    opened: Opened, server: ModelServer
) -> None:
    """A page that no model can answer about is not asked about for ever."""
    context = opened()
    server.fail(ModelFault("prose"))
    read(context)
    now = DAY
    for _ in range(12):
        now += timedelta(days=2)
        ask_again(context, now=now, token="t")
    assert kept(context).state == "given_up"
    assert len(server.questions) < 8


def test_the_daily_limit_holds_and_the_next_day_goes_on(
    opened: Opened, server: ModelServer
) -> None:
    """Nobody wants a bill for a feed that went mad; what was left out is asked the day after."""
    context = opened(limit=1)
    read(context)
    read(context, ENGLISH + " More.", name="a2")
    assert len(server.questions) == 1
    assert kept(context, "a2").problem == asking.OVER
    ask_again(context, now=DAY + timedelta(days=1), token="t")
    assert kept(context, "a2").state == "answered"


def test_a_server_without_schemas_is_asked_in_words_alone(
    opened: Opened, server: ModelServer
) -> None:
    """Not every local server knows them, and the guard stands behind it anyway."""
    context = opened()
    server.fail(ModelFault("no_schema"))
    read(context)
    read(context, ENGLISH + " More.", name="a2")
    assert kept(context, "a2").state == "answered"
    assert ["response_format" in one for one in server.questions] == [True, True, False, False]


def test_a_wrong_key_is_said_without_the_key(opened: Opened) -> None:
    """The error stands in a log and on the board."""
    context = opened(key="sk-wrong-key")
    read(context)
    assert "MODEL_API_KEY" in kept(context).problem
    assert "sk-" not in kept(context).problem


def test_when_doubtful_a_page_without_doubt_is_not_asked_about(
    opened: Opened, server: ModelServer
) -> None:
    """Then a certain alert is not delayed at all."""
    certain = "The cost of the Lindholm bridge is €450 million."
    assert all(one.series is None or one.score >= asking.SURE for one in Page(certain).own)
    read(opened(when="doubtful"), certain)
    assert server.questions == []


def test_half_a_letter_in_an_answer_breaks_no_database(opened: Opened, server: ModelServer) -> None:
    """JSON can hold half a surrogate pair, and no database can."""
    context = opened()
    server.fail(ModelFault("half_a_letter"))
    read(context)
    assert kept(context).state == "answered"


def test_a_key_that_cannot_stand_in_a_header_is_refused_at_the_start() -> None:
    """It would make every question fail, in words that nobody understands; the value is never shown."""
    with pytest.raises(ConfigError, match="copy it again") as refused:
        load_settings({"MODEL_API_KEY": "sk-ключ"})
    assert "ключ" not in str(refused.value)


def test_calls_and_tokens_are_counted(opened: Opened) -> None:
    """Whoever pays can see for what."""
    context = opened()
    read(context)
    with reads(context.engine) as conn:
        spent = model_answers.total(conn)
    assert (spent.calls, spent.failed, spent.tokens_in, spent.tokens_out) == (1, 0, 1200, 40)


def test_without_a_model_nothing_is_asked_or_kept(opened: Opened, server: ModelServer) -> None:
    """The bot without the block in feeds.yaml is the bot as it was."""
    context = replace(opened(), model=None)
    read(context)
    assert server.questions == []
    with reads(context.engine) as conn:
        assert second_readings.of_article(conn, "a1") == ()


def test_a_person_sees_question_answer_and_what_was_made_of_it(opened: Opened) -> None:
    """Whoever doubts a figure can see who said what."""
    context = opened()
    read(context)
    with reads(context.engine) as conn:
        stored = articles.get(conn, "a1")
        second = second_readings.of_article(conn, "a1")
    assert stored is not None
    said = in_plain_text(
        explanation(stored, changes=(), deliveries=(), topics=(TOPIC,), second=second), width=200
    )
    assert "lindholm-bridge: asked test-model" in said
    assert "the page is on the story; 2 figures of its series" in said
    assert "used: “€450 million”: second reader: value of “Cost of the bridge”" in said
    assert "will cost [1: €450 million] ([2: $486 million])" in said
