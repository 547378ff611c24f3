"""The image has what runs in production, and needs nothing of the rest to start."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from edge.routes.documents import ASYNCAPI
from ops.commands.docs import FOLDER

ROOT = Path(__file__).parents[2]
LINES = (ROOT / ".dockerignore").read_text().splitlines()
LEFT_OUT = {one for one in LINES if one and one[0] not in "#*!"}
KEPT = {one.removeprefix("!") for one in LINES if one.startswith("!")}
OURS = ("choreography", "contracts", "edge", "handlers", "ops")


def test_tests_and_fakes_are_left_out() -> None:
    fakes = {f"ops/{one.name}" for one in (ROOT / "ops").iterdir() if one.name.endswith(("_fake", "_sink"))}
    assert fakes | {"tests", "bench", "docs/*"} <= LEFT_OUT


def test_what_the_door_shows_and_the_command_line_prints_is_in_it() -> None:
    shown = [ASYNCAPI, FOLDER / "openapi.json", FOLDER / "schemas" / "BookingConfirmed.json"]
    assert all(one.exists() and not left_out(one.relative_to(ROOT)) for one in shown)
    assert left_out(Path("docs/edge.md"))


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
    """A word that keeps is later, and so outweighs the one that leaves out."""
    whole = (path, *path.parents)
    kept = any(str(one) in KEPT for one in whole)
    return not kept and any({str(one), f"{one}.py", f"{one.parent}/*"} & LEFT_OUT for one in whole)
