"""Audit hears everything, and its chains fit, on the memory mesh and on the real servers alike."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from uuid import uuid4

import asyncpg
import pytest

from contracts.bookings import RequestBooking
from handlers.audit.rows import Entry, Head
from ops.inspector.search import Search
from ops.peek import Wish, peek
from ops.verify import verify
from ops.verify_log import verify_log
from tests.eventually import eventually
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import on_sale, wish


async def bought(mesh: Mesh) -> RequestBooking:
    asked = wish(await on_sale(mesh), "stalls-A1")
    await mesh.ask(asked)
    return asked


async def recorded(mesh: Mesh, subject: str, types: Iterable[str]) -> list[Entry]:
    """What audit knows of the subject, once all of these are among it, each as often as it is named."""
    wanted = Counter(types)

    async def there() -> list[Entry]:
        found = await mesh.inspector.about(subject)
        return found if wanted <= Counter(entry.type for entry in found) else []

    return await eventually(there, within=15)


async def test_every_message_of_a_booking_is_recorded_with_its_cause(mesh: Mesh) -> None:
    asked = await bought(mesh)
    entries = await recorded(mesh, asked.booking_id, ["RequestBooking", "BookingConfirmed", "TicketsIssued"])
    by_type = {entry.type: entry for entry in entries}
    wished, opened = by_type["RequestBooking"], by_type["BookingRequested"]
    assert (opened.causation, opened.correlation, opened.source) == (wished.id, wished.id, "bookings")
    assert {entry.correlation for entry in entries} == {wished.id}


async def test_what_answers_a_command_is_recorded_with_the_fields_that_it_changed(mesh: Mesh) -> None:
    asked = await bought(mesh)
    entries = await recorded(mesh, asked.booking_id, ["RequestBooking", "BookingRequested", "BookingConfirmed"])
    fields = {entry.type: entry.fields for entry in entries}
    assert '"state":["requested","confirmed"]' in fields["BookingConfirmed"] and fields["RequestBooking"] == ""
    assert '"seats":[null,["stalls-A1"]]' in fields["BookingRequested"]


async def test_all_messages_of_an_event_are_one_chain_that_fits(mesh: Mesh) -> None:
    asked = await bought(mesh)
    await recorded(mesh, asked.booking_id, ["TicketsIssued"])
    head = await mesh.row("audit", Head, "event_id", asked.event_id)
    assert head and head.n >= 8
    verdict = await verify(mesh.inspector)
    assert verdict.entries >= head.n and not verdict.wrong


async def test_a_message_said_twice_is_recorded_once(mesh: Mesh) -> None:
    asked = wish(await on_sale(mesh), "stalls-A1")
    id_ = await mesh.say(asked)
    await mesh.say(asked, id=id_)
    entries = await recorded(mesh, asked.booking_id, ["TicketsIssued"])
    assert [entry.id for entry in entries if entry.type == "RequestBooking"] == [id_]


async def test_what_was_recorded_is_found_by_booking_person_route_and_time(mesh: Mesh) -> None:
    asked, person = wish(await on_sale(mesh), "stalls-A1"), uuid4().hex
    id_ = await mesh.say(asked, actor=person, route=f"POST /{person}")
    whole = await recorded(mesh, asked.booking_id, ["RequestBooking", "TicketsIssued"])
    search, begun = mesh.inspector.search, whole[0].at
    assert [entry.id for entry in await search(Search(route=f"POST /{person}"))] == [id_]
    assert {entry.actor for entry in await search(Search(person=person, booking=asked.booking_id))} == {person}
    assert id_ in {entry.id for entry in await search(Search(booking=asked.booking_id, since=begun))}
    assert not await search(Search(booking=asked.booking_id, since=begun + timedelta(days=1)))
    (newest,) = await search(Search(booking=asked.booking_id, limit=1))
    assert newest.at >= whole[-1].at


async def test_a_refusal_is_recorded(mesh: Mesh) -> None:
    asked = wish("nowhere", "stalls-A1")
    await mesh.ask(asked)
    assert await recorded(mesh, asked.booking_id, ["RequestBooking", "Refused"])


@pytest.mark.real
@pytest.mark.parametrize("mesh", ["real"], indirect=True)
async def test_the_service_itself_cannot_change_what_it_recorded(fleet: Fleet, mesh: Mesh) -> None:
    await bought(mesh)
    connection = await asyncpg.connect(fleet.addresses.postgres.replace("boxoffice@", "audit@"))
    for change in ("update audit.entry set actor = 'eve'", "delete from audit.entry", "truncate audit.entry"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(change)
    await connection.close()


KEPT = "select e::text from audit.entry e where name = $1 and n = 2"
REMOVED = "delete from audit.entry where name = $1 and n = 2"
CHANGED = "update audit.entry set actor = 'eve' where name = $1 and n = 2"
INSERTED = """insert into audit.entry
    select (json_populate_record(e, json_build_object('place', place || 'x', 'id', 'forged', 'actor', 'eve'))).*
    from audit.entry e where name = $1 and n = 2"""
PUT_BACK = "insert into audit.entry select ($1::text::audit.entry).*"


@pytest.mark.real
@pytest.mark.parametrize("mesh", ["real"], indirect=True)
@pytest.mark.parametrize("change", [CHANGED, REMOVED, INSERTED], ids=["changed", "removed", "inserted"])
async def test_a_change_by_the_owner_of_the_database_is_found(fleet: Fleet, mesh: Mesh, change: str) -> None:
    asked = await bought(mesh)
    await recorded(mesh, asked.booking_id, ["TicketsIssued"])
    connection = await asyncpg.connect(fleet.addresses.postgres)
    kept = await connection.fetchval(KEPT, asked.event_id)
    await connection.execute(change, asked.event_id)
    wrong = (await verify(mesh.inspector)).wrong
    await connection.execute(REMOVED, asked.event_id)
    await connection.execute(PUT_BACK, kept)
    await connection.close()
    assert any(asked.event_id in line for line in wrong) and not (await verify(mesh.inspector)).wrong


async def test_the_table_says_what_the_log_says(mesh: Mesh) -> None:
    asked = await bought(mesh)
    await recorded(mesh, asked.booking_id, ["TicketsIssued"])
    head = await sealed(mesh, asked.event_id)
    verdict = await verify_log(mesh.inspector)
    assert verdict.entries and head.n > 1 and not verdict.wrong


@pytest.mark.parametrize("mesh", ["memory"], indirect=True)
async def test_a_chain_that_was_made_anew_contradicts_the_log(mesh: Mesh) -> None:
    asked = await bought(mesh)
    await recorded(mesh, asked.booking_id, ["TicketsIssued"])
    head = await sealed(mesh, asked.event_id)
    forget(mesh, asked.event_id)
    assert not (await verify(mesh.inspector)).wrong
    assert (
        f"event_id/{asked.event_id} {head.n}: the log has it, the table does not"
        in (await verify_log(mesh.inspector)).wrong
    )


async def sealed(mesh: Mesh, event: str) -> Head:
    """The chain's end, once the log vouches for all of it."""

    async def found() -> Head | None:
        head = await mesh.row("audit", Head, "event_id", event)
        said = await peek(mesh.inspector, Wish("audit.events", key=event))
        return head if head and head.sealed == head.n and said.found else None

    head = await eventually(found)
    assert head
    return head


def forget(mesh: Mesh, event: str) -> None:
    """Somebody removes a whole chain, its end included."""
    for kind in (Head, Entry):
        rows = mesh.stores["audit"].books.rows[kind]  # type: ignore[attr-defined] # the memory mesh's own
        for key in [key for key in rows if key[1] == event]:
            del rows[key]
