"""What a record's headers must be, and what is kept of one whose headers are not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from choreography.envelope import CHANGED_AT_MOST, TEXT_AT_MOST, Envelope, Unreadable, read
from choreography.intake import from_record
from choreography.ports import Record
from handlers.inventory import inventory

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SAID = Envelope("m1", "BookingRequested", "bookings", NOON, "bookings.events", "e1", "e1-b1", "c1", "m0", "ann", 3)
Said = Sequence[tuple[str, bytes | None]]


def headers(**other: bytes) -> Said:
    """As said, but for these."""
    kept = [(name, value) for name, value in SAID.headers() if name not in other]
    return [*kept, *other.items()]


def test_what_was_said_is_what_is_read() -> None:
    for said in (SAID, replace(SAID, route="POST /bookings"), replace(SAID, changed="x" * CHANGED_AT_MOST)):
        assert read(said.topic, b"e1", said.headers()) == said


@pytest.mark.parametrize("name", ["id", "type", "source", "subject", "correlation", "causation", "actor", "route"])
def test_a_text_too_long_for_an_index_is_unreadable(name: str) -> None:
    longest = read(SAID.topic, b"e1", headers(**{f"ce_{name}": b"x" * TEXT_AT_MOST}))
    assert getattr(longest, name) == "x" * TEXT_AT_MOST
    with pytest.raises(Unreadable, match="257 bytes"):
        read(SAID.topic, b"e1", headers(**{f"ce_{name}": b"x" * (TEXT_AT_MOST + 1)}))


def test_a_key_too_long_for_an_index_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="6000 bytes"):
        read(SAID.topic, b"e" * 6_000, SAID.headers())


@pytest.mark.parametrize("time", [b"2026-06-01T12:00:00", b"2026-06-01", b"noon", b"0001-01-01T00:00:00+14:00", b""])
def test_a_time_that_is_no_instant_is_unreadable(time: bytes) -> None:
    with pytest.raises(Unreadable):
        read(SAID.topic, b"e1", headers(ce_time=time))


def test_a_time_elsewhere_is_the_same_instant() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    found = read(SAID.topic, b"e1", headers(ce_time=there.isoformat().encode()))
    assert found == SAID and found.time.tzinfo is UTC


@pytest.mark.parametrize("version", [b"-1", b"9" * 30, b"9" * 250, b"many"])
def test_a_version_that_no_row_has_is_unreadable(version: bytes) -> None:
    with pytest.raises(Unreadable):
        read(SAID.topic, b"e1", headers(ce_version=version))


@pytest.mark.parametrize("foreign", [b"\xff", b"\0", b"x" * 5_000])
def test_a_header_that_is_not_ours_is_nobodys_matter(foreign: bytes) -> None:
    assert read(SAID.topic, b"e1", headers(tracestate=foreign)) == SAID


def test_of_an_unreadable_record_is_kept_what_a_table_can_keep() -> None:
    broken = tuple(headers(ce_subject=b"\xff", ce_type=b"BookingRequested"))
    record = Record("bookings.events", 2, 7, NOON, ("ä" * 3_000).encode() + b"\0\xff", b"{}", broken)
    item = from_record(inventory, record)
    assert item.envelope and len(item.envelope.key.encode()) <= TEXT_AT_MOST and "\0" not in item.envelope.key
    assert (item.envelope.type, item.envelope.subject, item.envelope.time) == ("BookingRequested", "", NOON)
    assert item.error.startswith("headers: ") and len(item.error) <= TEXT_AT_MOST
    assert item.envelope == from_record(inventory, replace(record, value=b"")).envelope, "its id follows from its place"
