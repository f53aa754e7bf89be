"""The log: for people or for programs, and never with a secret in it."""

from __future__ import annotations

import json
import logging

import pytest

from bot import logs

TOKEN = "xoxb-1234567890-very-secret"


@pytest.fixture(autouse=True)
def _restore_root_logger() -> object:
    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    yield
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_secret_is_struck_out_of_values_nested_values_and_tracebacks(form, capsys) -> None:
    """Whatever a library puts into an exception's text, a token must not be readable in a log."""
    log = logs.configure(form, secrets=[TOKEN])
    log.info("posting", header=f"Bearer {TOKEN}", nested={"list": [TOKEN]})
    try:
        raise RuntimeError(f"401 for {TOKEN}")
    except RuntimeError:
        log.exception("failed")
    logging.getLogger("vendor").warning("request with %s", TOKEN)

    written = capsys.readouterr().err
    assert TOKEN not in written
    assert written.count(logs.STRUCK_OUT) >= 4


def test_json_lines_are_objects_with_time_and_level(capsys) -> None:
    """A log shipper needs one object a line, and nothing else on it."""
    logs.configure("json").info("polled", feed="nhk", entries=3)

    row = json.loads(capsys.readouterr().err)
    assert row["event"] == "polled"
    assert row["feed"] == "nhk"
    assert row["level"] == "info"
    assert row["at"].endswith("Z")
