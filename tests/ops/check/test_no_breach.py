"""What looks odd and is sound is no breach."""

from dataclasses import replace
from typing import Any

import pytest

from contracts.bookings import UseOfCode
from handlers.bookings.rows import Sale
from handlers.inventory.rows import Seat
from handlers.payments.rows import PaymentIntent, Refund
from tests.ops.check.checked import Checked
from tests.ops.check.given import CONTACT, HOLD, STOCK, booked, booking, calendar, intent, listing, mail, view


async def test_what_is_sound_is_no_breach(checked: Checked) -> None:
    await checked.given(
        bookings=[booking("confirmed", price=900, currency="EUR")], inventory=[HOLD, STOCK],
        views=[view()], payments=[intent("succeeded"), *booked(900)], email=[CONTACT, mail("e-b", "<1>")],
    )  # fmt: skip
    assert await checked.breached() == {}


async def test_a_booking_that_goes_on_with_fewer_tickets_is_no_breach(checked: Checked) -> None:
    seats = {"seats": ("s-A1", "s-A2")}
    await checked.given(
        bookings=[booking("confirmed", void=(1,), **seats)],
        inventory=[
            replace(HOLD, **seats, void=(1,)), replace(STOCK, sold=1),
            Seat("e", "s-A1", "", 2), Seat("e", "s-A2", "e-b", 1),
        ],
        views=[view(**seats, codes=("", "b"), given_up=(1,))], email=[CONTACT, mail("e-b", "<1>")],
    )  # fmt: skip
    assert await checked.breached() == {}


@pytest.mark.parametrize("state", ["rejected", "cancelled", "expired"])
async def test_what_was_over_before_its_code_was_looked_at_has_no_seats_and_is_no_breach(
    checked: Checked, state: Any
) -> None:
    await checked.given(bookings=[booking(state, use=UseOfCode(promotion_id="p"))])
    assert "confirmed means tickets" not in await checked.breached()
    await checked.given(bookings=[booking(state, version=1, use=UseOfCode(promotion_id="p", granted=True))])
    assert "confirmed means tickets" in await checked.breached()


async def test_what_was_granted_beyond_what_was_left_is_settled_and_no_breach(checked: Checked) -> None:
    paid = replace(intent("succeeded"), granted=800, grants=1, parts=(800,), returned=800)
    await checked.given(
        bookings=[booking("confirmed", price=900, currency="EUR", granted=800)], inventory=[HOLD, STOCK],
        payments=[paid, Refund("e", "e-b", "1", "ann", "pi_1", 800, "EUR", "settled", nth=-1), *booked(100)],
    )  # fmt: skip
    assert await checked.breached() == {}


async def test_what_failed_and_went_back_by_hand_is_settled_and_no_breach(checked: Checked) -> None:
    paid = replace(intent("succeeded"), granted=300, grants=1, parts=(300, 300), returned=300, by_hand=("re_h",))
    whose = "ann", "pi_1", 300, "EUR"
    await checked.given(
        bookings=[booking("confirmed", price=900, currency="EUR", granted=300)], inventory=[HOLD, STOCK],
        payments=[
            paid, Refund("e", "e-b", "1", *whose, "settled", settled_by="re_h"),
            Refund("e", "e-b", "re_h", *whose, "refunded", nth=1), *booked(600),
        ],
    )  # fmt: skip
    assert await checked.breached() == {}


async def test_what_a_bank_keeps_of_what_was_granted_is_no_breach(checked: Checked) -> None:
    paid = replace(intent("succeeded"), granted=300, grants=1, parts=(300,), lost=900)
    part = Refund("e", "e-b", "1", "ann", "pi_1", 300, "EUR", "settled", settled_by="dispute")
    await checked.given(
        bookings=[booking("confirmed", price=900, currency="EUR", granted=300)], inventory=[HOLD, STOCK],
        payments=[paid, part, *booked(900)],
    )  # fmt: skip
    assert await checked.breached() == {}


@pytest.mark.parametrize(("state", "bank"), [("refunded", 600), ("refund_failed", 0)])
async def test_what_a_bank_keeps_of_the_part_and_of_the_rest_is_no_breach(
    checked: Checked, state: Any, bank: int
) -> None:
    kept = {"lost": 300 + bank, "by_bank": bank, "over": "cancelled"}
    paid = replace(intent(state), granted=300, grants=1, parts=(300,), attempt=1, **kept)
    part = Refund("e", "e-b", "1", "ann", "pi_1", 300, "EUR", "settled", settled_by="dispute")
    await checked.given(
        bookings=[booking("cancelled", price=900, currency="EUR", granted=300)],
        payments=[paid, part, *booked(900 - bank)],
    )
    assert "what was granted goes back" not in await checked.breached()


@pytest.mark.parametrize("state", ["refunding", "refunded"])
async def test_what_goes_back_as_it_was_granted_is_no_breach(checked: Checked, state: Any) -> None:
    paid = replace(intent("succeeded"), granted=300, grants=1, parts=(300,), returned=300 if state == "refunded" else 0)
    await checked.given(
        bookings=[booking("confirmed", price=900, currency="EUR", granted=300)], inventory=[HOLD, STOCK],
        payments=[paid, Refund("e", "e-b", "1", "ann", "pi_1", 300, "EUR", state), *booked(900 - paid.returned)],
    )  # fmt: skip
    assert await checked.breached() == {}


async def test_what_was_paid_another_way_needs_no_money_here_and_may_have_none(checked: Checked) -> None:
    by_hand = booking("confirmed", price=900, currency="EUR", by_hand=True)
    await checked.given(bookings=[by_hand], inventory=[HOLD, STOCK], payments=[intent("cancelled")])
    assert await checked.breached() == {}
    came = PaymentIntent("e", "e-b", "ann", "succeeded", 900, "EUR", "pi_1", version=1)
    await checked.given(payments=[came, *booked(900)])
    assert await checked.breached() == {"no money without a ticket": 1}


async def test_who_was_given_tickets_needs_no_turn(checked: Checked) -> None:
    given = booking("confirmed", complimentary=True)
    await checked.given(bookings=[Sale("e", queued=True), given], inventory=[HOLD, STOCK])
    assert await checked.breached() == {}


async def test_who_is_where_it_is_on_sale_and_who_is_on_sale_without_a_venue_is_no_breach(checked: Checked) -> None:
    await checked.given(
        catalog=[calendar("v", "e"), calendar("w", "f"), listing("e"), listing("f", "w"), listing("g", "")]
    )
    assert await checked.breached() == {}
