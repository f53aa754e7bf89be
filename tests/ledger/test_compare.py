"""The ledger's verdicts: when two figures agree, and what a change is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.model.figures import Change, Figure, ForYear, Observation, Record, Series
from bot.model.topics import KeywordRule, Topic
from bot.steps.compare import compare, concerned, fold, standings

DAY = datetime(2026, 5, 1, tzinfo=UTC)
TRILLION = Decimal(10) ** 12
BILLION = Decimal(10) ** 9


class SteadyRates:
    """One dollar is 140 to 160 yen, one euro 1.1 dollars; nothing else is known."""

    def window(self, source: str, target: str, day: date) -> tuple[Decimal, Decimal] | None:  # noqa: ARG002, D102  (the protocol's signature and words)
        pairs = {
            ("USD", "JPY"): (Decimal(140), Decimal(160)),
            ("JPY", "USD"): (1 / Decimal(160), 1 / Decimal(140)),
        }
        return pairs.get((source, target))

    def on(self, source: str, target: str, day: date) -> tuple[Decimal, date] | None:  # noqa: D102  (the protocol's words)
        found = self.window(source, target, day)
        return (found[0], day) if found else None


def money(text: str, value: Decimal | float, resolution: Decimal | float, **more: object) -> Figure:
    """An amount in yen, unless more is said."""
    value = Decimal(str(value))
    return Figure(
        **{
            "text": text,
            "start": 0,
            "end": len(text),
            "low": value,
            "high": value,
            "unit": "JPY",
            "resolution": Decimal(str(resolution)),
            **more,
        }
    )


def people(count: int, resolution: int = 1, **more: object) -> Figure:
    """A head-count."""
    return money(f"{count} people", count, resolution, **{"unit": "people", **more})


def year(number: int) -> Figure:
    """A target year."""
    return money(str(number), number, 1, unit="year")


def said(
    figure: Figure, *, by: str = "A", at: int = 0, series: str = "s", **more: object
) -> Observation:
    """An observation of `by`, `at` days after the first."""
    return Observation(
        **{
            "topic": "t",
            "series": series,
            "figure": figure,
            "article": f"{by}-{at}",
            "origin": f"{by}-{at}",
            "source": by,
            "rank": "press",
            "official": False,
            "language": "en",
            "published": DAY + timedelta(days=at),
            "dated": True,
            "url": None,
            "quote": "",
            **more,
        }
    )


def said_within_the_day(figure: Figure, *, by: str, **more: object) -> Observation:
    """An observation of `by`, two hours after the first day began."""
    return replace(said(figure, by=by, **more), published=DAY + timedelta(hours=2))


class Book:
    """A ledger in memory: what is said goes in one after the other."""

    def __init__(self, series: Series | None = None) -> None:
        self.records: list[Record] = []
        self.topic = Topic(
            id="t",
            name="T",
            keywords=KeywordRule(),
            series=(series or Series(id="s", label="S", units=("money",)),),
        )

    def hear(self, *observations: Observation) -> Change | None:
        """The change that the last of these makes."""
        last = None
        for observation in observations:
            for change in compare(
                [observation], known=fold(self.records), rates=SteadyRates(), topic=self.topic
            ):
                numbered = replace(change, after=replace(change.after, id=len(self.records) + 1))
                self.records.append(Record(change=numbered, recorded_at=observation.published))
                last = numbered
        return last

    def in_force(self) -> Figure:
        """The one figure in force."""
        (row,) = standings(self.records)
        return row.in_force.figure


ONE = money("¥1 trillion", TRILLION, TRILLION)
MORE = money("¥1.3 trillion", Decimal("1.3") * TRILLION, TRILLION / 10)


def heard(*observations: Observation, series: Series | None = None) -> Change:
    """What the last of some observations does to an empty ledger."""
    change = Book(series).hear(*observations)
    assert change is not None
    return change


def test_the_first_figure_of_a_series_is_new() -> None:
    """Nothing in force: the reader is told."""
    change = heard(said(ONE))
    assert (change.kind, change.told, change.before) == ("new", True, None)


def test_the_same_value_in_other_words_is_confirmed_and_quiet() -> None:
    """1,000 billion is a trillion; nobody wants to hear it twice."""
    change = heard(said(ONE), said(money("1,000 billion", TRILLION, BILLION * 1000), by="B", at=1))
    assert (change.kind, change.told) == ("confirmed", False)


def test_three_and_three_point_two_trillion_are_two_values() -> None:
    """A bare round magnitude reaches five percent each side, not half of itself; the later report moves it."""
    three = money("¥3 trillion", 3 * TRILLION, TRILLION)
    more = money("¥3.2 trillion", Decimal("3.2") * TRILLION, TRILLION / 10)
    change = heard(said(three), said(more, by="B", at=1))
    assert change.kind == "revised"
    assert "2.85–3.15 trillion yen" in change.why
    assert "they are apart; it is the later report" in change.why


def test_four_is_not_five_and_a_year_not_the_next() -> None:
    """Small counts and years stand for themselves."""
    four, five = people(4, unit="companies"), people(5, unit="companies")
    assert heard(said(four), said(five, by="B", at=1)).kind == "revised"
    assert heard(said(year(2029)), said(year(2030), by="B", at=1)).kind == "revised"


def test_a_stale_exchange_rate_is_agreement() -> None:
    """$6.7 billion for a trillion yen is right at an old rate of the first days, and is no news."""
    dollars = money("$6.7 billion", Decimal("6.7") * BILLION, BILLION / 10, unit="USD")
    change = heard(said(ONE), said(dollars, by="B", at=1))
    assert (change.kind, change.told) == ("confirmed", False)
    assert "129.5–150.5 yen" in change.why
    assert change.converted_unit == "JPY"
    assert change.converted is not None


def test_two_conversions_of_one_sum_do_not_dispute_each_other() -> None:
    """$6.7 and $6.5 billion are both a trillion yen, at the rates of two days."""
    first = money("$6.7 billion", Decimal("6.7") * BILLION, BILLION / 10, unit="USD")
    second = money("$6.5 billion", Decimal("6.5") * BILLION, BILLION / 10, unit="USD")
    change = heard(said(ONE), said(first, by="B", at=1), said(second, by="C", at=2))
    assert (change.kind, change.told) == ("confirmed", False)


def test_months_after_the_sum_a_conversion_has_the_rates_of_two_days_only() -> None:
    """Years of old rates would hide a move of a tenth."""
    dollars = money("$6.4 billion", Decimal("6.4") * BILLION, BILLION / 10, unit="USD")
    assert heard(said(ONE), said(dollars, by="B", at=1)).kind == "confirmed"
    assert heard(said(ONE), said(dollars, by="B", at=270)).kind == "revised"


def test_another_currency_never_makes_a_value_more_precise() -> None:
    """A conversion has more digits than the sum that it stands for."""
    dollars = money("$6.667 billion", Decimal("6.667") * BILLION, BILLION / 1000, unit="USD")
    assert heard(said(ONE), said(dollars, by="B", at=1)).kind == "confirmed"


def test_an_unknown_currency_is_kept_beside_and_told_to_nobody() -> None:
    """Without a rate nothing can be said, so nobody is alarmed, and it is never in force."""
    first = money("NT$200 billion", 200 * BILLION, BILLION, unit="TWD")
    book = Book()
    change = book.hear(said(ONE), said(first, by="B", at=1))
    assert change is not None
    assert (change.kind, change.told) == ("noted", False)
    assert "cannot be converted" in change.why
    assert book.in_force() == ONE


def test_a_rate_and_a_total_agree_over_their_period() -> None:
    """¥200 billion a year for five years is ¥1 trillion."""
    total = replace(ONE, period="P5Y")
    rate = money("¥200 billion", 200 * BILLION, 100 * BILLION, period="per P1Y")
    change = heard(said(total), said(rate, by="B", at=1))
    assert (change.kind, change.told) == ("confirmed", False)


def test_about_a_hundred_is_refined_by_a_hundred_and_four() -> None:
    """More precise within what was said: for the digest, not for an alert."""
    change = heard(said(people(100, 100, qualifier="about")), said(people(104), by="B", at=1))
    assert (change.kind, change.told) == ("refined", True)


def test_more_than_ten_percent_agrees_with_fourteen() -> None:
    """A floor is open upwards towards a figure of another kind."""
    floor = money("more than 10%", 10, 10, unit="percent", qualifier="more_than")
    exact = money("14%", 14, 1, unit="percent")
    assert heard(said(floor), said(exact, by="B", at=1)).kind == "refined"


def test_two_ceilings_compare_their_bounds() -> None:
    """A ceiling raised from 200 to 300 billion is a change, whether the text says so or not."""
    low = money("up to ¥200 billion", 200 * BILLION, 100 * BILLION, qualifier="up_to")
    high = money("up to ¥300 billion", 300 * BILLION, 100 * BILLION, qualifier="up_to")
    assert heard(said(low), said(high, by="B", at=1)).kind == "revised"
    raised = said(high, by="B", at=1, moved=True, was=low)
    assert heard(said(low), raised).kind == "revised"


def test_a_range_overlaps_with_its_end() -> None:
    """Two to three trillion, beside three trillion, is no other sum."""
    three = money("¥3 trillion", 3 * TRILLION, TRILLION)
    span = money("¥2-3 trillion", 2 * TRILLION, TRILLION, high=3 * TRILLION)
    assert heard(said(three), said(span, by="B", at=1)).kind == "confirmed"


def test_the_text_says_that_it_moved() -> None:
    """Raised from one to 1.3 trillion: revised, with the difference in percent."""
    change = heard(said(ONE), said(MORE, by="B", at=1, moved=True, was=ONE))
    assert (change.kind, change.told, change.percent) == ("revised", True, Decimal("30.0"))
    assert "says that it moved" in change.why


def test_a_small_move_is_a_move_where_the_text_says_so() -> None:
    """From 1 to 1.04 trillion: the intervals overlap, and the text still tells of a move."""
    little = money("¥1.04 trillion", Decimal("1.04") * TRILLION, TRILLION / 100)
    assert heard(said(ONE), said(little, by="B", at=1, moved=True, was=ONE)).kind == "revised"


def test_a_move_that_is_known_already_is_told_once() -> None:
    """The second report of the same raise confirms it."""
    raised = said(MORE, by="B", at=1, moved=True, was=ONE)
    again = said(MORE, by="C", at=2, moved=True, was=ONE)
    assert heard(said(ONE), raised, again).kind == "confirmed"


def test_falling_back_to_a_former_value_is_a_move() -> None:
    """A value that was in force once may come into force again, if the text says so."""
    up = said(MORE, by="B", at=1, moved=True, was=ONE)
    back = said(ONE, by="C", at=2, moved=True, was=MORE)
    assert heard(said(ONE), up, back).kind == "revised"


def test_who_repeats_a_superseded_value_starts_no_flip_flop() -> None:
    """Late copies carry old values; they are counted and told to nobody."""
    change = heard(
        said(ONE), said(MORE, by="B", at=1, moved=True, was=ONE), said(ONE, by="C", at=9)
    )
    assert (change.kind, change.told) == ("confirmed", False)
    assert change.why.startswith("repeats the former value")


def test_a_dispute_of_one_day_is_told_once_and_the_second_voice_is_quiet() -> None:
    """Two sources that differ within a day dispute each other; the reader hears it once, with both sides."""
    book = Book()
    first = book.hear(said(ONE), said_within_the_day(MORE, by="B"))
    assert first is not None
    assert (first.kind, first.told) == ("conflicting", True)
    second = book.hear(said(MORE, by="C", at=1))
    assert second is not None
    assert (second.kind, second.told) == ("confirmed", False)
    assert book.in_force() == ONE


def test_an_earlier_date_is_disputed_unless_its_text_says_that_it_was_brought_forward() -> None:
    """Plans slip in silence; an earlier date that nobody explains is mostly an old page's."""
    opening = Series(id="s", label="Opening", units=("year",))
    silent, told = Book(opening), Book(opening)
    first = said(year(2031))
    change = silent.hear(first, said(year(2029), by="B", at=30))
    assert change is not None
    assert change.kind == "conflicting"
    assert silent.in_force() == year(2031)
    change = told.hear(first, said(year(2029), by="B", at=30, moved=True))
    assert change is not None
    assert change.kind == "revised"
    later = silent.hear(said(year(2033), by="C", at=60))
    assert later is not None
    assert later.kind == "revised"


