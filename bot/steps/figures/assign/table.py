"""Every feature of the model, in words: "{}" is what the text says. `docs/filing.md` shows them with their weights."""

from __future__ import annotations

from collections.abc import Mapping

FEATURES: Mapping[str, str] = {
    # The words of the series
    "cue": "the topic's cue “{}” near it",
    "cue_clause": "the topic's cue “{}” in its clause",
    "label": "“{}” of the label near it",
    "label_clause": "words of the label in its clause",
    "lead": "its words stand nearer than those of the other series",
    "nothing_said": "no word says what it is of",
    "no_cues": "the topic has no cues in this language",
    "no_measure": "the series is of no kind that the bot has words for",
    "market": "“{}” is of markets or accounts",
    "noun_other": "it counts something else by its noun",
    "only_rare": "no other series takes its unit, which is rare",
    "per_text_only": "it is per something, and the series is not",
    "per_series_only": "the series is per something, and it is not",
    # Whose it is
    "unnamed": "the series names no party",
    "owner_near": "the party of the series near it",
    "owner_absent": "the party of the series neither in sentence nor headline",
    "another_before": "another party right before it",
    "another_subject": "another party is what its sentence begins with",
    # Whether it is the story's
    "elsewhere": "its sentence turns to something else, or to another country",
    "past": "its clause speaks of another time",
    "stranger": "a name beside it that the topic does not know",
    "several": "no number, but “several”",
    "small_count": "a count of ten or fewer",
    "percent": "a percentage",
    "money": "a sum of money",
    "headline_same": "the headline has the same number",
    "in_brackets": "it stands in brackets",
    "late": "it stands late on the page",
    "term_headline": "the headline names the topic",
    "page_on_story": "how much of the page names the topic",
    # What the ledger knows
    "known_same": "earlier pages say this value of the series",
    "known_share": "of those that said this value, most said it of the series",
    "known_rival": "earlier pages say this value of another series",
    "known_nobodys": "this value was nobody's on earlier pages",
    "known_much": "how much is known of the series",
    "known_any": "a value of the series is known",
    "orders_apart": "how far it is from the nearest known value of the series, in powers of ten",
    "size_near": "it is within 40 percent of a known value of the series",
    "size_far": "it is more than six times off every known value of the series",
    "latest_same": "it is the value that was last said of the series",
    "latest_grown": "it is up to half more than the value that was last said of the series",
    "never_said": "no earlier page said this value",
    # What the other figures of the page say
    "former_known": "the former value that it states is known of the series",
    "neighbour_known": "its sentence has another value that is known of the series",
    "words_again": "the page says it again, beside the words of the series",
}
