"""Where the jars lie: in the home of who has one."""

import sys
from pathlib import Path

import pytest

from ops import setup
from ops.stack.folders import cache


@pytest.fixture(autouse=True)
def untold(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BOXOFFICE_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_an_empty_home_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert setup.writable_home() and cache() == tmp_path / ".cache/boxoffice" and cache().is_dir()


@pytest.mark.parametrize("home", ["/proc/none", "/dev/null"])
def test_who_has_no_home_keeps_them_beside_the_programs(
    home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", home)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert not setup.writable_home() and cache() == tmp_path / "cache/boxoffice"


def test_a_place_that_was_named_is_taken_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_CACHE", str(tmp_path / "mine"))
    assert cache() == tmp_path / "mine"
    monkeypatch.setenv("BOXOFFICE_CACHE", "/dev/null/mine")
    with pytest.raises(OSError, match="mine"):
        cache()
