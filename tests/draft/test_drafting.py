"""What is drafted from articles that have a story in common, and what is left to the person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from stories import FLOOD, TUNNEL, articles

from bot.jobs.draft_topic import draft_topic
from bot.model.drafts import Draft
from bot.model.topics import Topic
from bot.render.drafted import draft_as_yaml
from bot.steps.draft.scripts import sounds_alike
from bot.steps.figures.measures import measures_of
from bot.steps.match import Matcher
from bot.watchlist import load_topic, load_watchlist


def units(draft: Draft) -> dict[str, str]:
    """The unit of each drafted series."""
    return {one.id: one.unit for one in draft.series}


def loaded(story: list[tuple[str, str, str]], folder: Path) -> Topic:
    """The draft as feeds.yaml's own reader takes it."""
    file = folder / "topic.yaml"
    file.write_text(draft_as_yaml(*draft_topic(articles(story))), encoding="utf-8")
    return load_topic(file)


def test_figures_that_several_articles_share_become_series_with_their_units() -> None:
    """That is what a person would have to guess, and only running could judge."""
    draft, _ = draft_topic(articles(TUNNEL))
    assert units(draft) == {
        "cost": "money",
        "start": "year",
        "staff": "people",
        "length": "metres",
        "stake": "percent",
    }


def test_harm_is_drafted_in_any_language_with_its_nature() -> None:
    """A count of the missing goes down and is no dispute; who drafts it has to say so."""
    draft, _ = draft_topic(articles(FLOOD))
    natures = {one.id: one.nature for one in draft.series}
    assert natures == {
        "deaths": "toll",
        "injured": "toll",
        "missing": "situation",
        "evacuated": "situation",
    }
    assert {one.unit for one in draft.series} == {"people"}


def test_cues_are_words_of_the_examples_in_their_own_languages() -> None:
    """A cue that no example has would be somebody's invention."""
    draft, examples = draft_topic(articles(TUNNEL))
    for series in draft.series:
        for language, words in series.cues.items():
            texts = " ".join(one.text.casefold() for one in examples if one.language == language)
            assert all(word in texts for word in words), (series.id, language, words)
    [cost] = [one for one in draft.series if one.id == "cost"]
    assert set(cost.cues) == {"en", "de", "fr"}


def test_a_name_is_one_party_in_all_its_scripts() -> None:
    """Each spelling that is missing is a page that is not found."""
    story = [
        (
            "en",
            "Torvane raises its bid",
            "Torvane raised its bid on Monday. The board of Torvane met. The bid is $5 billion.",
        ),
        (
            "ja",
            "トルヴァーン社が買収額を引き上げ",
            "トルヴァーン社は買収額を50億ドルに引き上げた。",
        ),
        ("ko", "토르반, 인수가 올려", "토르반은 인수가를 50억 달러로 올렸다."),
    ]
    draft, _ = draft_topic(articles(story))
    [party] = [one for one in draft.parties if one.name == "Torvane"]
    assert {one.text for one in party.spellings} >= {"Torvane", "トルヴァーン", "토르반"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Torvane", "トルヴァーン", True),
        ("Kestrel", "케스트렐", True),
        ("Marinho", "마리뇨", True),
        ("Aria", "아리아", False),
        ("Torvane", "カスコ", False),
        ("Nolte", "노르웨이", False),
    ],
)
def test_names_sound_alike_by_their_consonants_or_are_taken_for_two(
    one: str, other: str, *, same: bool
) -> None:
    """Short names are left apart: in doubt there are two parties, which a person can join."""
    assert sounds_alike(one, other) is same


def test_a_place_is_spelt_in_the_languages_that_the_bot_reads() -> None:
    """Papers of other languages take a story up: a country's names are known, and need no example."""
    draft, _ = draft_topic(articles(FLOOD))
    [uruguay] = [one for one in draft.parties if one.name == "Uruguay"]
    assert {one.text for one in uruguay.spellings} >= {
        "Uruguay",
        "ウルグアイ",
        "우루과이",
        "乌拉圭",
    }


