"""The example of the page about new messages, added to a copy of the project: three files, and all else follows."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, blocks

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
COPIED = ("contracts", "choreography", "handlers", "edge", "ops", "docs", "tests", "Makefile", "pyproject.toml")
WHERE = re.compile(r"# (\S+\.py)\n")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the blocks of the page put where they belong."""
    folder = tmp_path_factory.mktemp("copy")
    for one in COPIED:
        if (ROOT / one).is_dir():
            shutil.copytree(ROOT / one, folder / one, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / one, folder / one)
    for block in blocks(ROOT / "docs/new-message.md", "python"):
        found = WHERE.match(block)
        assert found, "a block begins with its file's name"
        file, code = folder / found[1], block[found.end() :]
        file.write_text(f"{file.read_text()}\n\n{code}" if file.exists() else code)
    return folder


def run(folder: Path, *command: str) -> str:
    """What it printed; the copy's modules come before those of the project."""
    env = {**os.environ, "PYTHONPATH": str(folder), "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    done = subprocess.run([sys.executable, *command], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_steps_test_passes(copy: Path) -> None:
    said = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/handlers/catalog/test_rename_venue.py")
    assert "4 passed" in said


def test_registry_topics_and_schemas_know_it(copy: Path) -> None:
    written = run(copy, "-m", "ops.contracts")
    assert "docs/contracts/schemas/RenameVenue.json" in written and "docs/service-map.md" in written
    schema = json.loads((copy / "docs/contracts/schemas/VenueRenamed.json").read_text())
    assert (schema["x-topic"], schema["x-answers"]) == ("catalog.events", ["RenameVenue"])
    assert "`RenameVenue` | `rename_venue`" in (copy / "docs/service-map.md").read_text()


def test_a_message_that_nobody_hears_is_refused(copy: Path) -> None:
    step = copy / "handlers/catalog/rename_venue.py"
    code = step.read_text()
    step.unlink()
    try:
        with pytest.raises(AssertionError, match="RenameVenue: nobody hears it"):
            run(copy, "-m", "ops.contracts")
    finally:
        step.write_text(code)
