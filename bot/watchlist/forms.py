"""What may stand in feeds.yaml? The forms that check it, and from which its JSON Schema is made.

A form says what one thing by itself looks like; whether ids meet, receivers exist and aliases are
distinct is links.py's question. Descriptions are what an editor shows while one types.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from bot.model.topics import Certainty
from bot.watchlist.values import (
    Address,
    Days,
    Domain,
    Id,
    Interval,
    Language,
    MailAddress,
    Period,
    Quiet,
    Seconds,
    Share,
    Text,
    TimeOfDay,
    Unit,
    Weekday,
    Zone,
)

Rank = Literal["official", "press", "aggregator", "unknown"]


def _shape(value: Any) -> str | None:
    """Which form of several a value has, by what YAML it is."""
    if isinstance(value, bool):
        return "switch"
    if isinstance(value, str):
        return "text"
    if isinstance(value, list):
        return "list"
    return "keys" if isinstance(value, (dict, BaseModel)) else None


class Form(BaseModel):
    """What all forms have in common: no unknown keys, and no guessing at types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class AliasForm(Form):
    """A way to write a name or a keyword."""

    text: Text
    word: bool = Field(
        default=False,
        description="Ask for borders in scripts without spaces: タイ is then not found in タイヤ.",
    )


AnyAlias = Annotated[
    Annotated[Text, Tag("text")] | Annotated[AliasForm, Tag("keys")], Discriminator(_shape)
]
AliasList = Annotated[list[AnyAlias], Field(min_length=1)]
Aliases = Annotated[
    Annotated[AliasList, Tag("list")] | Annotated[dict[Language, AliasList], Tag("keys")],
    Discriminator(_shape),
    Field(description="A list, or lists by language (en, ja, zh-Hans, zh-Hant, ko...)."),
]
WordList = list[Text]
Words = Annotated[
    Annotated[WordList, Tag("list")] | Annotated[dict[Language, WordList], Tag("keys")],
    Discriminator(_shape),
    Field(description="A list of words, or lists by language."),
]


class AtLeastForm(Form):
    """So many different ones of these terms."""

    count: int = Field(ge=1)
    of: Aliases

    @model_validator(mode="after")
    def _can_hold(self) -> AtLeastForm:
        terms = (
            self.of
            if isinstance(self.of, list)
            else [one for group in self.of.values() for one in group]
        )
        if self.count > len(terms):
            raise ValueError(
                f"asks for {self.count} of {len(terms)} terms; lower the count, or add terms"
            )
        return self


OneOrMoreAtLeast = Annotated[
    Annotated[list[AtLeastForm], Tag("list")] | Annotated[AtLeastForm, Tag("keys")],
    Discriminator(_shape),
]


def _no_words(value: Any) -> Any:
    """`all: []` says nothing, as a person may leave it to be filled later."""
    return (
        {key: one for key, one in value.items() if one != []} if isinstance(value, dict) else value
    )


class KeywordsForm(Form):
    """When an article is on the topic: every rule that is given must hold."""

    any: Aliases | None = Field(default=None, description="One of these is enough.")
    all: Aliases | None = Field(default=None, description="Each of these must be there.")
    none: Aliases | None = Field(
        default=None,
        description="Speaks against an article that is about it: in its headline or its opening.",
    )
    all_of_entities: int | None = Field(
        default=None, ge=0, description="So many different entities must be named."
    )
    at_least: OneOrMoreAtLeast | None = Field(
        default=None, description="So many different ones of a list: {count: 2, of: [a, b, c]}."
    )
    certainty: Certainty = Field(
        default="balanced",
        description="How likely a page must be the story that does not meet the rule at its top.",
    )

    _drop_empty = model_validator(mode="before")(_no_words)

    @model_validator(mode="after")
    def _says_something(self) -> KeywordsForm:
        if not (self.any or self.all or self.all_of_entities or self.at_least):
            raise ValueError(
                "asks for nothing, so that every article would match; give any, all, at_least or all_of_entities"
            )
        return self


def _ascending(bounds: list[float]) -> list[float]:
    if bounds[0] > bounds[1]:
        raise ValueError("the lowest value comes first")
    return bounds


