"""Dead letters, on the memory mesh and on the real servers alike."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime

from choreography.changes import Changes, Waiting
from choreography.envelope import Envelope
from choreography.partition import partition_of
from contracts.bookings import RequestBooking
from handlers.bookings.rows import Booking
from ops import registry
from ops.dead import Filter, Letter, described, grouped, letters, replay
from tests.eventually import eventually
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import on_sale, wish

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def envelope(asked: RequestBooking) -> Envelope:
    name, id_ = type(asked).__name__, str(uuid.uuid4())
    return Envelope(id_, name, "test", datetime.now(UTC), asked.TOPIC, asked.key, asked.subject, correlation=id_)


async def unreadable(mesh: Mesh) -> Letter:
    """A command whose body is no JSON."""
    said = envelope(wish("nowhere", "stalls-A1"))
    await mesh.sender.send(said, b'{"card": "4242", ', 10)
    return (await eventually(lambda: found(mesh, said.id), within=15))[0]


async def found(mesh: Mesh, id_: str) -> list[Letter]:
    return await letters(mesh.inspector, registry.NAMES, Filter("bookings", id=id_))


async def died(mesh: Mesh) -> Waiting:
    """A dead command with which nothing is wrong any more."""
    asked = wish(await on_sale(mesh), "stalls-A1")
    partition = partition_of(asked.key, 4 if mesh.profile == "memory" else 12)
    said, body = envelope(asked), asked.model_dump_json().encode()
    dead = Waiting(said, body, partition, "dead", NOW, NOW, tries=1, error="a bug that is mended", blocks=True)
    await mesh.stores["bookings"].save(Changes(waits=[dead]))
    return dead


async def test_what_cannot_be_read_is_listed_by_its_cause(mesh: Mesh) -> None:
    first, _ = await unreadable(mesh), await unreadable(mesh)
    groups = grouped(await letters(mesh.inspector, registry.NAMES, Filter("bookings", "RequestBooking")))
    group = next(one for one in groups if one["cause"] == first.cause)
    assert group["reason"] == "dead" and group["count"] >= 2 and "JSON" in group["cause"]


async def test_an_unreadable_body_is_not_shown(mesh: Mesh) -> None:
    shown = described(await unreadable(mesh))
    assert "4242" not in str(shown) and "no JSON" in shown["body"]


async def test_a_replayed_letter_is_handled(mesh: Mesh) -> None:
    dead = await died(mesh)
    (count,) = await replay(mesh.inspector, registry.NAMES, Filter(id=dead.id), dry_run=False)
    assert (count["service"], count["type"], count["count"]) == ("bookings", "RequestBooking", 1)
    await mesh.becomes("bookings", Booking, dead.envelope.key, dead.envelope.subject, state="confirmed")
    assert not await found(mesh, dead.id)


async def test_a_discarded_letter_is_put_away_and_what_waits_behind_it_is_handled(mesh: Mesh) -> None:
    dead = await died(mesh)
    asked = wish(dead.envelope.key, "stalls-A2").model_copy(update={"booking_id": dead.envelope.subject})
    behind = envelope(asked)
    await mesh.sender.send(behind, asked.model_dump_json().encode(), 10)
    await eventually(lambda: waits(mesh, behind.id))
    for many in (1, 0):
        counts = await replay(mesh.inspector, registry.NAMES, Filter(id=dead.id), dry_run=False, because="nonsense")
        assert [one["count"] for one in counts] == [1] * many
    booking = await mesh.becomes("bookings", Booking, dead.envelope.key, dead.envelope.subject, state="confirmed")
    assert booking.seats == ("stalls-A2",) and not await waits(mesh, dead.id)


async def waits(mesh: Mesh, id_: str) -> bool:
    return id_ in [one.id for one in await mesh.inspector.waiting("bookings")]


async def test_a_dry_run_changes_nothing(mesh: Mesh) -> None:
    dead = await died(mesh)
    assert await replay(mesh.inspector, registry.NAMES, Filter(id=dead.id), dry_run=True)
    (there,) = await found(mesh, dead.id)
    assert replace(there.waiting, seq=0) == dead


async def test_a_second_replay_finds_nothing(mesh: Mesh) -> None:
    dead = await died(mesh)
    await replay(mesh.inspector, registry.NAMES, Filter(id=dead.id), dry_run=False)
    assert not await replay(mesh.inspector, registry.NAMES, Filter(id=dead.id), dry_run=False)
    assert await mesh.inspector.replay("bookings", [dead.id]) == 0


async def test_a_filter_leaves_the_others_alone(mesh: Mesh) -> None:
    dead = await died(mesh)
    for other in (Filter("inventory"), Filter(type="CancelBooking"), Filter(id="another")):
        assert not other.fits("bookings", dead)
    assert Filter("bookings", "RequestBooking").fits("bookings", dead)
