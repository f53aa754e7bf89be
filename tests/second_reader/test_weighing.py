"""What an answer changes: which figures are filed, which are earlier ones, and which are nobody's."""

from __future__ import annotations

from pages import Page

from bot.steps import second_reader


def test_a_value_is_filed_under_the_series_that_the_model_names() -> None:
    """The model has read the sentence; our own filing has weighed its words."""
    page = Page()
    filed = page.filed(page.entry("€450 million", "cost"), page.entry("900 workers", "workers"))
    assert filed["€450 million"].series == "cost"
    assert filed["900 workers"].series == "workers"


def test_a_part_of_the_total_is_filed_nowhere_and_says_why() -> None:
    """The cost of a ramp told as that of the bridge is the mistake that this is for."""
    page = Page()
    filed = page.filed(page.entry("€60 million", "cost", "part"))
    assert filed["€60 million"].series is None
    assert "a part of what the series covers" in filed["€60 million"].reasons[0]


def test_what_the_model_leaves_out_is_filed_nowhere_and_keeps_our_reading_in_words() -> None:
    """A figure that two readings disagree about waits, and a person sees both of them."""
    filing = Page().filed()["€450 million"]
    assert filing.series is None
    assert filing.reasons[0].startswith("second reader: no value of a series; our own filing:")


def test_a_former_value_is_tied_to_what_it_became() -> None:
    """A move is told with the value that the page says it moved from."""
    page = Page()
    filed = page.filed(
        page.entry("€450 million", "cost", moved_from="€380 million"),
        page.entry("€380 million", "cost", "former"),
    )
    assert filed["€380 million"].figure.earlier
    assert filed["€450 million"].figure.was_start == filed["€380 million"].figure.start


def test_a_value_that_something_moved_from_is_a_former_one_though_nothing_else_is_said_of_it() -> (
    None
):
    """Models name the move and leave the old value out; it must not be lost or become a value in force."""
    page = Page()
    filed = page.filed(page.entry("€450 million", "cost", moved_from="€380 million"))
    assert filed["€380 million"].figure.earlier
    assert filed["€380 million"].series == "cost"


def test_a_move_that_we_read_is_undone_where_the_model_reads_two_values_in_force() -> None:
    """A tie to a figure that is no earlier value would tell a move that nobody stated."""
    page = Page()
    filed = page.filed(page.entry("€450 million", "cost"), page.entry("€380 million", "grant"))
    assert filed["€450 million"].figure.was_start is None
    assert not filed["€380 million"].figure.earlier


def test_a_conversion_goes_with_what_it_converts() -> None:
    """The same sum in dollars is no second value."""
    page = Page()
    filed = page.filed(
        page.entry("€450 million", "cost"),
        page.entry("$486 million", "cost", "conversion", of="€450 million"),
    )
    assert filed["$486 million"].figure.rendering_of == filed["€450 million"].figure.start


def test_a_conversion_of_a_difference_is_no_value() -> None:
    """“Up by £1.5 billion ($1.9 billion)” says by how much twice, and the total not once."""
    page = Page()
    filed = page.filed(
        page.entry("€450 million", "cost", "difference"),
        page.entry("$486 million", "cost", "conversion", of="€450 million"),
    )
    assert filed["$486 million"].series is None
    assert "by how much" in filed["$486 million"].reasons[0]


def test_a_conversion_of_what_the_model_leaves_out_is_no_value() -> None:
    """Whatever the original is, it is no value of the series, and neither is the same sum in dollars."""
    page = Page()
    filed = page.filed(page.entry("$486 million", "cost", "conversion", of="€450 million"))
    assert filed["$486 million"].series is None


def test_a_conversion_of_a_former_value_is_a_former_value() -> None:
    """“Up from €450 million ($486 million)”: neither sum is in force."""
    page = Page()
    filed = page.filed(
        page.entry("€450 million", "cost", "former"),
        page.entry("$486 million", "cost", "conversion", of="€450 million"),
    )
    assert filed["$486 million"].figure.earlier


def test_a_value_that_the_model_calls_current_is_stated_though_a_word_of_doubt_stands_near_it() -> (
    None
):
    """“450 million, which may not be enough”: the doubt is about something else. It was offered “possible”."""
    page = Page(
        "The Lindholm bridge costs €450 million, which may not be the end of it, Vestbro said."
    )
    filed = page.filed(page.entry("€450 million", "cost"))
    assert filed["€450 million"].figure.hedge == "stated"


def test_a_sum_that_the_model_calls_the_whole_is_added_to_nothing() -> None:
    """“Then another €450 million in all”: added to what is known, a total would be told twice as large as it is."""
    page = Page("The Lindholm bridge has cost €300 million. Vestbro pays a further €450 million.")
    assert any(one.figure.additional for one in page.own)
    filed = page.filed(page.entry("€450 million", "cost"))
    assert not filed["€450 million"].figure.additional


def test_a_possible_value_is_hedged() -> None:
    """A rumour may be told as one, and never as a fact."""
    page = Page()
    assert (
        page.filed(page.entry("€450 million", "cost", "possible"))["€450 million"].figure.hedge
        == "possible"
    )


def test_a_refused_word_leaves_our_own_filing_as_it_is() -> None:
    """Nonsense about a figure is no reason to lose it."""
    page = Page()
    own = {one.figure.text: one.series for one in page.own}
    filed = page.filed(page.entry("€450 million", "workers"))
    assert filed["€450 million"].series == own["€450 million"]


def test_agreement_and_disagreement_are_counted() -> None:
    """Whoever runs the bot can see how often the two readings differ."""
    page = Page()
    weighed = page.weighed(page.entry("€450 million", "cost"), page.entry("900 workers", "workers"))
    assert weighed.agreed + weighed.added >= 2
    assert weighed.used


def test_the_model_decides_whether_the_page_is_on_the_story() -> None:
    """A rule finds words; a reader knows what a page is about. Both stand in the reason."""
    page = Page()
    decided = second_reader.decide_topic(page.match, page.guarded(on=False))
    assert not decided.matched
    assert page.match.reason in decided.reason
