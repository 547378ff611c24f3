"""Tickets that are issued anew, in memory and on the real servers alike."""

import asyncio

from contracts.bookings import BookingCancelled, CancelBooking, RequestBooking
from contracts.inventory import (
    PublishTicketKey,
    ReissueForbidden,
    ReissueTickets,
    TicketKeyPublished,
    TicketsNotReissued,
    TicketsReissued,
)
from contracts.ticket_codes import key_of, serial_of, verify
from handlers.inventory.rows import Hold, Stock
from handlers.views.rows import BookingView
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import on_sale, wish


async def bought(mesh: Mesh) -> RequestBooking:
    asked = wish(await on_sale(mesh), "stalls-A1", "stalls-A2")
    await mesh.ask(asked)
    await mesh.becomes("inventory", Hold, asked.event_id, asked.booking_id, state="sold", issue=1)
    return asked


async def test_old_codes_are_void_and_new_ones_good_by_the_published_key(mesh: Mesh) -> None:
    asked = await bought(mesh)
    key, said = await mesh.ask(PublishTicketKey(ring="ticket")), await mesh.ask(ReissueTickets.of(asked))
    assert isinstance(said, TicketsReissued) and isinstance(key, TicketKeyPublished)
    shown = await mesh.becomes("views", BookingView, asked.event_id, asked.booking_id, codes=said.codes)
    assert [verify(code, [key_of({"x": key.public})], asked.event_id, shown.void).issue for code in said.codes] == [
        2,
        2,
    ]
    assert len(shown.void) == 2 and not {*map(serial_of, said.codes)} & {*shown.void}
    await mesh.becomes("inventory", Stock, asked.event_id, sold=2, held=0)


async def test_two_who_ask_at_once_have_two_issues_and_the_last_is_good(mesh: Mesh) -> None:
    asked = await bought(mesh)
    said = await asyncio.gather(*(mesh.ask(ReissueTickets.of(asked)) for _ in range(2)))
    issues = {one.issue: one.codes for one in said if isinstance(one, TicketsReissued)}
    assert sorted(issues) == [2, 3]
    shown = await mesh.becomes("views", BookingView, asked.event_id, asked.booking_id, codes=issues[3])
    assert {*map(serial_of, issues[2])} < {*shown.void}


async def test_a_second_copy_of_the_request_reissues_nothing(mesh: Mesh) -> None:
    asked = await bought(mesh)
    for _ in range(2):
        await mesh.say(ReissueTickets.of(asked), id=f"{asked.booking_id}-again")
    said = await mesh.ask(ReissueTickets.of(asked))
    assert isinstance(said, TicketsReissued) and said.issue == 3


async def test_who_has_no_such_tickets_gets_none(mesh: Mesh) -> None:
    asked = await bought(mesh)
    other = ReissueTickets(event_id=asked.event_id, booking_id=asked.booking_id, buyer_id="eve")
    assert isinstance(await mesh.ask(other), ReissueForbidden)
    assert isinstance(await mesh.ask(CancelBooking.of(asked)), BookingCancelled)
    await mesh.becomes("inventory", Hold, asked.event_id, asked.booking_id, state="released")
    assert isinstance(await mesh.ask(ReissueTickets.of(asked)), TicketsNotReissued)