def test_the_currency_that_a_page_names_exactly_speaks_for_one_that_it_only_rounds() -> None:
    """An offer is made in one currency; what is "about" a round sum of another converts it."""
    rough = money("about ¥100 billion", 100 * BILLION, 100 * BILLION, qualifier="about")
    exact = money("$668 million", 668_000_000, 1_000_000, unit="USD", start=50)
    page = [replace(said(one), article="a", origin="a") for one in (rough, exact)]
    first, second = compare(page, known=(), rates=SteadyRates(), topic=Book().topic)
    assert (first.kind, first.after.figure.text) == ("new", "$668 million")
    assert second.kind == "confirmed"


def test_a_conversion_in_brackets_never_speaks_first() -> None:
    """A text that says "about £18bn ($24.3bn)" has a sum in pounds, however exact the dollars look."""
    rough = money("about ¥100 billion", 100 * BILLION, 100 * BILLION, qualifier="about")
    exact = money("$668 million", 668_000_000, 1_000_000, unit="USD", start=50, rendering_of=0)
    page = [replace(said(one), article="a", origin="a") for one in (rough, exact)]
    first, _ = compare(page, known=(), rates=SteadyRates(), topic=Book().topic)
    assert first.after.figure.text == "about ¥100 billion"


def test_the_later_report_moves_a_value_without_a_word_of_change() -> None:
    """Real reports rarely say "raised from": time is the normal reason for another value."""
    book = Book()
    change = book.hear(said(ONE), said(MORE, by="B", at=2))
    assert change is not None
    assert (change.kind, change.told) == ("revised", True)
    assert book.in_force() == MORE


