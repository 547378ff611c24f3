"""`make setup`: from a stock Python to all that is needed, once; and `make help`."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ops import setup


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files on which a set-up depends, and nothing made yet."""
    (tmp_path / ".venv").mkdir()
    for name in ("requirements.txt", "pyproject.toml"):
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "STAMP", tmp_path / ".venv" / "ready")
    return tmp_path


@pytest.fixture
def made(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was made, set-up by set-up."""
    found = list[str]()

    def make() -> None:
        found.append("made")
        setup.STAMP.write_text(setup.fingerprint())

    monkeypatch.setattr(setup, "make_ready", make)
    return found


def test_a_second_set_up_makes_nothing(made: list[str]) -> None:
    setup.main()
    setup.main()
    assert made == ["made"]


def test_after_other_packages_were_locked_it_is_made_anew(made: list[str], checkout: Path) -> None:
    setup.main()
    (checkout / "requirements.txt").write_text("another==1")
    setup.main()
    assert made == ["made", "made"]


def test_a_command_that_fails_ends_the_set_up_and_is_named(checkout: Path) -> None:
    with pytest.raises(SystemExit, match=r"set-up stopped: .*exit 3.* failed"):
        setup.run(sys.executable, "-c", "exit(3) # exit 3")


def test_who_has_no_home_fetches_into_the_checkout(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/dev/null")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    setup.run(sys.executable, "-c", f"import os; assert os.environ['XDG_CACHE_HOME'] == {str(setup.VENV / 'cache')!r}")


def test_a_python_that_is_too_old_is_told_which_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed.*PYTHON="):
        setup.refuse_unfit_python()


def test_every_target_is_listed_but_the_one_that_is_a_part_of_another() -> None:
    text = Path("Makefile").read_text()
    phony = set(re.findall(r"^\.PHONY: (.+)$", text, re.MULTILINE)[0].split())
    plain = {**os.environ, "MAKEFLAGS": ""}
    told = subprocess.run(["make", "help"], capture_output=True, text=True, check=True, env=plain)  # noqa: S607
    assert set(re.findall(r"^make ([a-z]+)", told.stdout, re.MULTILINE)) == phony - {"drift"}
