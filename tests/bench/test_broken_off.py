"""A benchmark that is broken off: what it has measured is told and kept."""

import json
import signal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bench import __main__ as program
from bench.plan import Plan
from bench.run import Results
from tests.bench.test_figures import measure


async def broken_off(plan: Plan, tell: object, found: Results, late: object) -> None:
    found.measures += [measure("mesh", per_s=900), measure("dbos", per_s=100)]
    raise KeyboardInterrupt


def test_what_was_measured_is_told_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "run", broken_off)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    done = CliRunner().invoke(program.app, ["--brief", "--minutes", "1", "--results", str(tmp_path)])
    assert done.exit_code == 0 and "9.00" in done.stdout
    (file,) = tmp_path.glob("*.json")
    assert [one["system"] for one in json.loads(file.read_text())["measures"]] == ["mesh", "dbos"]
