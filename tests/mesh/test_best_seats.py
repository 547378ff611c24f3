"""A quantity of seats, in memory and on the real servers alike: the best together, and no seat twice."""

import asyncio
import uuid
from datetime import timedelta

from contracts.bookings import (
    BookingCancelled,
    BookingConfirmed,
    BookingHeld,
    BookingRejected,
    CancelBooking,
    RequestBooking,
)
from handlers.inventory.rows import Hold, Plan, Seat, Section, Stock
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import on_sale, paid, wish


def best(event: str, quantity: int) -> RequestBooking:
    booking = f"{event}-{uuid.uuid4().hex[:20]}"
    return RequestBooking(
        event_id=event, booking_id=booking, buyer_id="ann", ticket_type="seat", quantity=quantity
    )  # fmt: skip


def together(seats: tuple[str, ...], quantity: int) -> bool:
    numbers = [int(seat[len("stalls-A") :]) for seat in seats]
    one_row = len({seat[: len("stalls-A")] for seat in seats}) == 1
    return one_row and numbers == list(range(numbers[0], numbers[0] + quantity))


async def marked(mesh: Mesh, event: str) -> set[str]:
    section = await mesh.row("inventory", Section, event, "stalls")
    assert section
    return {f"stalls-{row}{n}" for row in section.rows for n in range(1, 7) if section.marks(f"stalls-{row}{n}")}


async def test_the_seats_that_were_picked_are_answered_and_ticketed(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    asked = best(event, 2)
    answer = await mesh.ask(asked)
    assert isinstance(answer, BookingConfirmed) and answer.seats == ("stalls-A3", "stalls-A4")
    await mesh.becomes("inventory", Hold, event, asked.booking_id, state="sold", seats=answer.seats)
    assert await marked(mesh, event) == set(answer.seats)


async def test_many_race_for_the_best_seats_and_no_seat_is_sold_twice(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    named = [wish(event, "stalls-A1"), wish(event, "stalls-B6", "stalls-A6")]
    asked = [best(event, 2), *named, *(best(event, 2) for _ in range(9))]
    answers = await asyncio.gather(*(mesh.ask(one) for one in asked))
    sold = [one.seats for one in answers if isinstance(one, BookingConfirmed)]
    every = [seat for seats in sold for seat in seats]
    assert len(every) == len(set(every)) and set(every) == await marked(mesh, event)
    picked = [
        one.seats for one, of in zip(answers, asked, strict=True) if of.quantity and isinstance(one, BookingConfirmed)
    ]
    assert picked and all(together(seats, 2) for seats in picked)
    refused = {one.reason for one in answers if isinstance(one, BookingRejected)}
    assert refused <= {"no_seats_together", "sold_out", "taken"} and refused
    plan = await mesh.row("inventory", Plan, event)
    assert plan and not plan.section_of("seat", 2)
    await mesh.becomes("inventory", Stock, event, held=0, sold=len(every))


async def test_seats_that_are_given_back_are_picked_by_the_next(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    first = [best(event, 6), best(event, 6)]
    for one in first:
        assert isinstance(await mesh.ask(one), BookingConfirmed)
    full = await mesh.ask(best(event, 1))
    assert isinstance(full, BookingRejected) and full.reason == "sold_out"
    assert isinstance(await mesh.ask(CancelBooking.of(first[0])), BookingCancelled)
    await mesh.becomes("inventory", Hold, event, first[0].booking_id, state="released")
    again = await mesh.ask(best(event, 6))
    assert isinstance(again, BookingConfirmed) and again.seats == tuple(f"stalls-A{n}" for n in range(1, 7))


async def test_what_was_picked_expires_with_its_booking_and_late_money_has_the_same(mesh: Mesh) -> None:
    event = await on_sale(mesh, price=900, hold_for=timedelta(seconds=0.3))
    asked = best(event, 3)
    answer = await mesh.ask(asked)
    assert isinstance(answer, BookingHeld) and together(answer.seats, 3) and answer.price == 2_700
    await mesh.becomes("inventory", Hold, event, asked.booking_id, state="released")
    assert not await marked(mesh, event)
    await mesh.say(paid(asked))
    await mesh.becomes("inventory", Hold, event, asked.booking_id, state="sold", seats=answer.seats)
    assert await mesh.row("inventory", Seat, event, answer.seats[0])