def test_a_single_voice_ten_times_apart_is_kept_and_not_told() -> None:
    """It is rather a slip, or another thing's figure; a second publisher makes it an opinion."""
    wild = money("¥40 trillion", 40 * TRILLION, TRILLION)
    book = Book()
    first = book.hear(said(ONE), said(wild, by="B", at=1))
    assert first is not None
    assert (first.kind, first.told) == ("noted", False)
    assert book.in_force() == ONE
    second = book.hear(said(wild, by="C", at=2))
    assert second is not None
    assert (second.kind, second.told) == ("revised", True)


def test_the_official_source_settles_a_dispute_for_the_other_side() -> None:
    """Then it is revised, although the reader has seen the number as one side."""
    official = said(MORE, by="Ministry", at=2, official=True)
    change = heard(said(ONE), said_within_the_day(MORE, by="B"), official)
    assert (change.kind, change.settles, change.told) == ("revised", True, True)


def test_the_official_source_settles_a_dispute_for_the_value_in_force() -> None:
    """Told in the thread as settled; the other side is an old value from then on."""
    book = Book()
    change = book.hear(
        said(ONE), said(MORE, by="B", at=1), said(ONE, by="Ministry", at=2, official=True)
    )
    assert change is not None
    assert (change.kind, change.settles, change.told) == ("confirmed", True, True)
    late = book.hear(said(MORE, by="C", at=3))
    assert late is not None
    assert (late.kind, late.told) == ("confirmed", False)


