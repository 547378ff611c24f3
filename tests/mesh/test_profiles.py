"""What holds in memory is shown on the real servers too: no scenario of a purchase runs on one of them alone."""

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.mesh.alone import MEMORY, REAL

NODE = re.compile(r"^(tests/\S+?)::(\w+)(?:\[(.*)\])?$", re.MULTILINE)
PROFILE = re.compile(r"\b(memory|real)\b")
Found = dict[tuple[str, str], set[str]]
"""By file and name, the profiles on which the scenario runs; one that does not choose needs servers of its own."""


def collected() -> Found:
    files = ["tests/mesh", *map(str, Path("tests/edge").glob("test_front_*.py"))]
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "", *files]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = defaultdict(set)
    for path, name, parameters in NODE.findall(said):
        if path == "tests/mesh/test_profiles.py":
            continue
        found[path, name] |= set(PROFILE.findall(parameters)) or {"real"}
    return found


@pytest.mark.timeout(600)  # the tests of two folders are imported anew, whatever else the machine does
def test_every_scenario_runs_in_memory_and_on_the_real_servers() -> None:
    found = collected()
    on_the_mesh = {node: profiles for node, profiles in found.items() if node[0].startswith("tests/mesh/")}
    assert sum(len(profiles) == 2 for profiles in found.values()) > 320
    assert not unlisted(found, "real", named(REAL.values()))
    assert not unlisted(on_the_mesh, "memory", named(MEMORY.values()))


def test_every_scenario_that_is_listed_as_alone_is_there() -> None:
    text = {path.name: path.read_text() for where in ("mesh", "edge") for path in Path("tests", where).glob("*.py")}
    for one in named((*REAL.values(), *MEMORY.values())):
        assert one in text or any(f"def {one}(" in lines for lines in text.values()), one


def named(listed: Iterable[set[str]]) -> set[str]:
    return set().union(*listed)


def unlisted(found: Found, alone: str, listed: set[str]) -> list[tuple[str, str]]:
    """The scenarios on this profile alone that no reason names."""
    return [node for node, on in found.items() if on == {alone} and not listed & {Path(node[0]).name, node[1]}]
