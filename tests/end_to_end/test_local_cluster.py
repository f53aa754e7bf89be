"""`make cluster`: what somebody who has just cloned the project tries first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from demo.servers.postgres import programs
from demo.stage import ROOT, built

PATIENCE_S = 180.0


@pytest.mark.skipif(
    programs() is None, reason="no PostgreSQL server of version 15 or later is installed"
)
@pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="the system does not say what a process started"
)
def test_a_newcomers_cluster_tells_news_and_leaves_nothing_running(tmp_path: Path):
    """One command has to be enough, and Ctrl-C has to end all that it began."""
    with built(tmp_path / "local") as stage:
        stage.open_outlets()
        stage.write_feeds()
        command = [
            *(sys.executable, "-m", "demo.cluster", "--feeds", str(stage.feeds_file)),
            *("--web", "127.0.0.1:0"),
        ]
        environment = {"PATH": os.environ.get("PATH", ""), **stage.environment()}
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        with process:
            try:
                until = time.monotonic() + PATIENCE_S
                while stage.web.count() < len(stage.feeds) and time.monotonic() < until:
                    time.sleep(0.1)
                assert stage.web.count() >= len(stage.feeds)
                children = _children(process.pid)
                assert len(children) == 4
            finally:
                process.send_signal(signal.SIGINT)
            try:
                _said, log = process.communicate(timeout=PATIENCE_S)
            finally:
                process.kill()
    assert process.returncode == 0, log.decode()
    assert not [one for one in children if Path(f"/proc/{one}").exists()]


def _children(pid: int) -> list[int]:
    """The processes that a process started."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
    return [int(one) for one in found.split()]
