"""What becomes of a row's fields on their way to columns and back."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from choreography.postgres.codec import columns, reader, written
from choreography.postgres.records import array
from choreography.row import Row
from tests.contract.shop import Keeper, Shelf


def test_every_field_has_its_column() -> None:
    found = {column.name: (column.type, column.nullable) for column in columns(Keeper)}
    assert found["phone"] == ("text", True) and found["notes"] == ("jsonb", True) and found["state"] == ("text", False)
    assert (found["pause"], found["busy"], found["seal"]) == (("interval", False), ("boolean", False), ("bytea", False))


def test_lists_are_written_as_json_and_come_back_as_tuples() -> None:
    row = Shelf("a", "1", labels=("x", "y"))
    labels = next(column for column in columns(Shelf) if column.name == "labels")
    assert written(labels, [row]) == ['["x","y"]']
    values = [getattr(row, column.name) for column in columns(Shelf)]
    assert reader(Shelf)(json.loads(json.dumps(values))) == row


def test_times_come_back_aware() -> None:
    values = {"since": "2026-05-01T20:30:00.000001+00:00", "pause": -1, "seal": "\\x00ff", "shifts": [["a"], []]}
    row = Keeper("a", "m")
    read = reader(Keeper)([values.get(column.name, getattr(row, column.name)) for column in columns(Keeper)])
    since = datetime(2026, 5, 1, 20, 30, 0, 1, UTC)
    assert read == row.but(since=since, pause=timedelta(microseconds=-1), seal=b"\x00\xff", shifts=(("a",), ()))


def test_a_field_that_no_column_holds_is_named() -> None:
    class Odd(Row, key=("id",)):
        id: str
        weight: float

    with pytest.raises(TypeError, match=r"Odd\.weight"):
        columns(Odd)


def test_a_key_must_be_text() -> None:
    class Numbered(Row, key=("id",)):
        id: int

    with pytest.raises(TypeError, match=r"Numbered\.id"):
        columns(Numbered)


def test_an_array_in_text_quotes_what_it_must() -> None:
    assert array(("a", 'b"\\', "{,}", "")) == '{"a","b\\"\\\\","{,}",""}'
