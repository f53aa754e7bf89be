"""`bot model test`: the built-in questions are fair, and the verdict follows from the answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.jobs.try_model import asked_of
from bot.steps.second_reader.trial import CASES, TRUSTED, Case, verdict
from demo.servers import ModelFault, ModelServer

FEEDS = """
topics:
  - {{id: bridge, name: Bridge, keywords: {{any: [bridge]}}}}
model: {{url: {url}, name: test-model, timeout: 5s}}
"""


def known(told: str, page: str) -> dict[str, Any]:
    """A model that knows the answers."""
    del told
    for case in CASES:
        question, _ = asked_of(case)
        if question.page == page:
            figures = [
                {
                    "n": n,
                    "series": case.values[one.text],
                    "role": "current",
                    "of": None,
                    "moved_from": None,
                }
                for n, one in enumerate(question.offered, 1)
                if one.text in case.values
            ]
            return {"on": case.on, "figures": figures if case.on else [], "proposals": {}}
    raise AssertionError("a question that is none of the ten")


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.title)
def test_each_figure_that_is_asked_for_is_offered(case: Case) -> None:
    """A model cannot point at what is not marked: the test would measure our finder instead."""
    question, takes = asked_of(case)
    offered = {one.text: takes[one.start] for one in question.offered}
    for text, series in case.values.items():
        assert series in offered[text]


def _try(server: ModelServer, folder: Path) -> tuple[int, str]:
    feeds = folder / "feeds.yaml"
    feeds.write_text(FEEDS.format(url=server.url), encoding="utf-8")
    done = CliRunner().invoke(
        app, ["model", "test", "--feeds", str(feeds), "--data", str(folder / "var")]
    )
    return done.exit_code, done.output


def test_a_model_that_knows_is_trusted(tmp_path: Path) -> None:
    """Ten questions, ten right answers, and the exit status of a script says so."""
    with ModelServer(known) as server:
        status, said = _try(server, tmp_path)
    assert status == 0, said
    assert "(100%): good enough" in said
    assert len(server.questions) == len(CASES)


@pytest.mark.parametrize("fault", [ModelFault("prose"), ModelFault("error", status=500)])
def test_a_model_that_cannot_answer_is_not_trusted(tmp_path: Path, fault: ModelFault) -> None:
    """Whoever tries a model that is too small is told so in words, before readers pay for it."""
    with ModelServer(known) as server:
        server.fail(fault)
        status, said = _try(server, tmp_path)
    assert status == 1
    assert "not good enough" in said


def test_one_small_question_is_asked_when_the_world_is(tmp_path: Path) -> None:
    """`bot check --online` finds a wrong address before the first page does."""
    feeds = tmp_path / "feeds.yaml"
    with ModelServer(known) as server:
        feeds.write_text(FEEDS.format(url=server.url), encoding="utf-8")
        asked = ["check", "--online", "--feeds", str(feeds), "--data", str(tmp_path / "var")]
        done = CliRunner().invoke(app, asked)
        assert "ok    second reader: test-model answered in" in done.output
        server.fail(ModelFault("error", status=401))
        done = CliRunner().invoke(app, asked)
    assert done.exit_code == 1
    assert "refuses the key" in done.output


def test_a_file_without_a_model_says_what_one_would_add(tmp_path: Path) -> None:
    """A line of the plan, and a clear error for the command that needs one."""
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text(FEEDS.format(url="x").split("model:", maxsplit=1)[0], encoding="utf-8")
    given = ["--feeds", str(feeds), "--data", str(tmp_path / "var")]
    assert "Second reader: none" in CliRunner().invoke(app, ["check", *given]).output
    with pytest.raises(Exception, match="names no model"):
        CliRunner().invoke(app, ["model", "test", *given], catch_exceptions=False)


def test_the_verdict_has_three_steps() -> None:
    """Trusted, of some use, and worse than none."""
    assert "trusted" in verdict(TRUSTED)
    assert "doubtful" in verdict(0.85)
    assert "not good enough" in verdict(0.5)


def test_replay_writes_the_questions_and_reads_recorded_answers(tmp_path: Path) -> None:
    """The measurement: the same page asks the same question, and its answer is found by the hash."""
    case = CASES[0]
    article = {
        "id": "x1",
        "url": "https://wire.example/1",
        "source": "Wire",
        "language": "en",
        "published": "2025-03-14T00:00:00+00:00",
        "title": case.title,
        "text": case.text,
    }
    stream, questions = tmp_path / "stream.jsonl", tmp_path / "questions.jsonl"
    stream.write_text(json.dumps(article) + "\n", encoding="utf-8")
    topic = tmp_path / "topic.yaml"
    topic.write_text(
        "id: bridge\nname: Bridge\nkeywords: {any: [Lindholm bridge]}\n"
        "series: [{id: cost, label: Total cost of the bridge, unit: money}]\n",
        encoding="utf-8",
    )
    base = ["replay", str(stream), "--topic", str(topic), "--seeds", "none"]
    assert CliRunner().invoke(app, [*base, "--questions", str(questions)]).exit_code == 0
    row = json.loads(questions.read_text(encoding="utf-8"))
    assert row["id"] == "x1"
    assert [one["role"] for one in row["messages"]] == ["system", "user"]
    answer = {
        "on": True,
        "figures": [{"n": 1, "series": "cost", "role": "current", "of": None, "moved_from": 2}],
    }
    answers, out = tmp_path / "answers.jsonl", tmp_path / "out.jsonl"
    answers.write_text(
        json.dumps({"model": "somebody", "given": "2025-03-14"})
        + "\n"
        + json.dumps({"hash": row["hash"], "answer": answer})
        + "\n",
        encoding="utf-8",
    )
    done = CliRunner().invoke(app, [*base, "--answers", str(answers), "--json", str(out)])
    assert done.exit_code == 0, done.output
    assert "1 questions: 0 had no recorded answer" in done.output
    told = json.loads(out.read_text(encoding="utf-8"))
    assert [one["after"]["text"] for one in told["changes"]] == ["€450 million"]
