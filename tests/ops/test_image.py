"""The image has what runs in production, and needs nothing of the rest to start."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEFT_OUT = {one for one in (ROOT / ".dockerignore").read_text().splitlines() if one and one[0] not in "#*"}
OURS = ("choreography", "contracts", "edge", "handlers", "ops")


def test_tests_and_fakes_are_left_out() -> None:
    fakes = {f"ops/{one.name}" for one in (ROOT / "ops").iterdir() if one.name.endswith(("_fake", "_sink"))}
    assert fakes | {"tests", "bench", "docs"} <= LEFT_OUT


@pytest.mark.parametrize("package", OURS)
def test_nothing_that_is_in_it_imports_what_is_left_out(package: str) -> None:
    for file in (ROOT / package).rglob("*.py"):
        if not left_out(inside := file.relative_to(ROOT)):
            assert not [name for name in imported(file) if left_out(Path(name.replace(".", "/")))], inside


def imported(file: Path) -> Iterator[str]:
    """As the file is imported itself: what a function imports, only who calls it needs."""
    for one in ast.parse(file.read_text()).body:
        if isinstance(one, ast.Import):
            yield from (each.name for each in one.names)
        elif isinstance(one, ast.ImportFrom):
            yield from (f"{one.module}.{each.name}" for each in one.names)


def left_out(path: Path) -> bool:
    return any({str(one), f"{one}.py"} & LEFT_OUT for one in (path, *path.parents))
