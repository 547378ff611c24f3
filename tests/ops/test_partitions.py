from pathlib import Path

import pytest

from ops.up.partitions import NAME, kept_partitions


def test_a_new_folder_has_few_and_keeps_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept_partitions(tmp_path) == 3
    monkeypatch.setenv(NAME, "6")
    assert kept_partitions(tmp_path) == 3


def test_the_first_start_is_told_another_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "6")
    assert kept_partitions(tmp_path) == 6


def test_a_folder_from_before_keeps_what_all_had(tmp_path: Path) -> None:
    (tmp_path / "stack").mkdir()
    assert kept_partitions(tmp_path) == 12