def test_two_further_independent_publishers_settle_a_dispute() -> None:
    """Two who do not copy each other are enough."""
    change = heard(
        said(ONE),
        said_within_the_day(MORE, by="B"),
        said(MORE, by="C", at=2),
        said(MORE, by="D", at=3),
    )
    assert (change.kind, change.settles) == ("revised", True)


def test_wire_copies_count_as_one_voice() -> None:
    """A text that twenty sites carry is one source."""
    copies = [said(MORE, by=name, at=at, origin="B-1") for at, name in enumerate("CDEF", start=2)]
    change = heard(said(ONE), said_within_the_day(MORE, by="B"), *copies)
    assert (change.kind, change.settles, change.told) == ("confirmed", False, False)


def test_the_publisher_of_the_value_in_force_corrects_itself() -> None:
    """The same outlet said otherwise before: it has a reason."""
    assert heard(said(ONE), said(MORE, at=1)).kind == "revised"


def test_an_edited_page_revises_without_a_word_of_change() -> None:
    """A silent edit is a move."""
    change = heard(said(ONE), said(MORE, by="B", at=1, edited=True))
    assert change.kind == "revised"
    assert "edited" in change.why


def test_an_edited_page_may_go_back_to_what_it_said_before() -> None:
    """It withdraws its own value: the one before is no late copy's."""
    page = {"by": "A", "article": "a"}
    back = heard(said(ONE, **page), said(MORE, edited=True, **page), said(ONE, edited=True, **page))
    assert (back.kind, back.told) == ("revised", True)