class EntityForm(Form):
    """A party of the story."""

    id: Id
    name: Text
    aliases: Aliases | None = Field(
        default=None, description="How it is written; its name alone if this is left out."
    )
    official: bool = Field(
        default=False, description="Its own word settles a disputed figure that is its to say."
    )
    domains: list[Domain] = Field(default=[], description="Its own web sites: example.org.")


class SeriesForm(Form):
    """A figure that is followed over time."""

    id: Id
    label: Text
    unit: Annotated[
        Annotated[Unit, Tag("text")] | Annotated[list[Unit], Field(min_length=1), Tag("list")],
        Discriminator(_shape),
    ]
    cues: Words | None = Field(
        default=None,
        description="Words that stand near such a figure; the bot knows many by itself.",
    )
    excludes: Words | None = Field(
        default=None, description="Words that say that a figure is another one."
    )
    period: Period | None = Field(
        default=None, description="The period that it has by nature: per P1Y for a yearly amount."
    )
    subjects: list[Id] = Field(
        default=[], description="Entities whose figure it may be; any of the topic's if left out."
    )
    tell_if: Share | None = Field(default=None, description="Smaller moves stay out of alerts: 5%.")
    weight: int = Field(default=1, ge=1, le=10, description="What matters more stands first.")
    nature: Literal["toll", "situation", "plan"] | None = Field(
        default=None,
        description="What later values do: a toll grows, a situation goes up and down, a plan stands until it"
        " is moved. By the words of id and label if left out; bot check prints it.",
    )
    range: (
        Annotated[list[float], Field(min_length=2, max_length=2), AfterValidator(_ascending)] | None
    ) = Field(
        default=None,
        description="The lowest and the highest value that it can have, in base units; others are none of it.",
    )


class SourcesForm(Form):
    """How much a publisher's word weighs, by its domain."""

    official: list[Domain] = Field(default=[], description="Settles what it says of itself.")
    press: list[Domain] = Field(default=[], description="Reports of its own.")
    aggregator: list[Domain] = Field(default=[], description="Repeats what others report.")


class TopicForm(Form):
    """A story that is watched."""

    id: Id
    name: Text
    keywords: KeywordsForm
    entities: list[EntityForm] = []
    series: list[SeriesForm] = Field(default=[], description="The figures that are followed.")
    receivers: list[Id] = Field(default=[], description="Who is told; everybody if left out.")
    sources: SourcesForm = SourcesForm()


class GoogleNewsForm(Form):
    """A search at Google News; it gives headlines and sources, never a publisher's text."""

    query: Text
    region: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = Field(
        default=None, description="Country code; the language's usual one if left out."
    )


class FeedForm(Form):
    """A feed. `url` or `google_news`, and nothing else is needed."""

    url: Address | None = None
    google_news: (
        Annotated[
            Annotated[Text, Tag("text")] | Annotated[GoogleNewsForm, Tag("keys")],
            Discriminator(_shape),
        ]
        | None
    ) = Field(default=None, description='What to search for: SoftBank "physical AI".')
    id: Id | None = Field(default=None, description="Stays when the address moves.")
    name: Text | None = None
    language: Language | None = None
    timezone: Zone | None = Field(default=None, description="For dates that name none: Asia/Tokyo.")
    rank: Rank | None = Field(default=None, description="How much its word weighs.")
    topics: list[Id] = Field(default=[], description="Held against these only; all if left out.")
    interval: Interval | None = Field(
        default=None, description="30m, 2h; publishers may ask for more."
    )
    wrapper: bool = Field(
        default=False, description="Its links do not lead to the publisher; pages are not fetched."
    )
    enabled: bool = True
    note: Text | None = Field(
        default=None, description="Why it is disabled, or what to know of it."
    )

    @model_validator(mode="after")
    def _has_one_address(self) -> FeedForm:
        if (self.url is None) == (self.google_news is None):
            raise ValueError("needs either `url` or `google_news`")
        if self.google_news is not None and self.language is None:
            raise ValueError(
                "is a search, which needs its `language`: en, ja, zh-Hans, zh-Hant, ko..."
            )
        return self


class DigestForm(Form):
    """When a digest is sent, in the receiver's time zone."""

    at: TimeOfDay = Field(default="08:00", description="Time of day, in quotes.")
    weekly: Weekday | None = Field(default=None, description="On this day only: monday...")


