"""The page about feeds.yaml is true: its examples load, and its table has every key."""

from __future__ import annotations

import re
from pathlib import Path

from bot.watchlist import load_watchlist
from bot.watchlist.forms import (
    AtLeastForm,
    DefaultsForm,
    EntityForm,
    FeedForm,
    FeedsFile,
    KeywordsForm,
    ModelForm,
    ReceiverForm,
    SeriesForm,
    SourcesForm,
    TopicForm,
)

PAGE = Path(__file__).parents[2] / "docs" / "feeds-yaml.md"


def test_every_example_of_the_page_loads(tmp_path: Path) -> None:
    """An example that fails is worse than none."""
    examples = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(examples) == 2
    for number, example in enumerate(examples):
        file = tmp_path / f"{number}.yaml"
        file.write_text(example, encoding="utf-8")
        assert load_watchlist(file).topics[0].id == "bridge"


def test_every_key_is_explained() -> None:
    """A key that nobody can find does not exist."""
    page = PAGE.read_text("utf-8")
    forms = (
        FeedsFile,
        TopicForm,
        KeywordsForm,
        AtLeastForm,
        EntityForm,
        SeriesForm,
        SourcesForm,
        FeedForm,
        ReceiverForm,
        DefaultsForm,
        ModelForm,
    )
    keys = {key for form in forms for key in form.model_fields}
    assert {key for key in keys if not re.search(rf"\b{key}\b", page)} == set()
