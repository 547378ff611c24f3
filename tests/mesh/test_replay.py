"""All topics are read again from their first record: nothing of what was changes, and nothing is said again."""

import uuid
from typing import Any

import pytest

from choreography.partition import partition_of
from contracts.bookings import CancelBooking
from handlers.email.rows import Delivery
from handlers.inventory.rows import Hold
from handlers.views.rows import BookingView
from tests.eventually import eventually
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import on_sale, paid, wish

memory = pytest.mark.parametrize("mesh", ["memory"], indirect=True)


def of_event(mesh: Mesh, event: str) -> dict[str, list[Any]]:
    """Every row that any service has of it, what it still has to say or do about it, and its inbox."""
    found: dict[str, list[Any]] = {}
    stores: Any = mesh.stores
    for name, store in stores.items():
        books = store.books
        rows = [timeless(row) for kind in books.rows.values() for key, row in kind.items() if key[0] == event]
        left = [one for kept in (books.outbox, books.effects) for one in kept.values() if one.envelope.key == event]
        found[name] = [rows, left, [heard for heard in books.inbox.values() if heard.subject.startswith(event)]]
    return found


def timeless(row: Any) -> Any:
    """A mail to somebody unknown is tried again by the clock, replay or not."""
    return row.but(tries=0, version=0) if isinstance(row, Delivery) else row


@memory
async def test_a_replay_from_the_first_record_changes_nothing(mesh: Mesh) -> None:
    event = await on_sale(mesh, price=900)
    kept, given_up = wish(event, "stalls-A1"), wish(event, "stalls-A2")
    for one in (kept, given_up):
        await mesh.ask(one)
        await mesh.say(paid(one))
        await mesh.becomes("inventory", Hold, event, one.booking_id, state="sold")
    await mesh.ask(CancelBooking.of(given_up))
    await mesh.becomes("views", BookingView, event, given_up.booking_id, state="cancelled", place_state="free")
    await settled(mesh)
    before = of_event(mesh, event)
    replay(mesh)
    await settled(mesh)
    assert of_event(mesh, event) == before


def replay(mesh: Mesh) -> None:
    for lane in mesh.lanes:
        for topic in lane.topics:
            for partition in lane.epochs:
                lane.consumer.seek((topic, partition), 0)


async def settled(mesh: Mesh) -> None:
    """A purchase in every partition is through, and so is all that was said before it."""
    count = len(mesh.lanes[0].epochs)
    names = {partition_of(name, count): name for name in (uuid.uuid4().hex[:12] for _ in range(20 * count))}
    for event in names.values():
        asked = wish(await on_sale(mesh, event=event), "stalls-B1")
        await mesh.ask(asked)
        await mesh.becomes("views", BookingView, event, asked.booking_id, place_state="sold")
    await eventually(lambda: quiet(mesh))


async def quiet(mesh: Mesh) -> bool:
    behind = [lag for lane in mesh.lanes for lag in await mesh.inspector.lags(lane.service) if lag.messages]
    stores: Any = mesh.stores
    return not behind and not any(store.books.outbox or store.books.effects for store in stores.values())
