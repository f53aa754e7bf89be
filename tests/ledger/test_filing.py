"""Filing: whose figure it is and what of it."""

from __future__ import annotations

from datetime import date

from bot.model.figures import Filing, Series
from bot.model.topics import Alias, Entity, KeywordRule, Topic
from bot.steps import sentences
from bot.steps.figures import find_figures
from bot.steps.figures.assign import file_figures
from bot.steps.match import Matcher

BRIDGE = Topic(
    id="bridge",
    name="Bridge over the Lune strait",
    keywords=KeywordRule(any=(Alias(text="Lune"),)),
    entities=(
        Entity(
            id="lune", name="Lune Bridge", aliases=(Alias(text="Lune Bridge"), Alias(text="ルネ橋"))
        ),
        Entity(id="pontis", name="Pontis", aliases=(Alias(text="Pontis"),)),
    ),
    series=(
        Series(id="cost", label="Cost of the bridge", units=("money",), cues={"en": ("cost",)}),
        Series(id="public_grant", label="Public grant", units=("money",), cues={"en": ("grant",)}),
        Series(
            id="combined",
            label="Public and private money together",
            units=("money",),
            cues={"en": ("combined", "together")},
        ),
        Series(id="stake", label="Stake of Pontis", units=("percent",)),
        Series(id="workers", label="Workers", units=("people",)),
        Series(id="opening", label="Year of opening", units=("year",)),
        Series(id="partners", label="Partners", units=("companies",)),
        Series(
            id="spans", label="Spans", units=("units", "count"), cues={"en": ("spans", "sections")}
        ),
        Series(id="divers", label="Divers", units=("people",), cues={"en": ("divers",)}),
        Series(
            id="pontis_share",
            label="Tolls that go to Pontis",
            units=("money",),
            subjects=("pontis",),
            cues={"en": ("tolls",)},
        ),
    ),
)


def filed(
    text: str, *, title: str = "The Lune Bridge", language: str = "en"
) -> dict[str, str | None]:
    """What each figure of a text is filed under, by its text."""
    return {one.figure.text: one.series for one in filings(text, title=title, language=language)}


def filings(
    text: str, *, title: str = "The Lune Bridge", language: str = "en"
) -> tuple[Filing, ...]:
    """The filings of a text."""
    (match,) = Matcher([BRIDGE]).match(title=title, text=text)
    return file_figures(
        find_figures(text, language=language, published=date(2026, 5, 1)),
        title=title,
        text=text,
        topic=BRIDGE,
        mentions=match.mentions,
        sentences=sentences.split(text, language),
        language=language,
    )


def test_two_series_of_one_unit_do_not_mix() -> None:
    """Each amount goes to the words that stand by it."""
    assert filed(
        "The Lune Bridge will cost €3 billion. A grant of €1.2 billion pays for a part."
    ) == {
        "€3 billion": "cost",
        "€1.2 billion": "public_grant",
    }


def test_a_word_belongs_to_the_number_that_it_stands_before() -> None:
    """One sentence with two sums: "combined" is the second one's."""
    found = filed(
        "With the grant of €1 billion that makes a combined €4 billion for the Lune Bridge."
    )
    assert found == {"€1 billion": "public_grant", "€4 billion": "combined"}


def test_a_share_price_belongs_to_nothing() -> None:
    """Stock exchanges stand beside every story."""
    found = filed(
        "The Lune Bridge will cost €3 billion. Shares in Pontis closed at €41.20, up 3.1 percent."
    )
    assert found["€41.20"] is None
    assert found["3.1 percent"] is None


def test_a_rival_belongs_to_nothing() -> None:
    """Even with the very words of a series."""
    assert filed("A rival bridge in the north will cost €2 billion.")["€2 billion"] is None


def test_a_rival_that_is_a_party_is_one_of_the_story() -> None:
    """Its rival Pontis is still Pontis."""
    found = filed("The builder and its rival Pontis put the cost of the Lune Bridge at €3 billion.")
    assert found["€3 billion"] == "cost"


def test_a_comparison_belongs_to_nothing() -> None:
    """In any language."""
    german = "Die Kosten der Lune Bridge liegen bei 3 Milliarden Euro. Zum Vergleich: Der Tunnel kostete 8 Milliarden Euro."
    found = filed(german, language="de")
    assert found["3 Milliarden Euro"] == "cost"
    assert found["8 Milliarden Euro"] is None


def test_the_bot_has_words_of_its_own() -> None:
    """A series with a label in English and no cues files a Japanese text."""
    found = filed("ルネ橋の開通は2034年になる。作業員は約900人を見込む。", language="ja")
    assert found == {"2034年": "opening", "900人": "workers"}


def test_who_told_the_reporter_is_no_staff() -> None:
    """Two people familiar with the plans do not build the bridge."""
    found = filed(
        "Two people familiar with the plans said that 900 workers will build the Lune Bridge."
    )
    assert found["900 workers"] == "workers"
    assert found.get("Two people") is None


def test_three_others_are_no_total() -> None:
    """Who goes together with three other companies makes four."""
    found = filed("Pontis and three other companies are partners in the Lune Bridge.")
    assert "partners" not in found.values()