def test_a_story_that_is_called_by_a_country_asks_for_a_word_too() -> None:
    """Whatever happens in a country would be on the topic otherwise."""
    draft, _ = draft_topic(articles(FLOOD))
    asked = {one.language: one.text for one in draft.all}
    assert asked["en"] == "floods"
    assert asked["ja"] == "洪水"
    assert set(asked) == {"en", "ja", "es", "ko"}


@pytest.mark.parametrize("story", [TUNNEL, FLOOD])
def test_each_example_is_on_the_topic_that_was_drafted_from_it(
    story: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    """A rule that refuses its own examples is none."""
    matcher = Matcher([loaded(story, tmp_path)])
    for one in articles(story):
        [match] = matcher.match(title=one.title, text=one.text)
        assert match.matched, (one.title, match.reason)


def test_every_line_of_a_draft_says_where_it_comes_from() -> None:
    """Whoever edits it has to see what to believe."""
    lines = draft_as_yaml(*draft_topic(articles(TUNNEL))).splitlines()
    for line in lines:
        if ": [" in line or line.strip().startswith("- id:"):
            assert "#" in line, line


def test_a_figure_of_one_article_is_listed_and_makes_no_series() -> None:
    """Nothing that an article says is dropped without a word."""
    text = draft_as_yaml(*draft_topic(articles(FLOOD[:1] + TUNNEL[:2])))
    assert "# Figures that belong to no series" in text
    assert "60 people" in text.partition("# Figures that belong to no series")[2]


def test_a_copy_counts_once() -> None:
    """Two papers with one agency's text are one article: what it alone says is shared by nobody."""
    language, title, text = TUNNEL[0]
    story = [TUNNEL[0], (language, title, text), FLOOD[0]]
    draft, examples = draft_topic(articles(story))
    assert [one.copy_of for one in examples] == [None, 1, None]
    assert "length" not in units(draft)


def test_a_draft_can_be_pasted_under_topics(tmp_path: Path) -> None:
    """That is where it becomes live, and nowhere else."""
    pasted = draft_as_yaml(*draft_topic(articles(TUNNEL)), indented=True)
    file = tmp_path / "feeds.yaml"
    file.write_text(f"topics:\n{pasted}feeds: [https://news.example/feed.xml]\n", encoding="utf-8")
    [topic] = load_watchlist(file).topics
    assert {one.id for one in topic.series} == {"cost", "start", "staff", "length", "stake"}


def test_text_of_a_page_cannot_end_a_comment(tmp_path: Path) -> None:
    """A headline with a line break would write keys of its own into somebody's feeds.yaml."""
    bad = replace(
        articles(TUNNEL)[0], title="Tunnel to cost £4.2 billion\nreceivers: [x]\u2028id: y"
    )
    file = tmp_path / "topic.yaml"
    file.write_text(draft_as_yaml(*draft_topic((bad, *articles(TUNNEL)[1:]))), encoding="utf-8")
    topic = load_topic(file)
    assert topic.receivers == ()
    assert topic.id.startswith("lindholm")


def test_a_series_that_its_label_does_not_name_brings_words_for_other_languages() -> None:
    """A paper of a fourth language takes the story up: a series must be known there too."""
    draft, examples = draft_topic(articles(FLOOD))
    spoken = {one.language for one in examples}
    for series in draft.series:
        named = series.id in measures_of(series.label)
        assert named or {"de", "fr", "it"} <= series.own_words.keys() - spoken, series.id


def test_articles_with_nothing_in_common_make_a_draft_without_series() -> None:
    """Three strangers share no figure: an empty draft is right, and a fault would be wrong."""
    story = [
        ("en", "A choir sings", "A choir sang in a church on Sunday, and many came."),
        ("de", "Ein Hund bellt", "Ein Hund hat in der Nacht gebellt, und niemand schlief."),
        ("fr", "Il pleut", "Il a plu toute la journée sur la ville."),
    ]
    draft, _ = draft_topic(articles(story))
    assert draft.series == ()
