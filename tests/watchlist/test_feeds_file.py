"""What feeds.yaml may say, what it becomes, and what is said of its faults."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.model.topics import Alias
from bot.steps.figures import common
from bot.watchlist import Watchlist, load_topic, load_watchlist
from bot.watchlist.schema import schema_text
from bot.watchlist.values import UNITS

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "eval"

TOPIC = """\
topics:
  - id: bridge
    name: The bridge
    keywords: {any: [strait bridge]}
    entities:
      - {id: casco, name: Casco, official: true, domains: [casco.example]}
      - {id: delta, name: Delta Rail, aliases: {en: [Delta Rail], ja: [{text: デルタ, word: true}]}}
    series:
      - {id: cost, label: Cost, unit: money, cues: [cost], tell_if: 5%, subjects: [casco]}
"""

Load = Callable[[str], Watchlist]
Fault = Callable[[str], str]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Loads a text as feeds.yaml."""

    def _load(text: str) -> Watchlist:
        (tmp_path / "feeds.yaml").write_text(text, encoding="utf-8")
        return load_watchlist(tmp_path / "feeds.yaml")

    return _load


@pytest.fixture
def fault(load: Load, tmp_path: Path) -> Fault:
    """What is said of a wrong feeds.yaml, without the folder it lies in."""

    def _fault(text: str) -> str:
        with pytest.raises(ConfigError) as caught:
            load(text)
        return str(caught.value).replace(f"{tmp_path}/", "")

    return _fault


def test_a_bare_address_is_a_feed_with_an_id_of_its_host(load: Load) -> None:
    """Pasting an address is how everybody begins."""
    feed = load(f"{TOPIC}feeds:\n  - https://www.robots.example/feed\n").feeds[0]
    assert (feed.id, feed.name, feed.url) == (
        "robots-example",
        "robots.example",
        "https://www.robots.example/feed",
    )


def test_bare_addresses_of_one_host_get_distinct_ids_that_do_not_depend_on_order(
    load: Load,
) -> None:
    """An id that changes with the order of lines would lose what polling learned."""
    first, second = "https://a.example/ai.xml", "https://a.example/robots.xml"
    one = load(f"{TOPIC}feeds: [{first}, {second}]\n").feeds
    other = load(f"{TOPIC}feeds: [{second}, {first}]\n").feeds
    assert {feed.url: feed.id for feed in one} == {feed.url: feed.id for feed in other}
    assert [feed.id for feed in one] == ["a-example-ai-xml", "a-example-robots-xml"]


def test_defaults_hold_for_feeds_that_say_nothing_else(load: Load) -> None:
    """Presets before knobs."""
    watchlist = load(
        f"""{TOPIC}defaults: {{interval: 2h, timezone: Asia/Tokyo, language: ja, rank: aggregator}}
feeds:
  - https://a.example/x
  - {{url: https://b.example/x, interval: 45m, language: en, rank: press, timezone: UTC}}
"""
    )
    plain, own = watchlist.feeds
    assert (plain.interval, plain.timezone, plain.language, plain.rank) == (
        timedelta(hours=2),
        "Asia/Tokyo",
        "ja",
        "aggregator",
    )
    assert (own.interval, own.timezone, own.language, own.rank) == (
        timedelta(minutes=45),
        "UTC",
        "en",
        "press",
    )


@pytest.mark.parametrize(
    ("language", "end"),
    [
        ("en", "hl=en-US&gl=US&ceid=US%3Aen"),
        ("ja", "hl=ja&gl=JP&ceid=JP%3Aja"),
        ("zh-Hant", "hl=zh-TW&gl=TW&ceid=TW%3Azh-Hant"),
        ("de", "hl=de&gl=DE&ceid=DE%3Ade"),
    ],
)
def test_a_google_news_search_is_written_as_words(load: Load, language: str, end: str) -> None:
    """Nobody can read, or mend, a percent-encoded query."""
    feed = load(f"{TOPIC}feeds:\n  - {{google_news: 'a \"b c\"', language: {language}}}\n").feeds[0]
    assert feed.url == f"https://news.google.com/rss/search?q=a+%22b+c%22&{end}"
    assert feed.wrapper
    assert feed.rank == "aggregator"


def test_a_topic_keeps_all_that_it_says(load: Load) -> None:
    """Each key of a topic ends up in the model."""
    topic = load(TOPIC).topics[0]
    assert topic.entities[0].aliases == (Alias(text="Casco"),)
    assert topic.entities[1].aliases[1] == Alias(text="デルタ", language="ja", word=True)
    assert topic.series[0].tell_if_percent == Decimal(5)
    assert topic.series[0].units == ("money",)
    assert topic.series[0].cues == {"": ("cost",)}
    assert topic.official_domains == ("casco.example",)