class ReceiverForm(Form):
    """Who is told, and how. Tokens and passwords are in the environment, never here."""

    id: Id
    kind: Literal["slack", "webhook", "mail", "json", "terminal"]
    channel: Text | None = Field(default=None, description='Slack: "#news" or a channel\'s id.')
    to: (
        Annotated[
            Annotated[MailAddress, Tag("text")]
            | Annotated[
                list[MailAddress],
                Field(min_length=1),
                Tag("list"),
            ],
            Discriminator(_shape),
        ]
        | None
    ) = Field(default=None, description="Mail: one address or a list.")
    alerts: Annotated[
        Annotated[bool, Tag("switch")]
        | Annotated[Literal["certain", "balanced", "everything"], Tag("text")],
        Discriminator(_shape),
    ] = Field(
        default=True,
        description="Told at once what changed: only what is certain, what is likely too, or everything. true: balanced.",
    )
    digest: Annotated[
        Annotated[bool, Tag("switch")] | Annotated[DigestForm, Tag("keys")], Discriminator(_shape)
    ] = Field(default=False, description="true, or {at: 08:00, weekly: monday}.")
    alive: TimeOfDay | None = Field(
        default=None, description="A line at this time of each day that the bot is well."
    )
    timezone: Zone | None = Field(default=None, description="BOT_TIMEZONE if left out.")
    quiet: Quiet | None = Field(default=None, description="No alerts between: 22:00-07:00.")
    min_severity: Literal["high", "normal", "low"] = Field(
        default="low", description="Alerts below wait for the digest."
    )
    topics: list[Id] = Field(default=[], description="Only these; all if left out.")
    series: list[Id] = Field(default=[], description="Only these figures; all if left out.")

    @model_validator(mode="after")
    def _has_an_address(self) -> ReceiverForm:
        if (self.kind == "slack") != (self.channel is not None):
            raise ValueError(
                "is a slack receiver without a `channel`"
                if self.kind == "slack"
                else f"has a `channel`, which a {self.kind} receiver does not take"
            )
        if (self.kind == "mail") != (self.to is not None):
            raise ValueError(
                "is a mail receiver without `to`"
                if self.kind == "mail"
                else f"has `to`, which a {self.kind} receiver does not take"
            )
        if not self.alerts and not self.digest and self.alive is None:
            raise ValueError("gets neither alerts nor a digest; turn one on, or delete it")
        return self


class DefaultsForm(Form):
    """What holds for every feed and receiver that says nothing else."""

    interval: Interval = "30m"
    language: Language | None = None
    timezone: Zone | None = None
    rank: Rank = "press"


class KeepForm(Form):
    """How long is kept what nobody was told of; the ledger and all that was told stay for good."""

    summaries: Days = Field(default="30d", description="Items that matched no topic.")
    texts: Days = Field(default="180d", description="Texts of articles without a figure.")


class ModelForm(Form):
    """A language model that reads pages a second time. Its key is in the environment, never here."""

    url: Address = Field(
        description="Base address of an OpenAI-compatible server: http://127.0.0.1:11434/v1."
    )
    name: Text = Field(description="The model's name, as the server knows it.")
    timeout: Seconds = Field(default="20s", description="A page waits no longer for it.")
    when: Literal["always", "doubtful"] = Field(
        default="always",
        description="Ask about every page that mentions a topic, or only where our own reading is in doubt.",
    )
    daily_limit: int = Field(default=2000, ge=1, description="So many questions a day (UTC).")


class FeedsFile(Form):
    """Newsledger's feeds.yaml: what is watched, where, and who is told."""

    topics: Annotated[list[TopicForm], Field(min_length=1)]
    feeds: list[
        Annotated[
            Annotated[Address, Tag("text")] | Annotated[FeedForm, Tag("keys")],
            Discriminator(_shape),
        ]
    ] = Field(default=[], description="Addresses, or feeds with more to say about them.")
    receivers: list[ReceiverForm] = Field(
        default=[], description="Who is told; the terminal if left out."
    )
    digest: DigestForm = DigestForm()
    defaults: DefaultsForm = DefaultsForm()
    sources: SourcesForm = SourcesForm()
    keep: KeepForm = KeepForm()
    model: ModelForm | None = Field(
        default=None, description="A second reader; nothing is asked if left out."
    )
    seeds: Text = Field(default="seeds", description="The folder of what is known already.")
