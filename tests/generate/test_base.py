"""With which commit the contracts are compared: the last change is judged, committed or not."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ops.contracts import files, problems, write
from ops.generate import compatible
from ops.generate.base import pasts, schemas_at
from ops.generate.house import house
from ops.generate.schemas import FOLDER

THEN, NOW = {"Sold": {"title": "then"}}, {"Sold": {"title": "now"}}


class Repository:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> str:
        command = ["git", "-C", str(self.root), "-c", "user.name=a", "-c", "user.email=a@b", *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def writes(self, schemas: dict[str, Any]) -> None:
        (self.root / FOLDER).mkdir(parents=True, exist_ok=True)
        for name, schema in schemas.items():
            (self.root / FOLDER / f"{name}.json").write_text(json.dumps(schema))

    def commits(self, schemas: dict[str, Any] | None = None) -> str:
        """Its id. Without schemas it is about something else."""
        self.writes(schemas or {})
        (self.root / "other.txt").write_text("." * len(self.git("rev-list", "--all")))
        self.git("add", ".")
        self.git("commit", "-qm", "one more")
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    (tmp_path / "origin").mkdir()
    return Repository(tmp_path / "origin")


@pytest.fixture(autouse=True)
def nothing_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what happens to be under way in this project."""
    monkeypatch.setattr(compatible, "ACCEPTED", {})


def test_without_git_nobody_says_that_what_is_accepted_is_over(
    tmp_path: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compatible, "ACCEPTED", {"Lost": "nobody said it"})
    for root, over in ((tmp_path, False), (repository.root, True)):
        (root / FOLDER).mkdir(parents=True)
        (root / FOLDER / "Sold.json").write_text(json.dumps(THEN["Sold"]))
        if over:
            repository.commits()
        assert any(wrong.startswith("Lost: it is as before") for wrong in problems(root, house())) is over


def test_without_git_the_schemas_are_those_on_the_disk(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / "Sold.json").write_text(json.dumps(THEN["Sold"]))
    assert schemas_at(tmp_path, "HEAD") == THEN and pasts(tmp_path, THEN) == ["HEAD"]


def test_a_change_that_is_not_committed_is_compared_with_the_last_commit(repository: Repository) -> None:
    repository.commits(THEN)
    repository.writes(NOW)
    assert pasts(repository.root, NOW) == ["HEAD"] and schemas_at(repository.root, "HEAD") == THEN


def test_a_change_that_is_committed_is_compared_with_the_commit_before_it(repository: Repository) -> None:
    past = repository.commits(THEN)
    repository.commits(NOW)
    repository.commits()
    assert pasts(repository.root, NOW) == [past] and schemas_at(repository.root, past) == THEN


def test_a_merged_change_is_compared_with_what_it_was_merged_into(repository: Repository) -> None:
    repository.commits(THEN)
    repository.git("switch", "-qc", "work")
    repository.commits({"Sold": {"title": "halfway"}})
    repository.commits(NOW)
    repository.git("switch", "-q", "main")
    repository.git("commit", "-q", "--allow-empty", "-m", "meanwhile")
    past = repository.git("rev-parse", "HEAD")
    repository.git("merge", "-q", "--no-ff", "-m", "merged", "work")
    assert pasts(repository.root, NOW) == [past]


def test_a_clone_without_history_has_only_its_head(repository: Repository, tmp_path: Path) -> None:
    repository.commits(THEN)
    repository.commits(NOW)
    repository.git("clone", "-q", "--depth=1", f"file://{repository.root}", str(tmp_path / "clone"))
    assert pasts(tmp_path / "clone", NOW) == ["HEAD"] and schemas_at(tmp_path / "clone", "HEAD") == NOW


def test_the_first_schemas_of_all_have_nothing_to_agree_with(repository: Repository) -> None:
    repository.commits(NOW)
    assert pasts(repository.root, NOW) == ["HEAD"]


def test_a_committed_change_that_breaks_readers_is_told_without_any_setting(repository: Repository) -> None:
    whole = house()
    made = files(repository.root, whole)
    write(repository.root, made, tuple(made))
    lost = schemas_at(repository.root, "")["BookingHeld"]
    repository.commits({"BookingHeld": lost | {"required": [*lost["required"], "mood"]}})
    repository.commits({"BookingHeld": lost})
    assert [wrong.partition(":")[0] for wrong in problems(repository.root, whole)] == ["BookingHeld.mood"]


def test_a_change_that_broke_readers_is_told_though_another_came_after_it(repository: Repository) -> None:
    whole = house()
    made = files(repository.root, whole)
    write(repository.root, made, tuple(made))
    lost = schemas_at(repository.root, "")["BookingHeld"]
    repository.commits({"BookingHeld": lost | {"required": [*lost["required"], "mood"]}})
    repository.commits({"BookingHeld": lost, "Sold": {"title": "then"}})
    repository.commits({"Sold": {"title": "now"}})
    assert "BookingHeld.mood" in {wrong.partition(":")[0] for wrong in problems(repository.root, whole)}
