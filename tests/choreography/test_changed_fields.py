"""Which fields of a step's rows the audit is told of, and with which values."""

import json
from datetime import datetime
from typing import Any

import pytest
from pydantic import BaseModel

from choreography.changed_fields import LEFT_OUT, VALUE_AT_MOST, changed_fields
from choreography.envelope import CHANGED_AT_MOST
from choreography.row import Row
from contracts.sealed import Sealed

NAME = Sealed(person_id="ann", key_version=1, nonce="n", ciphertext="c")


class Token(BaseModel):
    name: str
    digest: str


class Desk(Row, key=("desk",), audited=True, secret=("password", "digest")):
    desk: str
    label: str = ""
    open: bool = False
    since: datetime | None = None
    name: Sealed | None = None
    password: str = ""
    tokens: tuple[Token, ...] = ()
    prices: dict[str, int] | None = None


class Half(Row, key=("desk",), audited=("label",)):
    desk: str
    label: str
    count: int = 0


class Quiet(Row, key=("desk",)):
    desk: str
    label: str


def told(before: Row | None, after: Row | None) -> Any:
    text = changed_fields([(before, after)])
    return json.loads(text) if text else {}


def test_a_changed_field_is_told_with_its_value_before_and_after() -> None:
    assert told(Desk("a", "old", since=datetime(2026, 1, 2)), Desk("a", "new", open=True)) == {
        "desk/a": {"label": ["old", "new"], "open": [False, True], "since": ["2026-01-02T00:00:00", None]}
    }


def test_of_a_new_row_and_of_one_that_is_gone_what_is_not_empty_is_told() -> None:
    assert told(None, Desk("a", "new")) == {"desk/a": {"label": [None, "new"]}}
    assert told(Desk("a", "old"), None) == {"desk/a": {"label": ["old", None]}}


def test_a_field_that_is_emptied_is_told() -> None:
    assert told(Desk("a", "old", open=True), Desk("a")) == {"desk/a": {"label": ["old", ""], "open": [True, False]}}


def test_what_stayed_is_not_told_nor_a_version() -> None:
    assert changed_fields([(Desk("a", "same", version=1), Desk("a", "same", version=2))]) == ""


def test_what_is_personal_stays_sealed() -> None:
    assert told(Desk("a"), Desk("a", name=NAME)) == {"desk/a": {"name": [None, NAME.model_dump()]}}


def test_of_what_is_secret_no_value_is_told_wherever_it_stands() -> None:
    text = changed_fields(
        [(Desk("a", password="hash-1"), Desk("a", password="hash-2", tokens=(Token(name="t", digest="d9"),)))]
    )
    fields = json.loads(text)["desk/a"]
    assert fields["password"] == ["***", "***"] and fields["tokens"] == [[], [{"name": "t", "digest": "***"}]]
    assert "hash-" not in text and "d9" not in text


def test_of_two_dicts_what_they_do_not_share_is_told() -> None:
    fields = told(Desk("a", prices={"a": 1, "b": 2}), Desk("a", prices={"a": 1, "b": 3}))["desk/a"]
    assert fields == {"prices": [{"b": 2}, {"b": 3}]}


def test_only_the_fields_that_are_audited_are_told() -> None:
    assert told(Half("a", "old", 1), Half("a", "new", 2)) == {"half/a": {"label": ["old", "new"]}}
    assert changed_fields([(Half("a", "old", 1), Half("a", "old", 2)), (None, Quiet("a", "new"))]) == ""


def test_a_field_that_the_row_does_not_have_cannot_be_audited() -> None:
    with pytest.raises(TypeError, match="colour"):
        type("Odd", (Row,), {"__annotations__": {"desk": str}}, key=("desk",), audited=("colour",))


def test_a_long_value_is_told_by_its_size_and_its_hash() -> None:
    _, after = told(None, Desk("a", "x" * VALUE_AT_MOST))["desk/a"]["label"]
    assert after["bytes"] == VALUE_AT_MOST + 2 and len(after["sha256"]) == 64


def test_rows_that_do_not_fit_are_counted() -> None:
    text = changed_fields((None, Desk(f"{n}", "x" * (VALUE_AT_MOST - 2))) for n in range(20))
    said = json.loads(text)
    assert len(text.encode()) <= CHANGED_AT_MOST and said[LEFT_OUT]["count"][1] == 20 - len(said) + 1
