"""Seats that the organiser keeps from the sale, or takes from the plan, in memory and on the real servers alike."""

import asyncio
from typing import Any

from contracts.bookings import BookingConfirmed, BookingRejected
from contracts.inventory import (
    BlockRefused,
    BlockSeats,
    ChangeSection,
    SeatsBlocked,
    SeatsUnblocked,
    SectionChanged,
    SectionChangeRefused,
    UnblockSeats,
)
from handlers.inventory.rows import Block, Seat, Section, Stock
from handlers.views.rows import BlockView, EventView, SeatView
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import on_sale, wish

OPS: dict[str, Any] = {"organiser_id": "ops", "by_operator": True}


def block(event: str, *seats: str, id_: str = "k1", **other: Any) -> BlockSeats:
    return BlockSeats(**OPS, event_id=event, block_id=f"{event}-{id_}", seats=seats, reason="sound", **other)


def unblock(event: str, id_: str = "k1") -> UnblockSeats:
    return UnblockSeats(**OPS, event_id=event, block_id=f"{event}-{id_}")


async def test_a_block_keeps_seats_from_buyers_until_it_ends(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    assert isinstance(await mesh.ask(block(event, "stalls-A1", "stalls-A2")), SeatsBlocked)
    refused = await mesh.ask(wish(event, "stalls-A2"))
    assert isinstance(refused, BookingRejected) and (refused.reason, refused.lost) == ("blocked", ("stalls-A2",))
    await mesh.becomes("views", SeatView, event, "stalls-A1", state="blocked")
    await mesh.becomes("views", EventView, event, blocked=2)
    assert isinstance(await mesh.ask(unblock(event)), SeatsUnblocked)
    assert isinstance(await mesh.ask(wish(event, "stalls-A2")), BookingConfirmed)
    await mesh.becomes("views", BlockView, event, f"{event}-k1", state="free")
    await mesh.becomes("inventory", Stock, event, blocked=0, sold=1)


async def test_a_seat_that_many_want_and_many_block_at_once_is_one_ones(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    pairs = [(wish(event, "stalls-A1"), block(event, "stalls-A1", id_=f"k{n}")) for n in range(3)]
    said = await asyncio.gather(*(mesh.ask(one) for pair in pairs for one in pair))
    won = [one for one in said if isinstance(one, BookingConfirmed | SeatsBlocked)]
    lost = [one for one in said if isinstance(one, BookingRejected | BlockRefused)]
    assert len(won) == 1 and len(lost) == 5
    seat = await mesh.row("inventory", Seat, event, "stalls-A1")
    assert seat and bool(seat.owner) != bool(seat.block)
    await mesh.becomes("inventory", Stock, event, held=0, sold=int(bool(seat.owner)), blocked=int(bool(seat.block)))


async def test_a_second_copy_of_a_block_and_of_its_end_changes_nothing(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    for said in (block(event, quantity=2, ticket_type="standing"), unblock(event)):
        for _ in range(2):
            await mesh.say(said, id=f"{event}-{type(said).__name__}")
    await mesh.becomes("inventory", Block, event, f"{event}-k1", state="unblocked")
    await mesh.becomes("inventory", Stock, event, blocked=0)


async def test_of_a_plan_without_a_seat_and_of_who_wants_it_one_comes_about(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    for number in range(3):
        seat, rows = f"stalls-B{6 - number}", {"A": 6, "B": 5 - number}
        change = ChangeSection(**OPS, event_id=event, change_id=f"{event}-{number}", section="stalls", rows=rows)
        bought, said = await asyncio.gather(mesh.ask(wish(event, seat)), mesh.ask(change))
        assert isinstance(bought, BookingConfirmed) != isinstance(said, SectionChanged)
        if isinstance(said, SectionChangeRefused):
            assert said.lost and said.reason == "seats_in_use"
            return
    await mesh.becomes("inventory", Section, event, "stalls", rows={"A": 6, "B": 3})
    await mesh.becomes("views", EventView, event, capacity=12)