def test_an_edited_page_that_still_states_its_value_takes_nothing_back() -> None:
    """A page may state the value that was as well: a mended typo in it is no flip-flop."""
    book = Book()
    book.hear(said(ONE, article="a"), said(MORE, article="a", edited=True))
    both = [
        said(ONE, article="a", edited=True),
        said(replace(MORE, start=40, end=54), article="a", edited=True),
    ]
    found = compare(both, known=fold(book.records), rates=SteadyRates(), topic=book.topic)
    assert [(change.kind, change.told) for change in found] == [("confirmed", False)] * 2


def test_an_older_article_never_revises() -> None:
    """What was published before the value in force is history, whoever says it."""
    older = said(ONE, by="B", at=-9, official=True, moved=True)
    change = heard(said(MORE), older)
    assert (change.kind, change.told) == ("noted", False)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_the_order_within_a_day_does_not_matter(order: Sequence[int]) -> None:
    """Whatever comes first, the same value is in force in the evening."""
    hour = timedelta(hours=1)
    day = [
        said(ONE, by="A"),
        replace(said(MORE, by="B", moved=True, was=ONE), published=DAY + hour),
        replace(said(ONE, by="C"), published=DAY + hour / 2),
    ]
    book = Book()
    book.hear(said(ONE, by="Z", at=-3), *(day[number] for number in order))
    assert book.in_force() == MORE


def test_another_budget_year_is_a_figure_of_its_own() -> None:
    """250 billion for 2027 does not disagree with 180 billion for 2026."""
    first = money("¥180 billion", 180 * BILLION, BILLION, by=ForYear(year=2026, fiscal=True))
    second = money("¥250 billion", 250 * BILLION, BILLION, by=ForYear(year=2027, fiscal=True))
    book = Book()
    change = book.hear(said(first), said(second, by="B", at=1))
    assert change is not None
    assert change.kind == "new"
    repeat = book.hear(said(replace(first, by=None), by="C", at=2))
    assert repeat is not None
    assert repeat.kind == "confirmed"


def test_another_dimension_is_a_figure_of_its_own() -> None:
    """140 MW where processors are in force replaces nothing."""
    chips = money("10,000 GPUs", 10000, 10000, unit="gpus")
    power = money("140 MW", 140_000_000, 10_000_000, unit="watts")
    assert heard(said(chips), said(power, by="B", at=1)).kind == "new"


def test_an_increment_that_is_tied_to_the_value_in_force_is_summed() -> None:
    """A further 300 billion on top of one trillion makes 1.3, and the change says who computed it."""
    further = money("¥300 billion", 300 * BILLION, 100 * BILLION, additional=True)
    change = heard(said(ONE), said(further, by="B", at=1, was=ONE))
    assert change.kind == "revised"
    assert change.after.figure.low == Decimal("1.3") * TRILLION
    assert change.after.figure.text == "¥300 billion"
    assert change.why.startswith("computed: ")