def test_by_how_much_a_value_moved_is_not_what_it_moved_to() -> None:
    """What was cut by 300 to 900 has two numbers, and only one of them is in force."""
    for text, language, in_force in (
        ("The cost of the Lune Bridge fell by €300 million to €2.7 billion.", "en", "€2.7 billion"),
        (
            "Die Kosten der Lune Bridge wurden um 300 Millionen Euro auf 2,7 Milliarden Euro gesenkt.",
            "de",
            "2,7 Milliarden Euro",
        ),
        ("ルネ橋の建設費は3億ユーロ増の30億ユーロとなる。", "ja", "30億ユーロ"),
    ):
        found = filed(text, language=language)
        assert [name for name, series in found.items() if series] == [in_force], text


def test_how_much_a_value_moved_stays_where_nothing_else_is_said() -> None:
    """Savings "by 300 million" are all that there is to know, and a savings series wants them."""
    found = filings("The cost of the Lune Bridge was cut by €300 million, its builders said.")
    assert not any("by how much" in reason for one in found for reason in one.reasons)


def test_two_more_are_no_total_where_the_total_follows() -> None:
    """Two more, which makes ten, are ten."""
    found = filed("Pontis ordered two more spans, bringing the Lune Bridge to ten spans.")
    assert [name for name, series in found.items() if series == "spans"] == ["ten spans"]


def test_what_is_counted_has_to_be_what_the_series_counts() -> None:
    """Nine thousand bolts beside the word "spans" are no spans."""
    found = filed("The Lune Bridge has twelve spans. Each of the spans holds 9,000 bolts.")
    assert found["twelve spans"] == "spans"
    assert found["9,000 bolts"] is None


def test_a_noun_that_another_series_counts_belongs_there() -> None:
    """The workers beside 40 divers are not the divers."""
    found = filed("The workers of the Lune Bridge, among them 40 divers, rested.")
    assert found["40 divers"] == "divers"


def test_a_series_of_one_party_takes_no_figure_of_another() -> None:
    """`subjects` says whose figure it may be; a sentence about others alone has none of it."""
    found = filed(
        "Of the tolls, Pontis gets €40 million. Of the tolls, Lune Bridge keeps €60 million."
    )
    assert found["€40 million"] == "pontis_share"
    assert found["€60 million"] != "pontis_share"


def test_so_many_a_year_are_no_stock() -> None:
    """People a year are a flow, and a number of workers is none."""
    found = filed("The workers of the Lune Bridge rested. The ferry carries 20,000 people a year.")
    assert "workers" not in found.values()


def test_of_two_values_the_plainer_one_is_meant() -> None:
    """A text holds one cost of a thing; the second one is filed nowhere and says why."""
    found = filings(
        "The cost of the Lune Bridge is €3 billion. The steel alone is worth €400 million at cost."
    )
    series = [one.series for one in found]
    assert series == ["cost", None]


def test_a_share_of_something_else_is_no_stake() -> None:
    """Nine tenths of the equipment are not nine tenths of the company."""
    found = filed(
        "Pontis owns 40 percent of the Lune Bridge and has bought nine tenths of the equipment."
    )
    assert found["40 percent"] == "stake"
    assert found["nine tenths"] is None


def test_a_former_value_goes_where_its_successor_goes() -> None:
    """It is filed with it, and is no observation of its own."""
    found = filings(
        "The cost of the Lune Bridge has risen to €3 billion, against €2.4 billion before."
    )
    assert [one.series for one in found] == ["cost", "cost"]
    assert [one.figure.earlier for one in found] == [False, True]


def test_a_bare_count_takes_the_unit_of_its_series() -> None:
    """From 900 to 1,200: what is counted is said once."""
    found = filings("The number of workers on the Lune Bridge rises from 900 to 1,200.")
    assert {one.figure.unit for one in found if one.series} == {"people"}


def test_reasons_are_sentences_with_points() -> None:
    """A person can see what led to the filing."""
    (one,) = filings("The Lune Bridge will cost €3 billion.")
    assert any("cost" in reason and "+" in reason for reason in one.reasons)
    assert one.subject == "lune"


def test_a_partys_own_business_is_not_the_storys() -> None:
    """One of a list of parties, alone, with no word for what they do together."""
    parties = tuple(
        Entity(id=name.lower(), name=name, aliases=(Alias(text=name),))
        for name in ("Arvo", "Belmo", "Cedra")
    )
    topic = Topic(
        id="joint",
        name="Joint tunnel",
        keywords=KeywordRule(any=(Alias(text="tunnel"),)),
        entities=parties,
        series=(Series(id="staff", label="Staff of the tunnel company", units=("people",)),),
    )
    text = (
        "Arvo, Belmo and Cedra build a tunnel. Their company has a staff of 300 people. "
        "Belmo employs 90,000 people around the world."
    )
    (match,) = Matcher([topic]).match(title="The tunnel", text=text)
    found = file_figures(
        find_figures(text, language="en"),
        title="The tunnel",
        text=text,
        topic=topic,
        mentions=match.mentions,
        sentences=sentences.split(text, "en"),
        language="en",
    )
    assert [one.series for one in found] == ["staff", None]
