"""Files are written once, the same whenever it is asked, and what people wrote stays."""

from pathlib import Path

import pytest

from ops.contracts import changes, files, problems, write
from ops.generate.base import schemas_at
from ops.generate.compatible import breaks
from ops.generate.house import House, house
from ops.generate.schemas import FOLDER
from ops.generate.text import BEGIN, END, with_block


@pytest.fixture(scope="module")
def whole() -> House:
    return house()


def test_a_second_writing_changes_nothing(tmp_path: Path, whole: House) -> None:
    write(tmp_path, made := files(tmp_path, whole), changes(tmp_path, made))
    assert not changes(tmp_path, files(tmp_path, whole))


def test_a_schema_of_no_message_is_removed(tmp_path: Path, whole: House) -> None:
    write(tmp_path, made := files(tmp_path, whole), changes(tmp_path, made))
    (tmp_path / FOLDER / "Forgotten.json").write_text("{}")
    assert changes(tmp_path, made) == (f"{FOLDER}/Forgotten.json",)
    write(tmp_path, made, changes(tmp_path, made))
    assert not (tmp_path / FOLDER / "Forgotten.json").exists()


def test_what_is_written_by_hand_around_a_block_stays() -> None:
    text = f"# bookings\n\nBy hand.\n\n{BEGIN}\n\nold\n\n{END}\n\nBy hand, too.\n"
    assert with_block(text, "new") == text.replace("old", "new")


def test_a_page_without_a_block_gets_it_at_its_end_once() -> None:
    page = with_block("# bookings\n\nBy hand.\n", "facts")
    assert page == f"# bookings\n\nBy hand.\n\n{BEGIN}\n\nfacts\n\n{END}\n"
    assert with_block(page, "facts") == page


def test_a_problem_names_message_field_and_reason(tmp_path: Path, whole: House) -> None:
    write(tmp_path, made := files(tmp_path, whole), changes(tmp_path, made))
    assert not list(problems(tmp_path, whole, "HEAD"))
    old = schemas_at(tmp_path, "HEAD")
    new = {**old, "RefundRetried": {**old["RefundRetried"], "required": [*old["RefundRetried"]["required"], "by"]}}
    assert list(breaks(old, new)) == ["RefundRetried.by: required, and the old log lacks it: give it a default"]