def test_an_increment_by_itself_says_its_own_number() -> None:
    """Tied to no known value, "732 more" is 732: as a part of a known whole it is noted on the page of the whole."""
    further = money("¥300 billion", 300 * BILLION, 100 * BILLION, additional=True, start=40)
    whole = said(ONE, by="B", at=1)
    part = replace(said(further, by="B", at=1), article=whole.article)
    book = Book()
    book.hear(said(ONE))
    found = compare([whole, part], known=fold(book.records), rates=SteadyRates(), topic=book.topic)
    assert [(change.kind, change.told) for change in found] == [
        ("confirmed", False),
        ("noted", False),
    ]
    assert "it is a part of it" in found[1].why


def test_an_official_denial_of_a_rumour_is_told_as_a_denial_and_what_stood_stands() -> None:
    """A denial is no change: the rumour is out, and the reader hears who denies it."""
    book = Book()
    denied = said(replace(MORE, hedge="denied"), by="Ministry", at=1, official=True)
    change = book.hear(said(ONE), said_within_the_day(MORE, by="B"), denied)
    assert change is not None
    assert (change.kind, change.told, change.settles) == ("denied", True, True)
    assert change.before is not None
    assert change.before.figure == ONE
    assert book.in_force() == ONE
    assert not standings(book.records)[0].dispute


def test_an_official_denial_of_the_value_in_force_brings_the_former_one_back() -> None:
    """A lone report moved the value; the company says that it never did."""
    book = Book()
    denied = said(replace(MORE, hedge="denied"), by="Ministry", at=3, official=True)
    change = book.hear(said(ONE), said(MORE, by="B", at=2), denied)
    assert change is not None
    assert (change.kind, change.told) == ("denied", True)
    assert book.in_force() == ONE


def test_a_denial_by_anyone_else_is_nothing() -> None:
    """A commentator who calls a figure wrong takes nothing back."""
    book = Book()
    book.hear(said(ONE), said(replace(ONE, hedge="denied"), by="B", at=1))
    assert len(book.records) == 1


def test_what_is_only_possible_moves_a_value_that_nobody_has_said_for_a_quarter() -> None:
    """The opening was put at 2033 a year ago; "it may be 2036" is all that anybody says today."""
    maybe = said(replace(MORE, hedge="possible"), by="B", at=120)
    book = Book()
    change = book.hear(said(ONE), maybe)
    assert change is not None
    assert (change.kind, change.told) == ("revised", True)
    again = book.hear(said(replace(MORE, hedge="possible"), by="C", at=121))
    assert again is not None
    assert (again.kind, again.told) == ("confirmed", False)


def test_what_is_only_possible_never_replaces_what_is_stated() -> None:
    """What could rise to 1.3 trillion is told beside the value, and its end where it was told."""
    book = Book()
    maybe = said(replace(MORE, hedge="possible"), by="B", at=9, moved=True, was=ONE)
    change = book.hear(said(ONE), maybe)
    assert change is not None
    assert (change.kind, change.told) == ("conflicting", True)
    assert book.in_force() == ONE
    end = book.hear(said(ONE, by="Ministry", at=20, official=True))
    assert end is not None
    assert (end.kind, end.told, end.settles) == ("confirmed", True, True)


def test_who_began_a_dispute_does_not_end_it_by_saying_so_again() -> None:
    """A feed that brings its article a second time is no further voice."""
    maybe = said_within_the_day(MORE, by="B", moved=False)
    again = replace(maybe, article="B-again", origin="B-again", moved=True)
    change = heard(said(ONE), maybe, again)
    assert (change.kind, change.told) == ("confirmed", False)


def test_the_denial_of_anything_else_is_nothing() -> None:
    """Nobody had said 1.3 trillion."""
    assert Book().hear(said(ONE)) is not None
    book = Book()
    book.hear(said(ONE))
    book.hear(said(replace(MORE, hedge="denied"), by="B", at=1))
    assert len(book.records) == 1


def test_a_small_move_stays_below_the_series_threshold_until_it_adds_up() -> None:
    """Drift is measured from what readers were last told, so that it cannot creep."""
    series = Series(id="s", label="S", units=("people",), tell_if_percent=Decimal(5))
    book = Book(series)
    told = []
    for at, count in enumerate((1000, 1030, 1060)):
        change = book.hear(said(people(count), at=at))
        assert change is not None
        told.append(change.told)
    assert told == [True, False, True]


