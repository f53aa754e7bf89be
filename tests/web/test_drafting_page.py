"""The board's page that drafts a topic from addresses."""

from __future__ import annotations

import pytest
from board_samples import Board
from test_safety import token_on

from bot.clients.http import Http
from bot.errors import FetchError
from bot.model.feeds import Page

STORY = {
    "/1": (
        "en",
        "Harbour bridge to cost $3.1 billion <script>alert(1)</script>",
        "The Marlow bridge will cost $3.1 billion, Tarn Works said on Monday. Some 800 workers will build it.",
    ),
    "/2": (
        "de",
        "Marlow-Brücke: Kosten steigen auf 3,6 Milliarden Dollar",
        "Die Kosten der Marlow-Brücke steigen auf 3,6 Milliarden Dollar. Rund 900 Beschäftigte sollen sie bauen.",
    ),
    "/3": (
        "fr",
        "Pont de Marlow : le coût atteint 3,6 milliards de dollars",
        "Le coût du pont de Marlow atteint 3,6 milliards de dollars, selon Tarn Works. Environ 900 salariés y travailleront.",
    ),
}
ADDRESSES = "\n".join(f"https://news.example{path}" for path in STORY)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The three pages, as the bot's own client would bring them; anything else is not there."""

    def get_page(_self: Http, url: str, **given: object) -> Page:
        story = STORY.get(url.removeprefix("https://news.example"))
        if story is None:
            raise FetchError("answered 404", temporary=False)
        language, title, text = story
        shown = title.replace("<", "&lt;")
        body = (
            f'<html lang="{language}"><head><title>{shown}</title></head>'
            f"<body><article><h1>{shown}</h1><p>{text}</p></article></body></html>"
        )
        return Page(
            url=url,
            final_url=url,
            status=200,
            headers={"content-type": "text/html; charset=utf-8"},
            body=body.encode(),
            fetched_at=given["now"],  # type: ignore[arg-type]  (what the client is given)
        )

    monkeypatch.setattr(Http, "get_page", get_page)


def drafted(board: Board, addresses: str) -> str:
    """The page that answers a form with these addresses."""
    token = token_on(board.client.get("/draft").text)
    return board.client.post("/draft", data={"token": token, "addresses": addresses}).text


@pytest.mark.usefixtures("pages")
def test_pasted_addresses_become_a_draft_beside_its_articles(board: Board) -> None:
    """The person sees at once which figure went to which series."""
    page = drafted(board, ADDRESSES)
    assert "- id: marlow-cost" in page
    assert '<mark class="s1">$3.1 billion</mark> <small class="of">Cost</small>' in page


@pytest.mark.usefixtures("pages")
def test_a_page_s_text_is_text_in_the_draft(board: Board) -> None:
    """What a publisher writes runs nowhere."""
    assert "<script>alert" not in drafted(board, ADDRESSES)


@pytest.mark.usefixtures("pages")
def test_a_page_that_cannot_be_read_is_named(board: Board) -> None:
    """Two of three are too few, and the person has to know which one failed."""
    page = drafted(board, ADDRESSES.replace("/3", "/4"))
    assert "2 of these could be read" in page
    assert "https://news.example/4" in page
    assert "answered 404" in page


@pytest.mark.parametrize(
    ("addresses", "words"),
    [
        ("https://news.example/1", "paste 3 to 10"),
        ("\n".join(f"https://news.example/{n}" for n in range(11)), "paste 3 to 10"),
        ("https://a.example file:///etc/passwd https://b.example", "is no address"),
    ],
)
def test_what_is_no_list_of_addresses_is_refused(board: Board, addresses: str, words: str) -> None:
    """Nothing is fetched for it, and no file of the machine is ever read."""
    assert words in drafted(board, addresses)


def test_a_form_of_another_site_drafts_nothing(board: Board) -> None:
    """Else any page that a person visits could have the bot fetch what it likes."""
    answer = board.client.post("/draft", data={"token": "0" * 64, "addresses": ADDRESSES})
    assert answer.status_code == 403
