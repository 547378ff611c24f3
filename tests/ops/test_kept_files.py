"""What a data folder keeps is written whole: a full disk, or a death meanwhile, costs nothing that was there."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ops.ready_file import write_whole
from ops.stack.process import StartFailed
from ops.up.partitions import kept_partitions
from ops.up.secrets import NAMES, kept_secrets


@contextmanager
def full_disk() -> Iterator[None]:
    """No byte more goes into any file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_secrets_outlive_a_start_that_finds_the_disk_full(tmp_path: Path) -> None:
    before = kept_secrets(tmp_path)
    with full_disk(), pytest.raises(OSError):
        kept_secrets(tmp_path, {*NAMES, "A_NEW_ONE"})
    assert kept_secrets(tmp_path) == before


def test_secrets_of_a_broken_off_start_take_nothings_place(tmp_path: Path) -> None:
    (tmp_path / "secrets.json.part").write_text('{"BOXOFFICE_TICKET')
    before = kept_secrets(tmp_path)
    assert kept_secrets(tmp_path) == before
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secrets.json"]


@pytest.mark.parametrize("text", ["", '{"BOXOFFICE_TICKET', "[]"])
def test_damaged_secrets_are_named_and_not_made_anew(text: str, tmp_path: Path) -> None:
    (file := tmp_path / "secrets.json").write_text(text)
    with pytest.raises(StartFailed, match=r"secrets\.json is damaged"):
        kept_secrets(tmp_path)
    assert file.read_text() == text


@pytest.mark.parametrize(
    "keep",
    [kept_partitions, lambda data: write_whole(data / "ready.json", {"edge": "x"})],
    ids=["partitions", "ready file"],
)
def test_what_a_full_disk_does_not_take_is_not_there(keep: Callable[[Path], Any], tmp_path: Path) -> None:
    with full_disk(), pytest.raises(OSError):
        keep(tmp_path)
    assert not [file for file in tmp_path.iterdir() if file.suffix != ".part"]
    keep(tmp_path)
    assert not list(tmp_path.glob("*.part"))