def test_a_domain_decides_a_publishers_rank_before_the_feed_does(load: Load) -> None:
    """A ministry's page is official, whoever linked to it."""
    watchlist = load(
        f"""{TOPIC}sources: {{aggregator: [links.example], press: [news.example]}}
feeds:
  - {{id: links, url: https://links.example/x}}
  - {{id: daily, url: https://daily.example/x}}
  - {{id: search, google_news: bridge, language: en}}
"""
    )
    links, daily, search = watchlist.feeds
    assert watchlist.rank("https://www.casco.example/a", links) == "official"
    assert watchlist.rank("https://en.news.example/a", links) == "press"
    assert watchlist.rank("https://links.example/a", links) == "aggregator"
    assert watchlist.rank("https://daily.example/a", daily) == "press"
    assert watchlist.rank("https://unheard.example/a", search) == "unknown"
    assert watchlist.rank("https://unheard.example/a", None) == "unknown"


def test_a_receiver_says_how_sure_an_alert_must_be(load: Load) -> None:
    """`true` is what most readers want, and the old way to write it goes on to work."""
    watchlist = load(
        f"""{TOPIC}receivers:
  - {{id: sure, kind: terminal, alerts: certain}}
  - {{id: usual, kind: terminal, alerts: true}}
  - {{id: all, kind: terminal, alerts: everything}}
  - {{id: none, kind: terminal, alerts: false, digest: true}}
"""
    )
    assert [(one.alerts, one.alerts_from) for one in watchlist.receivers] == [
        (True, "certain"),
        (True, "balanced"),
        (True, "everything"),
        (False, "balanced"),
    ]


