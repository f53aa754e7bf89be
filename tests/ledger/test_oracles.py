"""The oracles of `make eval`: where the labels answer for a stage, no later stage may answer it again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.oracles import LEDGER_ALONE, LEDGER_AS_READ, Oracle, run
from eval.real_streams import RealStream, Row

TOPIC = """
id: ferry
name: Ferry to Lisk
keywords: {any: [Lisk ferry]}
entities:
  - {id: orla, name: Orla Line, aliases: {en: [Orla Line]}}
series:
  - {id: start, label: Year of the first crossing, unit: year, cues: {en: [first crossing]}}
  - {id: load, label: Load of the ferry, unit: tonnes, cues: {en: [carry]}}
"""
# The page speaks of a party alone, so that the topic's rule by itself leaves it in doubt.
PAGES = (
    ("a", "Orla Line plans", "Orla Line says that the first crossing will be in March 2031."),
    ("b", "Orla Line builds", "The ship of Orla Line will carry 2,400 kilograms."),
)
LABELS = {
    "a": ("start", 2031, "year", "March 2031"),
    "b": ("load", 2.4, "tonnes", "2,400 kilograms"),
}


@pytest.fixture
def stream(tmp_path: Path) -> RealStream:
    """Two pages of one story with a label each, in the unit of its series."""
    articles: list[Row] = [
        {
            "id": name,
            "url": f"https://{name}.example/1",
            "source": f"Paper {name}",
            "language": "en",
            "published": "2028-05-01T08:00:00Z",
            "title": title,
            "text": text,
        }
        for name, title, text in PAGES
    ]
    labels: list[Row] = [
        {
            "id": name,
            "on_story": True,
            "cluster": name,
            "figures": [
                {
                    "metric": metric,
                    "value": value,
                    "unit": unit,
                    "as_written": words,
                    "status": "new",
                }
            ],
        }
        for name, (metric, value, unit, words) in LABELS.items()
    ]
    for name, written in (("stream", articles), ("labels", labels)):
        lines = "".join(json.dumps(one) + "\n" for one in written)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "topic.yaml").write_text(TOPIC, encoding="utf-8")
    return RealStream(
        name="lisk",
        group="ours",
        articles=tmp_path / "stream.jsonl",
        labelled=tmp_path / "labels.jsonl",
        topic=tmp_path / "topic.yaml",
    )


@pytest.mark.parametrize("oracle", [LEDGER_ALONE, LEDGER_AS_READ], ids=lambda one: one.name)
def test_a_page_that_the_labels_put_on_the_story_is_told_in_its_series_unit(
    stream: RealStream, oracle: Oracle
) -> None:
    """Else what the ledger loses would be what topic and filing lost: its number says nothing of it."""
    answers = run(stream, oracle).answers
    assert [answer["topics"] for answer in answers] == [["ferry"], ["ferry"]]
    told = [
        (one["series"], one["after"]["unit"], float(one["after"]["low"]))
        for answer in answers
        for one in answer["changes"]
    ]
    assert told == [("start", "year", 2031.0), ("load", "tonnes", 2.4)]
