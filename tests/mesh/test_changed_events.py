"""Who has a booking is told once of each change of its event, in memory and on the real servers alike."""

import asyncio
from collections import Counter
from functools import partial

import asyncpg
import pytest

from contracts.bookings import BookingConfirmed, CancelBooking, RequestBooking
from contracts.catalog import ChangeEvent, PostponeEvent
from handlers.bookings.rows import Booking, Sale
from handlers.email.rows import Delivery, Happening
from handlers.views.rows import BookingView
from ops import registry
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.mailbox import Mailbox
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, real_mesh
from tests.mesh.test_audit import recorded
from tests.mesh.test_event_life import later, on_sale, wish

Of = dict[str, str]
HOLDERS, KILLS = 500, 3


def moved(of: Of, place: str) -> ChangeEvent:
    return ChangeEvent(**of, changed=("place",), place=place)


async def booked(mesh: Mesh, of: Of, account: str = "ann", changes: int = 0) -> RequestBooking:
    """After so many changes."""
    sale = await mesh.becomes("bookings", Sale, of["event_id"])
    assert sale.changes == changes
    asked = wish(of["event_id"], 1).model_copy(update={"buyer_id": account})
    assert isinstance(await mesh.ask(asked), BookingConfirmed)
    return asked


async def numbered(mesh: Mesh, of: Of, changes: int) -> None:
    async def there() -> bool:
        sale = await mesh.row("bookings", Sale, of["event_id"])
        return sale is not None and sale.changes == changes

    await eventually(there, within=15)


async def mailed(mesh: Mesh, asked: RequestBooking, change: int) -> None:
    key = asked.event_id, "changed", asked.buyer_id, f"{asked.booking_id}/{change}"
    await mesh.becomes("email", Delivery, *key, state="sent", within=30)


async def test_who_has_a_booking_is_mailed_of_each_change_and_who_books_after_it_is_not(
    mesh: Mesh, mailbox: Mailbox
) -> None:
    (first, inbox), (second, other) = await mailbox.opened(), await mailbox.opened("ben")
    of = await on_sale(mesh, places=5)
    await mesh.becomes("email", Happening, of["event_id"], name="Opera")
    early = await booked(mesh, of, first)
    await mesh.ask(moved(of, "Harbour"))
    await numbered(mesh, of, 1)
    late = await booked(mesh, of, second, changes=1)
    await mesh.ask(PostponeEvent(**of))
    await mesh.ask(later(of))
    for asked, changes in ((early, (1, 2, 3)), (late, (2, 3))):
        for change in changes:
            await mailed(mesh, asked, change)
    about = [
        sorted(subject for _, subject in await mailbox.copies(address) if "Opera" in subject)
        for address in (inbox, other)
    ]
    tickets, news = "Your tickets for Opera", ["Opera has changed", "Opera is postponed"]
    assert about == [["Opera has changed", *news, tickets], [*news, tickets]]


async def test_the_same_change_heard_again_tells_nobody_again(mesh: Mesh) -> None:
    of = await on_sale(mesh)
    asked = await booked(mesh, of)
    for _ in range(3):
        await mesh.say(moved(of, "Harbour"), id=f"{asked.booking_id}-move")
    await mesh.ask(moved(of, "Harbour"))
    await mesh.ask(moved(of, "Hall"))
    await mesh.becomes("views", BookingView, *key(asked), change=2)
    entries = await recorded(mesh, asked.booking_id, ["BookingAffected"] * 2)
    assert Counter(entry.type for entry in entries)["BookingAffected"] == 2


async def test_a_booking_that_is_over_is_not_told(mesh: Mesh) -> None:
    of = await on_sale(mesh)
    over, holder = await booked(mesh, of), await booked(mesh, of)
    await mesh.ask(CancelBooking.of(over))
    await mesh.ask(moved(of, "Harbour"))
    await mesh.becomes("bookings", Booking, *key(holder), change=1)
    assert (await mesh.becomes("bookings", Booking, *key(over), state="cancelled")).change == 0


def key(asked: RequestBooking) -> tuple[str, str]:
    return asked.event_id, asked.booking_id


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_many_are_told_once_of_each_change_though_who_tells_them_is_killed_and_it_changes_meanwhile(
    fleet: Fleet,
) -> None:
    fleet.only("telling", "bookings", "email")
    fleet.start("rest", *(name for name in registry.NAMES if name not in ("bookings", "email")))
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        of = await on_sale(mesh, places=HOLDERS)
        wishes = [wish(of["event_id"], 1) for _ in range(HOLDERS)]
        said = await asyncio.gather(*(mesh.ask(asked) for asked in wishes))
        assert {type(one) for one in said} == {BookingConfirmed}
        for number in range(KILLS):
            await mesh.ask(moved(of, f"Hall {number}"))
            await asyncio.to_thread(partial(fleet.restart, "telling"))
        for asked in wishes:
            await mesh.becomes("bookings", Booking, *key(asked), change=KILLS, within=60)
            await mesh.becomes("views", BookingView, *key(asked), change=KILLS, within=60)
    for query in (SAID, DUE):
        await eventually(partial(counted, fleet.addresses.postgres, query, of["event_id"]), within=60)
    fleet.end_workers()


SAID = "select subject, count(*) from audit.entry where name = $1 and type = 'BookingAffected' group by 1"
DUE = """select split_part(matter, '/', 1), count(*) from email.delivery where about = $1 and kind = 'changed'
    group by 1"""


async def counted(dsn: str, query: str, event: str) -> bool:
    """Each holder was told of each change, and nobody more often."""
    admin = await asyncpg.connect(dsn)
    found = [row[1] for row in await admin.fetch(query, event)]
    await admin.close()
    assert max(found, default=0) <= KILLS
    return found == [KILLS] * HOLDERS