def test_receivers_keep_times_quiet_hours_and_filters(load: Load) -> None:
    """Each key of a receiver ends up in the model."""
    watchlist = load(
        f"""{TOPIC}digest: {{at: "07:30"}}
receivers:
  - {{id: team, kind: slack, channel: "#team", quiet: 22:00-07:00, min_severity: normal, series: [cost]}}
  - {{id: mail, kind: mail, to: [a@b.example, c@d.example], alerts: false, digest: true, timezone: Asia/Tokyo}}
  - {{id: screen, kind: terminal, digest: {{at: "18:00", weekly: friday}}, alive: "09:15"}}
"""
    )
    team, mail, screen = watchlist.receivers
    assert (team.quiet_from, team.quiet_to) == (time(22), time(7))
    assert (team.to, team.min_severity, team.series) == (("#team",), "normal", ("cost",))
    assert mail.to == ("a@b.example", "c@d.example")
    assert (mail.alerts, mail.digest, mail.digest_at, mail.timezone) == (
        False,
        True,
        time(7, 30),
        "Asia/Tokyo",
    )
    assert (screen.digest_at, screen.digest_weekday, screen.alive_at) == (time(18), 4, time(9, 15))
    assert watchlist.without_zone == {"team", "screen"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{TOPIC}feds: []", "feeds.yaml:10: feds: is no key here; did you mean `feeds`?"),
        (
            f"{TOPIC}feeds:\n  - url: https://a.example\n    langage: en",
            "feeds.yaml:12: feeds[0].langage: is no key here; did you mean `language`?",
        ),
        (
            TOPIC.replace("{any:", "{anny:"),
            "feeds.yaml:4: topics[bridge].keywords.anny: is no key here; did you mean `any`?",
        ),
        (
            f"{TOPIC}feeds: [ftp://a.example]",
            "feeds.yaml:10: feeds[0]: “ftp://a.example” is no address that begins with https:// or http://",
        ),
        (
            f"{TOPIC}feeds: [a.example/feed]",
            (
                "feeds.yaml:10: feeds[0]: “a.example/feed” is no address that begins with https:// or http://; "
                "did you mean https://a.example/feed?"
            ),
        ),
        (
            f"{TOPIC}feeds: [https://me:secret@a.example]",
            "feeds.yaml:10: feeds[0]: holds a user or a password; feeds.yaml is no place for secrets",
        ),
        (
            f"{TOPIC}feeds: [https://a.example, https://a.example]",
            "feeds.yaml:10: feeds[1]: https://a.example stands further up already; delete one of the two",
        ),
        (
            f"{TOPIC}feeds: [{{id: x, url: https://a.example}}, {{id: x, url: https://b.example}}]",
            "feeds.yaml:10: feeds[x].id: “x” is taken by an earlier feed; give each its own id",
        ),
        (
            f"{TOPIC}feeds: [{{url: https://a.example, topics: [brige]}}]",
            "feeds.yaml:10: feeds[0].topics[0]: “brige” is no topic of this file; did you mean bridge?",
        ),
        (
            f"{TOPIC}feeds: [{{url: https://a.example, timezone: Asia/Tokio}}]",
            (
                "feeds.yaml:10: feeds[0].timezone: Asia/Tokio is no time zone; "
                "write it as Asia/Tokyo, Europe/London or UTC"
            ),
        ),
        (
            f"{TOPIC}feeds: [{{url: https://a.example, interval: 1m}}]",
            "feeds.yaml:10: feeds[0].interval: is “1m”; feeds are polled every 10m at most and every 24h at least",
        ),
        (
            f"{TOPIC}receivers: [{{id: r, kind: slak, channel: x}}]",
            "feeds.yaml:10: receivers[r].kind: is “slak”; did you mean slack?",
        ),
        (
            f"{TOPIC}receivers: [{{id: r, kind: slack}}]",
            "feeds.yaml:10: receivers[r]: is a slack receiver without a `channel`",
        ),
        (
            f"{TOPIC}receivers: [{{id: r, kind: terminal, quiet: 22-7}}]",
            "feeds.yaml:10: receivers[r].quiet: is “22-7”; quiet hours are written as 22:00-07:00, in quotes",
        ),
        (
            f"{TOPIC}digest: {{at: 25:00}}",
            "feeds.yaml:10: digest.at: is “25:00”; a time of day is written as 08:00, in quotes",
        ),
        (
            TOPIC.replace("unit: money", "unit: mony"),
            "feeds.yaml:9: topics[bridge].series[cost].unit: “mony” is no unit; did you mean money?",
        ),
        (
            TOPIC.replace("[casco], ", "[casko], ").replace(
                "subjects: [casco]", "subjects: [casko]"
            ),
            (
                "feeds.yaml:9: topics[bridge].series[cost].subjects[0]: “casko” is no entity of this file; "
                "did you mean casco?"
            ),
        ),
        (
            TOPIC.replace("[Delta Rail]", "[Ｃａｓｃｏ]").replace(
                "official: true", "aliases: [Casco]"
            ),
            (
                "feeds.yaml:7: topics[bridge].entities[delta].aliases.en[0]: “Ｃａｓｃｏ” is an alias of casco "
                "already; an alias names one entity of a topic"
            ),
        ),
        (
            TOPIC.replace("id: delta", "id: casco"),
            (
                "feeds.yaml:7: topics[bridge].entities[casco].id: “casco” is taken by an earlier one; "
                "give each its own id"
            ),
        ),
        (
            TOPIC.replace("name: The bridge", "name: The bridge\n    receivers: [nobody]"),
            "feeds.yaml:4: topics[bridge].receivers[0]: “nobody” is no receiver of this file; none is defined",
        ),
        (
            TOPIC.replace("{any: [strait bridge]}", "{any: []}"),
            (
                "feeds.yaml:4: topics[bridge].keywords: asks for nothing, so that every article would match; "
                "give any, all, at_least or all_of_entities"
            ),
        ),
        (
            TOPIC.replace("{any: [strait bridge]}", "{all_of_entities: 3}"),
            (
                "feeds.yaml:4: topics[bridge].keywords.all_of_entities: asks for 3 entities, and the topic has 2; "
                "lower it, or add entities"
            ),
        ),
        (
            TOPIC.replace("[strait bridge]", "[2030]"),
            "feeds.yaml:4: topics[bridge].keywords.any[0]: is the number 2030; put it in quotes to make it text",
        ),
        (
            TOPIC.replace("ja: [", "jp: ["),
            "feeds.yaml:7: topics[bridge].entities[delta].aliases.jp: jp is a country; the language is ja",
        ),
        (
            f"{TOPIC}feeds: []\nfeeds: []",
            "feeds.yaml:11: feeds: stands here for the second time (first on line 10); keep one of the two",
        ),
        ("topics:\n\t- id: x", "feeds.yaml:2: begins with a tab; YAML is indented with spaces"),
        (
            "topics:\n  - id: a: b",
            "feeds.yaml:2: has a colon where none may be; put the text in quotes, or mend the indentation",
        ),
        ("", "feeds.yaml: is empty; README.md shows what belongs into it"),
        ("- a", "feeds.yaml:1: must hold keys and values, such as `topics:`"),
        ("topics: !!python/object:os.system x", "feeds.yaml:1: has the tag"),
    ],
)
def test_a_fault_names_its_line_its_key_and_the_mend(fault: Fault, text: str, said: str) -> None:
    """Configuration is where a person meets the bot first, and alone."""
    assert fault(text).startswith(said)


