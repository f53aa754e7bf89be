"""The command line, called within the tests' own process."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

from bot.__main__ import main

ROOT = Path(__file__).parents[2]


def bot_here(
    *arguments: str, cwd: Path = ROOT, said: str = "", columns: int = 200, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line inside this process, which saves a start and its imports; `said` is its input."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    known = {"PATH": os.environ["PATH"], "COLUMNS": str(columns), **environment}
    with (
        mock.patch.object(sys, "argv", ["bot", *arguments]),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(said.encode()), "utf-8")),
        mock.patch.dict(os.environ, known, clear=True),
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
    return subprocess.CompletedProcess(arguments, status, out.getvalue(), err.getvalue())
