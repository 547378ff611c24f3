"""The benchmark itself, whole and small: it starts, measures, verifies and ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import plan

SYSTEMS = {"mesh", "dbos", "monolith"}


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_quick_run_measures_every_load_on_every_system_and_all_adds_up(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench", "--quick", "--results", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    found = json.loads(next(tmp_path.glob("*.json")).read_text())
    measured = {(one["load"], one["system"]) for one in found["measures"]}
    assert measured == {(load.name, system) for load in plan.quick().loads for system in SYSTEMS}
    assert {one["system"] for one in found["growth"]} == SYSTEMS
    assert not any(one["wrong"] for one in [*found["measures"], *found["growth"]])
    assert {"RequestBooking", "SeatsHeld", "TicketsIssued"} <= {hop["message"] for hop in found["hops"]}
