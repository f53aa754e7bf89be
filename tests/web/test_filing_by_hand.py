"""Filing an unfiled figure by hand, and dismissing one, as a person does it on the board."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from board_samples import Board
from test_safety import token_on

from bot.storage import board as lists
from bot.storage import rulings
from bot.storage.engine import reading


@pytest.fixture
def read_folder(read_folder: Path, tmp_path: Path) -> Path:
    """A copy, since these tests change what the others read."""
    return Path(shutil.copytree(read_folder, tmp_path / "board"))


def first_form(page: str) -> dict[str, str]:
    """The fields of the first unfiled figure's form that can be filed, with its proposals."""
    form = next(one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if "<select" in one)
    fields = dict(re.findall(r'<input[^>]* name="(\w+)" value="([^"]*)"', form))
    chosen = re.search(r'<option value="([^"]+)"', form)
    assert chosen is not None
    return {name: unescape(value) for name, value in fields.items()} | {"series": chosen.group(1)}


def unfiled(board: Board) -> int:
    """How many figures are shown as unfiled."""
    with reading(board.context.engine) as conn:
        return len(lists.unfiled(conn))


@pytest.mark.parametrize("do", ["file", "dismiss"])
def test_a_figure_leaves_the_list_once_somebody_decided(board: Board, do: str) -> None:
    """The list is work to be done: what is done is gone, and who did it is said."""
    page = board.client.get("/unfiled").text
    before = unfiled(board)
    form = first_form(page)
    answer = board.client.post("/unfiled", data={**form, "do": do})
    assert answer.status_code == 303
    assert unfiled(board) < before
    after = board.client.get("/unfiled").text
    assert "Decided by persons" in after
    assert ("filed “" if do == "file" else "dismissed “") in unescape(after)
    with reading(board.context.engine) as conn:
        (made,) = rulings.in_force(conn, form["topic"])
    assert made.kind == ("filed" if do == "file" else "dismissed")
    assert made.cue == (form["cue"] or None)


def test_a_filed_figure_stands_on_its_series_page(board: Board) -> None:
    """What was filed by hand is looked at like all else, with its sentence."""
    form = first_form(board.client.get("/unfiled").text)
    board.client.post("/unfiled", data={**form, "do": "file"})
    page = board.client.get(f"/series/{form['topic']}/{form['series']}").text
    with reading(board.context.engine) as conn:
        (made,) = rulings.in_force(conn, form["topic"])
    assert made.figure.text in unescape(page)
    assert unescape(made.sentence)[:40] in unescape(page)
    article = board.client.get(f"/articles/{form['article']}").text
    assert f"ruling {made.id}" in article


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"start": "99999999999999999999"}, "no such figure"),
        ({"start": "x"}, "no such figure"),
        ({"article": "nobody's"}, "no article has the id"),
        ({"topic": "nobody's"}, "no topic has the id"),
        ({"series": "nobody's"}, "no series"),
        ({"cue": "words from elsewhere", "like": "yes"}, "does not stand in the figure"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(
    board: Board, changed: dict[str, str], said: str
) -> None:
    """A form that was changed by hand, or is old, harms nothing and says why."""
    before = unfiled(board)
    form = first_form(board.client.get("/unfiled").text)
    answer = board.client.post("/unfiled", data={**form, "do": "file", **changed})
    assert answer.status_code == 409
    assert said in unescape(answer.text)
    assert unfiled(board) == before


def test_a_form_from_elsewhere_changes_nothing(board: Board) -> None:
    """Another page that the person has open must not be able to press our buttons."""
    page = board.client.get("/unfiled").text
    before = unfiled(board)
    form = {**first_form(page), "do": "dismiss", "token": token_on(page)[::-1]}
    assert board.client.post("/unfiled", data=form).status_code == 403
    assert unfiled(board) == before


SERIES = "/series/kestrel-meridian/offer_price"


def first_judged(page: str) -> str:
    """Where the first figure of a series page is judged."""
    found = re.search(r'action="(/observations/\d+/ruling)"', page)
    assert found is not None
    return found.group(1)


def test_a_figure_is_found_right_and_then_wrong_on_its_series_page(board: Board) -> None:
    """Who has no Slack can say so too; the name stands beside the figure."""
    page = board.client.get(SERIES).text
    token, place = token_on(page), first_judged(page)
    assert board.client.post(place, data={"token": token}).status_code == 409
    answer = board.client.post(place, data={"token": token, "do": "right"})
    assert (answer.status_code, answer.headers["location"]) == (303, SERIES)
    assert "found right by" in board.client.get(SERIES).text

    assert board.client.post(place, data={"token": token, "do": "wrong"}).status_code == 303
    after = board.client.get(SERIES).text
    assert place not in after
    again = board.client.post(place, data={"token": token, "do": "wrong"})
    assert again.status_code == 409
    assert "withdrawn from the ledger already" in again.text


@pytest.mark.parametrize("number", ["0", "4711", "99999999999999999999"])
def test_a_figure_that_is_not_there_is_judged_by_nobody(board: Board, number: str) -> None:
    """An old page, or an address typed by hand."""
    data = {"token": token_on(board.client.get("/unfiled").text), "do": "wrong"}
    answer = board.client.post(f"/observations/{number}/ruling", data=data)
    assert answer.status_code == 409
    assert "no observation" in answer.text
