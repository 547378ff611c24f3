"""Where a box office in memory is opened, commands find it by themselves, if that can be."""

import os
from pathlib import Path

import pytest

from ops.up.serving import free_place


def test_a_new_folder_is_made_for_it(tmp_path: Path) -> None:
    assert free_place(tmp_path / "new") == [tmp_path / "new" / "ready.json"] and (tmp_path / "new").is_dir()


def test_what_is_left_of_one_that_was_killed_gives_way(tmp_path: Path) -> None:
    (tmp_path / "ready.json").write_text('{"edge"')
    assert free_place(tmp_path) == [tmp_path / "ready.json"]


def test_it_opens_where_there_can_be_no_folder(tmp_path: Path) -> None:
    (tmp_path / "in the way").touch()
    assert free_place(tmp_path / "in the way") == []


def test_it_opens_where_nobody_may_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda folder, right: (folder, right) != (tmp_path, os.W_OK))
    assert free_place(tmp_path) == []
