"""Whatever strangers write, a page stays light: texts of ten thousand characters are cut where they are shown."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from board_samples import Board
from sqlalchemy import select, update
from test_safety import HOSTILE, put_dead, token_on

from bot.storage.engine import writing
from bot.storage.schema import alerts, articles, deliveries, observations, stories

SERIES = "/series/kestrel-meridian/offer_price"
LIGHT = 150_000


@pytest.fixture
def read_folder(read_folder: Path, tmp_path: Path) -> Path:
    """A copy, since this spoils all of it."""
    return Path(shutil.copytree(read_folder, tmp_path / "board"))


def spoiled(value: Any) -> Any:
    """A stored value with everything that a stranger may have written made long and hostile."""
    if isinstance(value, dict):
        theirs = {"title", "story_title", "source", "quote"}
        return {
            name: HOSTILE if name in theirs and isinstance(one, str) else spoiled(one)
            for name, one in value.items()
        }
    return [spoiled(one) for one in value] if isinstance(value, list) else value


def spoil(board: Board) -> str:
    """Let every headline, publisher, sentence, reason and error be hostile; a story's id."""
    with writing(board.context.engine) as conn:
        conn.execute(
            update(articles).values(
                title=HOSTILE,
                source=HOSTILE,
                verdict_reason=HOSTILE,
                decision_reason=HOSTILE,
                text=articles.c.text + HOSTILE,
            )
        )
        conn.execute(update(stories).values(title=HOSTILE))
        for table, column, key in (
            (observations, observations.c.observation, observations.c.id),
            (alerts, alerts.c.alert, alerts.c.key),
        ):
            for name, held in conn.execute(select(key, column)).all():
                conn.execute(update(table).where(key == name).values({column.name: spoiled(held)}))
        conn.execute(update(observations).values(why=HOSTILE))
        conn.execute(update(deliveries).values(last_error=HOSTILE))
        return str(conn.scalar(select(articles.c.story).where(articles.c.id == "ke-009")))


def test_no_page_grows_heavy_or_dangerous_by_what_strangers_write(board: Board) -> None:
    """On a phone, and on a bad line, the board is still looked at."""
    put_dead(board, "heavy")
    story = spoil(board)
    heavy = {}
    for path in (
        *("/", SERIES, "/events", f"/events/{story}", "/articles", "/articles/ke-009"),
        *("/unfiled", "/told", "/feeds", "/digest"),
    ):
        answer = board.client.get(path)
        assert answer.status_code == 200, path
        assert "<script>alert" not in answer.text, path
        if len(answer.content) >= LIGHT:
            heavy[path] = len(answer.content)
    assert heavy == {}


def test_a_number_that_no_table_holds_is_no_fault(board: Board) -> None:
    """Who types an address by hand is told that there is no such thing."""
    token = token_on(board.client.get("/unfiled").text)
    answer = board.client.post(f"/outbox/{10**20}/retry", data={"token": token})
    assert answer.status_code == 404
