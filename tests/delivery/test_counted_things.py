"""What is counted by the piece is shown by its own noun."""

from __future__ import annotations

import pytest

from bot.render.wording import value_in_words
from bot.steps.figures import find_figures


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("The park has 82 turbines.", "en", "82 turbines"),
        ("The line bought 30 to 40 vessels.", "en", "30 to 40 vessels"),
        ("They will build 1.2 million homes.", "en", "1.2 million homes"),
        ("Der Hafen kauft 12 Schiffe.", "de", "12 Schiffe"),
        ("Le port achète 12 navires.", "fr", "12 navires"),
        ("船30隻を購入する。", "ja", "30 隻"),
        ("The order falls from 90 to 70 turbines.", "en", "90"),
    ],
)
def test_things_are_shown_by_the_noun_of_their_text(text: str, language: str, shown: str) -> None:
    """A reader who does not know the story learns nothing from "82 units"; no word is shown that the text has not."""
    assert value_in_words(find_figures(text, language=language)[0]) == shown
