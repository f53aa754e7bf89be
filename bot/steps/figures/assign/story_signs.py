"""Whether a figure is the story's at all: signs that are the same for every series."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import log1p

from bot.model.days import year_named
from bot.model.figures import Figure
from bot.steps.figures.assign.candidates import Scene
from bot.steps.figures.measures import foreign
from bot.steps.figures.measures.evidence import headline_place
from bot.steps.figures.measures.page import alike, within

SMALL = 10
LATE = 0.7
CHANGE_NEAR = 6.0
MARK_NEAR = 40
_COUNTS = frozenset({"count", "people", "companies", "units"})
_BOUNDED = frozenset({"up_to", "at_least", "more_than", "less_than"})
_ENDED = re.compile(r"[.!?。！？…다요][\"”’'」』)）]*\s*$")
# What each kind of finding of `foreign` is called here, by words of its sentence.
_FOREIGN = {
    "lists other": "elsewhere",
    "turns to something": "elsewhere",
    "may turn": "elsewhere",
    "not a country": "elsewhere",
    "more than the story": "wider",
    "stands alone": "one_party",
    "beside the ones": "others",
    "told the reporter": "others",
    "another time": "past",
}
_STRONGEST = 5.0


def story_signs(figure: Figure, scene: Scene) -> dict[str, float]:
    """Every sign of the figure itself and of the words around it, by name; those that are 0 are left out."""
    found = {
        **_foreign(figure, scene),
        **_said(figure),
        **_marked(figure, scene),
        **_placed(figure, scene),
        **_parties(figure, scene),
    }
    return {name: value for name, value in found.items() if value}


def _foreign(figure: Figure, scene: Scene) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for one in foreign.against(figure, scene.page, scene.about):
        name = next((name for words, name in _FOREIGN.items() if words in one.reason), "stranger")
        found[name] = max(found.get(name, 0.0), min(1.0, one.points / _STRONGEST))
    return found


def _said(figure: Figure) -> Mapping[str, float]:
    """What reading found of the figure."""
    counted = figure.unit in _COUNTS
    return {
        "difference": float(figure.difference),
        "additional": float(figure.additional),
        "former": float(figure.earlier),
        "may_be": float(figure.hedge in {"possible", "planned"}),
        "denied": float(figure.hedge == "denied"),
        "bounded": float(figure.qualifier in _BOUNDED),
        "several": float(figure.qualifier == "several"),
        "small_count": float(counted and abs(figure.high) <= SMALL),
        "bare": float(figure.unit == "count"),
        "percent": float(figure.unit == "percent"),
        "money": float(figure.is_money),
        "year": float(year_named(figure) is not None),
    }


def _marked(figure: Figure, scene: Scene) -> Mapping[str, float]:
    """Words of parts, comparisons, means and moves beside the figure."""
    page = scene.page
    start, end = page.sentence(figure.start)
    clause = page.clause(figure.start)
    found = dict.fromkeys(("part", "than", "average"), 0.0)
    for hit in within(scene.marks, start, end):
        kind = hit.names[0]
        before = hit.start < figure.start
        if kind == "part":
            near = before or hit.start - figure.end <= MARK_NEAR // 2
        elif kind == "than":
            near = before and clause[0] <= hit.start and figure.start - hit.end <= MARK_NEAR
        else:
            near = clause[0] <= hit.start < clause[1]
        found[kind] = max(found[kind], float(near))
    moved = any(
        page.between(min(hit.end, figure.end), max(hit.start, figure.start)) <= CHANGE_NEAR
        for hit in within(page.lists["changes"], *clause)
    )
    found["percent_move"] = float(moved and figure.unit == "percent")
    found["moved"] = float(moved and figure.unit != "percent")
    return found


def _placed(figure: Figure, scene: Scene) -> Mapping[str, float]:
    """Where on the page the figure stands, and how many of its kind stand beside it."""
    page = scene.page
    start, end = page.sentence(figure.start)
    line_start = page.text.rfind("\n", 0, figure.start) + 1
    line_end = page.text.find("\n", figure.end)
    line = page.text[line_start : line_end if line_end >= 0 else len(page.text)]
    beside = sum(alike(one, figure) for one in within(page.figures, start, end)) - 1
    shown = headline_place(figure, scene.title) is not None
    return {
        "headline_same": float(shown),
        "headline_other": float(
            not shown and any(alike(one, figure) for one in scene.title.figures)
        ),
        "opening": float(start <= page.sentences[0][0]),
        "late": float(figure.start > LATE * len(page.text)),
        "crowd": log1p(max(0, beside)),
        "no_sentence": float(not _ENDED.search(line)),
        "in_brackets": float(any(a <= figure.start < b for a, b in page.brackets)),
    }


def _parties(figure: Figure, scene: Scene) -> Mapping[str, float]:
    """Whether the story's parties and terms stand in clause, sentence and headline, or strange names do."""
    page, about = scene.page, scene.about
    start, end = page.sentence(figure.start)
    first, last = page.clause(figure.start)
    named = within(about.mentions, start, end)
    sentences = page.sentences
    on = sum(bool(within(about.mentions, *one)) for one in sentences) / max(1, len(sentences))
    strange = 0
    if page.spaced and page.vocabulary.words.names:
        strange = sum(1 for _ in foreign.strange_names(page, (first, last), about))
    return {
        "party_clause": float(any(one.owner and first <= one.start < last for one in named)),
        "party_sentence": float(any(one.owner for one in named)),
        "term_sentence": float(any(not one.owner for one in named)),
        "term_headline": float(any(not one.owner for one in scene.titled)),
        "page_on_story": on,
        "strange_names": min(1.0, strange / 3),
    }
