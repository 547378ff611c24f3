"""How a command finds the running system."""

import json
from pathlib import Path

import pytest

from ops.at import NowhereError, find
from ops.client.running import READY

ADDRESSES = {
    "edge": "http://e",
    "kafka": "k:1",
    "postgres": "postgresql://p/x",
    "nats": "nats://n",
    "redis": "redis://r",
}


@pytest.fixture
def ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ready file of a running system; the test stands in another folder."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "data" / READY
    file.parent.mkdir()
    file.write_text(json.dumps(ADDRESSES))
    return file


@pytest.mark.parametrize("part", ["file", "folder"])
def test_a_ready_file_is_found_by_itself_or_by_its_folder(ready: Path, part: str) -> None:
    place = find(str(ready if part == "file" else ready.parent))
    assert (place.mesh.postgres, place.kafka.bootstrap, place.mesh.nats) == ("postgresql://p/x", "k:1", "nats://n")


def test_the_ready_file_of_this_folder_is_the_first_choice(ready: Path) -> None:
    ready.parent.rename(ready.parent.parent / ".boxoffice")
    assert find().kafka.bootstrap == "k:1"


def test_without_a_file_the_environment_says(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_POSTGRES", "postgresql://env/x")
    assert find().mesh.postgres == "postgresql://env/x"


def test_an_address_takes_the_place_of_the_database(ready: Path) -> None:
    assert find("postgresql://there/x").mesh.postgres == "postgresql://there/x"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kafka": 1'])
def test_what_is_no_ready_file_is_said(ready: Path, text: str) -> None:
    ready.write_text(text)
    with pytest.raises(NowhereError):
        find(str(ready))


def test_as_many_partitions_are_looked_for_as_the_system_has(ready: Path) -> None:
    assert find(str(ready)).kafka.partitions == 12
    ready.write_text(json.dumps(ADDRESSES | {"partitions": 3}))
    assert find(str(ready)).kafka.partitions == 3
