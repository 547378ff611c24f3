"""What holds in memory is shown on the real servers too: no scenario of a purchase runs on one of them alone."""

import re
import subprocess
import sys
from collections import defaultdict

SCENARIOS = ("test_purchase.py", "test_money.py", "test_saga.py", "test_dead.py", "test_topics.py")
ONE = re.compile(r"^(\S+)\[.*\b(memory|real)\b.*\]$", re.MULTILINE)


def collected() -> dict[str, set[str]]:
    files = [f"tests/mesh/{name}" for name in SCENARIOS]
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "", *files]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = defaultdict(set)
    for name, profile in ONE.findall(said):
        found[name].add(profile)
    return found


def test_every_scenario_runs_in_memory_and_on_the_real_servers() -> None:
    found = collected()
    alone = {name: profiles for name, profiles in found.items() if len(profiles) < 2}
    assert len(found) > 25 and not alone
