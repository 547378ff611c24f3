"""A look into the log, on the memory mesh and on the real servers alike."""

import uuid
from datetime import UTC, datetime, timedelta

from contracts.topics import topics
from handlers.bookings import bookings
from ops.peek import Wish, peek
from ops.topics import topic_states
from tests.eventually import eventually
from tests.mesh.profiles import Mesh
from tests.mesh.test_audit import bought


def partitions(mesh: Mesh) -> int:
    return 4 if mesh.profile == "memory" else 12


async def test_a_bookings_messages_are_found_by_its_id(mesh: Mesh) -> None:
    asked = await bought(mesh)
    sight = await peek(mesh.inspector, Wish("bookings.events", booking=asked.booking_id))
    assert [one["type"] for one in sight.records] == ["BookingRequested", "BookingConfirmed"]
    ((_, start, end, first, last),) = sight.searched
    assert sight.complete and (start, end) == (first, last)


async def test_a_key_is_searched_in_its_own_partition(mesh: Mesh) -> None:
    asked = await bought(mesh)
    sight = await peek(mesh.inspector, Wish("bookings.commands", key=asked.event_id))
    assert [one["subject"] for one in sight.records] == [asked.booking_id] and len(sight.searched) == 1


async def test_more_than_is_shown_is_told(mesh: Mesh) -> None:
    asked = await bought(mesh)
    sight = await peek(mesh.inspector, Wish("bookings.events", key=asked.event_id, limit=1))
    assert [one["type"] for one in sight.records] == ["BookingConfirmed"]
    assert sight.found == 2 and not sight.complete


async def test_what_is_older_is_not_searched(mesh: Mesh) -> None:
    asked = await bought(mesh)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    sight = await peek(mesh.inspector, Wish("bookings.events", booking=asked.booking_id, since=tomorrow))
    assert not sight.records and all(start == end for _, start, end, _, _ in sight.searched)


async def test_who_asks_for_more_than_there_ever_was_sees_all(mesh: Mesh) -> None:
    asked = await bought(mesh)
    for since in (datetime.min.replace(tzinfo=UTC), datetime(1969, 7, 20, tzinfo=UTC)):
        sight = await peek(mesh.inspector, Wish("bookings.events", booking=asked.booking_id, since=since))
        assert sight.complete and len(sight.records) == 2


async def test_ticket_codes_are_hidden(mesh: Mesh) -> None:
    asked = await bought(mesh)

    async def issued() -> list[object]:
        sight = await peek(mesh.inspector, Wish("inventory.events", booking=asked.booking_id))
        return [one["body"]["codes"] for one in sight.records if one["type"] == "TicketsIssued"]

    assert await eventually(issued, within=15) == ["***"]


async def test_an_unknown_topic_is_searched_nowhere(mesh: Mesh) -> None:
    assert not (await peek(mesh.inspector, Wish(f"nobody.{uuid.uuid4().hex[:6]}"))).searched


async def test_a_look_moves_no_groups_offsets(mesh: Mesh) -> None:
    asked = await bought(mesh)

    async def handled() -> dict[tuple[str, int], int] | None:
        lags = await mesh.inspector.lags(bookings)
        return None if any(lag.messages for lag in lags) else {(lag.topic, lag.partition): lag.handled for lag in lags}

    before = await eventually(handled, within=15)
    await peek(mesh.inspector, Wish("bookings.commands", booking=asked.booking_id))
    assert await handled() == before


async def test_every_declared_topic_is_there_and_its_groups_are_told(mesh: Mesh) -> None:
    await bought(mesh)
    declared = [spec for spec in topics() if spec.name.startswith("bookings.")]
    found = {one.name: one for one in await topic_states(mesh.inspector, declared, [bookings], partitions(mesh))}
    commands = found["bookings.commands"]
    assert not commands.trouble and commands.records and [one.group for one in commands.groups] == ["bookings"]
    assert found["inventory.events"].trouble == "undeclared"


async def test_a_topic_that_nobody_made_is_missing(mesh: Mesh) -> None:
    declared = [spec for spec in topics() if spec.name == "bookings.commands"]
    states = await topic_states(mesh.inspector, declared, [], partitions(mesh) + 1)
    assert next(one for one in states if one.name == "bookings.commands").trouble == "uneven"