def test_what_is_withdrawn_counts_for_nothing() -> None:
    """A wrong filing goes, and what was in force before it is in force again."""
    book = Book()
    book.hear(said(ONE), said(MORE, by="B", at=1, moved=True, was=ONE))
    book.records[-1] = replace(book.records[-1], withdrawn=True)
    assert book.in_force() == ONE


def test_the_length_of_a_known_support_is_no_news() -> None:
    """Five years are known to whoever knows of a trillion over five years."""
    five = money("five years", 5, 1, unit="years")
    change = heard(said(replace(ONE, period="P5Y")), said(five, by="B", at=1, series="length"))
    assert (change.kind, change.told) == ("confirmed", False)
    seven = said(
        money("seven years", 7, 1, unit="years"),
        by="C",
        at=2,
        series="length",
        moved=True,
        was=five,
    )
    assert (
        heard(
            said(replace(ONE, period="P5Y")), said(five, by="B", at=1, series="length"), seven
        ).kind
        == "revised"
    )


def test_only_the_series_that_matter_are_asked_for() -> None:
    """A ledger grows for years; an article touches a few series of it."""
    topic = Topic(
        id="t",
        name="T",
        keywords=KeywordRule(),
        series=(
            Series(id="s", label="S", units=("money",)),
            Series(id="length", label="L", units=("years",)),
            Series(id="other", label="O", units=("people",)),
        ),
    )
    five = said(money("five years", 5, 1, unit="years"), series="length")
    assert concerned([said(ONE)], topic) == {"s"}
    assert concerned([five], topic) == {"s", "length"}


def test_replayed_twice_the_second_time_tells_nothing() -> None:
    """What is known stays known."""
    book = Book()
    stream = [said(ONE), said(MORE, by="B", at=1, moved=True, was=ONE), said(MORE, by="C", at=2)]
    book.hear(*stream)
    before = len([record for record in book.records if record.change.told])
    book.hear(*stream)
    assert len([record for record in book.records if record.change.told]) == before


SHARES = {"unit": "USD", "per": "share"}


def test_a_price_that_does_not_say_per_what_is_the_price_in_force() -> None:
    """First it is $15 a share, then the bid "was raised to $18": nobody writes "a share" each time."""
    book = Book()
    price = book.hear(said(money("$15 a share", 15, 1, **SHARES)))
    assert price is not None
    moved = book.hear(said(money("$18", 18, 1, unit="USD"), by="B", at=9))
    assert moved is not None
    assert (moved.kind, moved.before) == ("revised", price.after)
    again = book.hear(said(money("$18 a share", 18, 1, **SHARES), by="C", at=10))
    assert again is not None
    assert (again.kind, again.told) == ("confirmed", False)


def test_a_whole_is_no_price_per_thing() -> None:
    """What 40 billion buy is no share; nor is a price per tonne a price per share."""
    share = said(money("$15 a share", 15, 1, **SHARES))
    whole = money("$40 billion", 40 * BILLION, BILLION, unit="USD")
    assert heard(share, said(whole, by="B", at=1)).kind == "new"
    tonne = money("$18 a tonne", 18, 1, unit="USD", per="tonne")
    assert heard(share, said(tonne, by="B", at=1)).kind == "new"


def test_a_range_in_another_currency_is_no_other_estimate() -> None:
    """Rates widen a range: $110 to 120 million are what ¥17 billion are."""
    dollars = money("$110 million to 120 million", 110 * 10**6, 10**7, unit="USD")
    spread = replace(dollars, high=Decimal(120 * 10**6))
    yen = money("¥17 billion", 17 * BILLION, BILLION)
    change = heard(said(yen), said(spread, by="B", at=40))
    assert (change.kind, change.told) == ("confirmed", False)
    wide = money("¥11-25 billion", 11 * BILLION, BILLION, high=25 * BILLION)
    assert heard(said(yen), said(wide, by="B", at=40)).kind == "revised"