def test_all_faults_are_said_at_once_in_the_order_of_the_file(fault: Fault) -> None:
    """Mending one fault a run is how patience ends."""
    text = TOPIC.replace("unit: money", "unit: mony") + "feeds: [nowhere]\ndefault: {}\n"
    lines = fault(text).splitlines()
    assert [line.split(":")[1] for line in lines] == ["9", "10", "11"]


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    """A Japanese Windows editor may save as Shift JIS."""
    file = tmp_path / "feeds.yaml"
    file.write_bytes(f"# one\n# two\n{TOPIC}".encode() + "# 三".encode("shift_jis"))
    with pytest.raises(ConfigError, match="UTF-8") as caught:
        load_watchlist(file)
    assert caught.value.line == 12


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """Windows editors write one."""
    file = tmp_path / "feeds.yaml"
    file.write_bytes(TOPIC.encode("utf-8-sig"))
    assert load_watchlist(file).topics[0].id == "bridge"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The command line's first mistake is the wrong folder."""
    with pytest.raises(ConfigError, match="--feeds"):
        load_watchlist(tmp_path / "none.yaml")


def test_aliases_that_blow_up_are_refused(fault: Fault) -> None:
    """Nine lists of nine references each would be 400 million values."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{key}: &{key} [{', '.join([f'*{before}'] * 9)}]"
        for before, key in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert "repeat each other" in fault("\n".join(lines))


def test_deep_nesting_is_refused(fault: Fault) -> None:
    """A file of brackets must not end in a crash."""
    said = fault("topics: " + "[" * 1500)
    assert said.startswith("feeds.yaml")


def test_anchors_of_a_sane_size_work(load: Load) -> None:
    """People share lists between topics with them."""
    text = TOPIC.replace("cues: [cost]", "cues: &words [cost, price], excludes: *words")
    assert load(text).topics[0].series[0].excludes == {"": ("cost", "price")}


def test_the_schema_beside_feeds_yaml_is_current() -> None:
    """`python -m bot.watchlist > feeds.schema.json` makes it again."""
    assert (ROOT / "feeds.schema.json").read_text("utf-8") == schema_text()
    first = (ROOT / "feeds.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=feeds.schema.json"
    assert json.loads(schema_text())["additionalProperties"] is False


def test_our_own_feeds_yaml_watches_what_it_promises() -> None:
    """The default topic with its series, and feeds in four languages."""
    watchlist = load_watchlist(ROOT / "feeds.yaml")
    topic = watchlist.topics[0]
    assert topic.id == "japan-physical-ai"
    languages = {feed.language for feed in watchlist.feeds if feed.enabled}
    assert languages >= {"en", "ja", "zh-Hans", "zh-Hant", "ko"}
    assert all(feed.id in watchlist.notes for feed in watchlist.feeds if not feed.enabled)
    for series in topic.series:
        assert set(series.cues) == {"en", "ja", "zh-Hans", "zh-Hant", "ko"}, series.id


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared evaluation is not beside the repository"
)
@pytest.mark.parametrize("name", ["topic_japan.yaml", "topic_hydrogen.yaml"])
def test_a_topic_on_its_own_loads(name: str) -> None:
    """`bot replay --topic` takes such files as they are."""
    topic = load_topic(SHARED / name)
    assert len(topic.series) >= 9
    if topic.id == "japan-physical-ai":
        ours = load_watchlist(ROOT / "feeds.yaml").topics[0]
        assert [one.id for one in ours.series] == [one.id for one in topic.series]


def test_a_wrong_topic_file_is_refused_like_feeds_yaml(tmp_path: Path) -> None:
    """The same care for a topic alone."""
    file = tmp_path / "topic.yaml"
    file.write_text("id: x\nname: X\nkeyword: {any: [a]}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="did you mean `keywords`"):
        load_topic(file)


def test_a_series_may_have_any_unit_that_figures_are_read_in() -> None:
    """A unit that is read and cannot be followed would be a promise half kept."""
    read = {unit.partition("*")[0] for unit in common.UNITS}
    assert read - set(UNITS) == set()


def test_a_topics_receivers_and_a_receivers_topics_must_both_agree(
    load: Load, fault: Fault
) -> None:
    """Either end may say who gets what; a receiver that gets nothing is a mistake."""
    second = TOPIC.replace("topics:\n", "").replace("id: bridge", "id: tunnel")
    text = f"""{TOPIC}{second}    receivers: [team]
receivers:
  - {{id: team, kind: slack, channel: "#team"}}
  - {{id: screen, kind: terminal}}
"""
    team, screen = load(text).receivers
    assert team.topics == ()
    assert screen.topics == ("bridge",)
    said = fault(text.replace("kind: terminal", "kind: terminal, topics: [tunnel]"))
    assert "receivers[screen]: gets no topic" in said
