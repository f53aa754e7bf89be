"""An invented story, pages of it, and a reader that answers as a test wants."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.clients.rates import EcbRates
from bot.model.figures import Filing, Series
from bot.model.news import Article
from bot.model.second_reader import Answer, Question
from bot.model.topics import Alias, Entity, KeywordRule, Match, Topic
from bot.steps import second_reader, sentences
from bot.steps.figures import find_figures
from bot.steps.figures.assign import file_figures
from bot.steps.figures.measures import can_take, in_units_of
from bot.steps.match import Matcher
from bot.steps.second_reader import Weighed

RATES = EcbRates()
DAY = datetime(2025, 3, 4, 9, 0, tzinfo=UTC)
TOPIC = Topic(
    id="lindholm-bridge",
    name="The Lindholm bridge",
    keywords=KeywordRule(any=(Alias(text="Lindholm bridge"), Alias(text="林德霍姆大桥"))),
    entities=(Entity(id="vestbro", name="Vestbro", aliases=(Alias(text="Vestbro"),)),),
    series=(
        Series(id="cost", label="Cost of the bridge", units=("money",)),
        Series(id="workers", label="Workers on the site", units=("people",)),
        Series(id="grant", label="Grant of the state", units=("money",)),
    ),
)
ENGLISH = (
    "The Lindholm bridge will cost €450 million ($486 million), up from €380 million, Vestbro said. "
    "The east ramp alone takes €60 million. Some 900 workers are on the site."
)


def page(
    text: str, *, title: str = "Lindholm bridge grows dearer", language: str = "en"
) -> Article:
    """A page as it was read."""
    return Article(
        id="a1",
        url="https://wire.example/1",
        source="Wire",
        rank="press",
        language=language,
        published=DAY,
        dated=True,
        title=title,
        text=text,
    )


class Page:
    """A page with its figures, its own filing and its question."""

    def __init__(self, text: str = ENGLISH, *, language: str = "en", topic: Topic = TOPIC) -> None:
        self.article = page(text, language=language)
        self.topic = topic
        self.figures = find_figures(text, language=language, published=DAY.date())
        self.spans = sentences.split(text, language)
        self.takes = {one.start: can_take(topic, one) for one in self.figures}
        self.match: Match = Matcher([topic]).match(title=self.article.title, text=text)[0]

    @property
    def question(self) -> Question:
        """What is asked about it."""
        return second_reader.question(
            self.article,
            topic=self.topic,
            figures=self.figures,
            takes=self.takes,
            sentences=self.spans,
        )

    @property
    def own(self) -> tuple[Filing, ...]:
        """Where our own filing puts its figures."""
        return file_figures(
            self.figures,
            title=self.article.title,
            text=self.article.text,
            topic=self.topic,
            mentions=self.match.mentions,
            sentences=self.spans,
            language=self.article.language,
        )

    def number(self, text: str) -> int:
        """The number under which a figure is offered."""
        return next(n for n, one in enumerate(self.question.offered, 1) if one.text == text)

    def entry(self, text: str, series: str, role: str = "current", **more: str) -> dict[str, Any]:
        """An entry of an answer about a figure; `of` and `moved_from` are figures' texts."""
        pointed = {name: self.number(one) for name, one in more.items()}
        return {
            "n": self.number(text),
            "series": series,
            "role": role,
            "of": None,
            "moved_from": None,
            **pointed,
        }

    def guarded(self, *entries: Any, on: Any = True, **more: Any) -> Answer:
        """What of an answer passes the guard."""
        return second_reader.guard(
            {"on": on, "figures": list(entries), **more},
            self.question,
            takes=self.takes,
            rates=RATES,
            day=DAY.date(),
        )

    def weighed(self, *entries: Any) -> Weighed:
        """What an answer with these entries makes of our own filing."""
        return second_reader.weigh(
            self.own,
            self.guarded(*entries),
            self.question,
            topic=self.topic,
            counted=lambda figure, series: in_units_of(series, figure),
        )

    def filed(self, *entries: Any) -> dict[str, Filing]:
        """The same, by the figures' texts."""
        return {one.figure.text: one for one in self.weighed(*entries).filings}
