"""No container engine runs in the tests, so what can be read of the image's recipe is checked by reading."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.cli import app

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
INSTRUCTIONS = [
    line
    for line in DOCKERFILE.replace("\\\n", " ").splitlines()
    if line.strip() and not line.startswith("#")
]


def copied() -> list[str]:
    """What is copied from the checkout into the image."""
    copies = [shlex.split(line)[1:] for line in INSTRUCTIONS if line.startswith("COPY ")]
    return [
        source for words in copies if not words[0].startswith("--from") for source in words[:-1]
    ]


@pytest.mark.parametrize("source", copied())
def test_the_image_copies_only_what_is_there_and_let_through(source: str):
    """A file that was renamed, or that .dockerignore keeps back, breaks the build on another machine only."""
    assert (ROOT / source).exists()
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert f"!{source.removeprefix('./')}" in allowed


def test_nothing_but_the_image_s_parts_reaches_the_builder():
    """A .env or a database that is sent to the builder ends up in a layer sooner or later."""
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = {rule[1:] for rule in rules if rule.startswith("!")}
    assert "*" in rules
    assert let_through == set(copied())


def test_dependencies_come_from_the_lock_with_hashes():
    """An image built next year must hold what was tested this year."""
    installs = [
        command
        for line in INSTRUCTIONS
        for command in line.split("&&")
        if " pip install" in command
    ]
    assert installs
    assert all("--require-hashes" in one or "--no-deps --no-index" in one for one in installs)
    assert "setuptools==" in (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")


def test_the_bot_runs_as_nobody_special_with_its_data_on_a_volume():
    """Root in a container is root on too many hosts, and data in a layer is lost with it."""
    last_stage = INSTRUCTIONS[
        max(n for n, line in enumerate(INSTRUCTIONS) if line.startswith("FROM")) :
    ]
    assert "USER newsledger" in last_stage
    assert "VOLUME /data" in last_stage
    assert any("BOT_DATA=/data" in line for line in last_stage)
    assert len([line for line in INSTRUCTIONS if line.startswith("FROM")]) == 2


def test_the_image_s_commands_are_commands_of_the_bot():
    """A health check that names a command which is gone would restart a healthy bot for ever."""
    known = {command.callback.__name__ for command in app.registered_commands if command.callback}
    health = next(line for line in INSTRUCTIONS if line.startswith("HEALTHCHECK"))
    asked = re.findall(r'"(\w+)"', health)
    started = next(line for line in INSTRUCTIONS if line.startswith("CMD"))
    assert asked[0] == "bot"
    assert {asked[1], *re.findall(r'"(\w+)"', started)} <= known


def test_no_secret_stands_in_the_recipe():
    """ARG and ENV are readable in every copy of the image."""
    for line in INSTRUCTIONS:
        assert not re.search(r"(TOKEN|PASSWORD|SMTP_URL|SECRET)\s*=", line), line


def test_compose_mounts_what_there_is_and_keeps_secrets_out_of_the_environment():
    """`docker compose up` is the other front door."""
    compose = YAML(typ="safe").load(ROOT / "compose.yaml")
    service = compose["services"]["newsledger"]
    for mount in service["volumes"]:
        source = mount.partition(":")[0]
        assert source in compose["volumes"] or (ROOT / source).exists()
    assert not {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SMTP_URL"} & set(service["environment"])


def test_the_cluster_s_commands_are_commands_of_the_bot_and_its_database_is_fit():
    """A database that sorts by a language is refused, and a service without a command restarts for ever."""
    whole = YAML(typ="safe").load((ROOT / "compose.cluster.yaml").read_text(encoding="utf-8"))
    services = whole["services"]
    known = {command.callback.__name__ for command in app.registered_commands if command.callback}
    assert {services[name]["command"][0] for name in ("web", "worker")} <= known
    assert services["worker"]["deploy"]["replicas"] == 2
    made = services["database"]["environment"]["POSTGRES_INITDB_ARGS"]
    assert made.split() == ["--encoding=UTF8", "--locale=C"]
    for service in services.values():
        assert set(service["secrets"]) <= set(whole["secrets"])
