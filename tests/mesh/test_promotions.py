"""Discount codes, in memory and on the real servers alike: as many bookings have one as may, over all events."""

import asyncio
import uuid
from collections import Counter
from datetime import timedelta
from typing import Any

from contracts.bookings import (
    BookingCancelled,
    BookingConfirmed,
    BookingHeld,
    BookingRejected,
    CancelBooking,
    RequestBooking,
)
from contracts.prices import Breakdown
from contracts.promotions import CreatePromotion, PromotionCreated, promotion_id
from handlers.bookings.rows import Booking
from handlers.inventory.rows import Hold
from handlers.promotions.rows import Promotion, Use
from handlers.views.promotions import PromotionView
from tests.mesh.operator import Operator
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import on_sale, paid, wish


async def given_out(mesh: Mesh, **terms: Any) -> tuple[str, str]:
    """An organiser, and the id of a code of theirs: SPRING."""
    olga = uuid.uuid4().hex[:12]
    command = CreatePromotion(promotion_id=promotion_id(olga, "SPRING"), organiser_id=olga, code="SPRING", **terms)
    assert isinstance(await mesh.ask(command), PromotionCreated)
    return olga, command.promotion_id


def with_code(event: str, *seats: str, buyer: str = "ann", code: str = "spring") -> RequestBooking:
    return wish(event, *seats).model_copy(update={"code": code, "buyer_id": buyer})


async def test_a_held_booking_has_the_price_that_its_code_makes(mesh: Mesh) -> None:
    olga, code = await given_out(mesh, percent=2_500)
    event = await on_sale(mesh, price=1_000, organiser=olga)
    held = await mesh.ask(with_code(event, "stalls-A1", "stalls-A2"))
    assert isinstance(held, BookingHeld) and (held.price, held.code) == (1_500, "spring")
    assert held.breakdown == Breakdown.of(1_500, discount=500)
    await mesh.becomes("views", PromotionView, code, uses=1)


async def test_a_code_for_all_of_the_price_makes_a_free_booking(mesh: Mesh) -> None:
    olga, _ = await given_out(mesh, percent=10_000)
    event = await on_sale(mesh, price=1_000, organiser=olga)
    said = await mesh.ask(with_code(event, "stalls-A1"))
    assert isinstance(said, BookingConfirmed) and said.price == 0
    await mesh.becomes("inventory", Hold, event, said.booking_id, state="sold")


async def test_many_race_for_a_code_over_several_events_and_no_more_have_it_than_may(mesh: Mesh) -> None:
    olga, code = await given_out(mesh, percent=10_000, uses_at_most=5)
    events = [await on_sale(mesh, price=1_000, organiser=olga) for _ in range(3)]
    seats = [f"stalls-{row}{number}" for row in "AB" for number in range(1, 4)]
    answers = await asyncio.gather(*(mesh.ask(with_code(event, seat)) for event in events for seat in seats))
    told = Counter(one.reason if isinstance(one, BookingRejected) else type(one).__name__ for one in answers)
    assert told == {"BookingConfirmed": 5, "code_used_up": 13}
    await mesh.becomes("promotions", Promotion, code, uses=5)


async def test_what_is_given_back_is_anothers_to_use(mesh: Mesh) -> None:
    olga, code = await given_out(mesh, amount=300, currency="EUR", uses_at_most=1)
    event = await on_sale(mesh, price=1_000, organiser=olga)
    first = with_code(event, "stalls-A1")
    assert isinstance(await mesh.ask(first), BookingHeld)
    refused = await mesh.ask(with_code(event, "stalls-A2"))
    assert isinstance(refused, BookingRejected) and refused.reason == "code_used_up"
    assert isinstance(await mesh.ask(CancelBooking.of(first)), BookingCancelled)
    await mesh.becomes("promotions", Use, code, first.booking_id, state="returned")
    again = await mesh.ask(with_code(event, "stalls-A2"))
    assert isinstance(again, BookingHeld) and again.price == 700


async def test_seats_that_are_gone_cost_nobody_the_use_of_a_code(mesh: Mesh) -> None:
    olga, code = await given_out(mesh, percent=1_000, uses_at_most=1)
    event = await on_sale(mesh, price=1_000, organiser=olga)
    await mesh.ask(wish(event, "stalls-A1"))
    lost = with_code(event, "stalls-A1")
    refused = await mesh.ask(lost)
    assert isinstance(refused, BookingRejected) and refused.reason == "taken"
    await mesh.becomes("promotions", Use, code, lost.booking_id, state="returned")
    await mesh.becomes("promotions", Promotion, code, uses=0)


async def test_a_code_that_nobody_gave_out_holds_nothing(mesh: Mesh) -> None:
    event = await on_sale(mesh, price=1_000, organiser=uuid.uuid4().hex[:12])
    refused = await mesh.ask(with_code(event, "stalls-A1"))
    assert isinstance(refused, BookingRejected) and refused.reason == "code_unknown"
    assert isinstance(await mesh.ask(wish(event, "stalls-A1")), BookingHeld)


async def test_a_buyer_has_a_code_as_often_as_a_buyer_may(mesh: Mesh) -> None:
    olga, _ = await given_out(mesh, percent=1_000, per_buyer=1)
    event = await on_sale(mesh, price=1_000, organiser=olga)
    assert isinstance(await mesh.ask(with_code(event, "stalls-A1")), BookingHeld)
    refused = await mesh.ask(with_code(event, "stalls-A2"))
    assert isinstance(refused, BookingRejected) and refused.reason == "code_used_by_you"
    assert isinstance(await mesh.ask(with_code(event, "stalls-A2", buyer="ben")), BookingHeld)


async def test_late_money_has_its_price_as_long_as_the_code_is_free(mesh: Mesh) -> None:
    olga, code = await given_out(mesh, percent=1_000, uses_at_most=1)
    event = await on_sale(mesh, price=900, hold_for=timedelta(seconds=0.3), organiser=olga)
    late, next_ = with_code(event, "stalls-A1"), with_code(event, "stalls-A2")
    assert isinstance(await mesh.ask(late), BookingHeld)
    await mesh.becomes("promotions", Use, code, late.booking_id, state="returned")
    await mesh.say(paid(late))
    booking = await mesh.becomes("bookings", Booking, event, late.booking_id, state="confirmed")
    assert booking.price == 810
    refused = await mesh.ask(next_)
    assert isinstance(refused, BookingRejected) and refused.reason == "code_used_up"


async def test_an_operator_sees_what_a_code_says_and_how_many_have_it(mesh: Mesh, operator: Operator) -> None:
    olga, code = await given_out(mesh, percent=1_250, uses_at_most=3, event_ids=("opera",))
    await mesh.becomes("promotions", Promotion, code, uses=0)
    listed = await operator.runs("promotions", "list", "--organiser", olga)
    assert listed.exit_code == 0 and f"{olga}  SPRING  12.5 % off  used 0 of 3  active" in listed.output
    (shown,) = await operator.json("promotions", "show", "spring", "--organiser", olga)
    assert (shown["percent"], shown["event_ids"], shown["per_buyer"]) == (1_250, ["opera"], 0)
    page = await operator.runs("promotions", "show", "spring", "--organiser", olga)
    assert "off           12.5 %" in page.output and "percent" not in page.output
    missing = await operator.runs("promotions", "show", "autumn", "--organiser", olga)
    assert missing.exit_code == 1 and "nobody has a code autumn" in missing.output
