"""What a code takes off is in the price of what is held, and seats that it is not for are not held with it."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.bookings import UseOfCode
from contracts.inventory import SeatsHeld, SeatsRejected
from contracts.prices import Breakdown, Discount, Terms
from handlers.inventory import inventory as service
from handlers.inventory.rows import Hold
from tests.handlers.inventory.saying import SEATS, STANDING, cancelled, counts, expired, published, requested, stalls

TENTH = Discount(code="SPRING", percent=1_000)
BEST: dict[str, Any] = {"ticket_type": "seated", "quantity": 2}


def selling(terms: Terms) -> Bench:
    bench = Bench(service)
    bench.given(published(terms), stalls())
    return bench


def asks(bench: Bench, *seats: str, discount: Discount, **other: Any) -> SeatsHeld | SeatsRejected:
    """What is said in the end."""
    bench.when(requested(*seats, **other).model_copy(update={"discount": discount}))
    while not (said := [one for one in bench.said() if isinstance(one, SeatsHeld | SeatsRejected)]):
        assert bench.goes_on()
    return said[0]


def test_what_comes_off_is_before_tax_and_fee() -> None:
    bench = selling(Terms(tax_rate=1_900, tax_included=False, fee_rate=1_000))
    said = asks(bench, "stalls-A1", discount=TENTH)
    assert isinstance(said, SeatsHeld) and said.price == 4_500 + 855 + 450
    assert said.breakdown == Breakdown.of(4_500, 855, 450, 500)


@pytest.mark.parametrize(("seats", "other"), [(SEATS, {}), ((), STANDING), ((), BEST)])
def test_it_comes_off_whatever_way_places_are_asked_for(
    inventory: Bench, seats: tuple[str, ...], other: dict[str, Any]
) -> None:
    said = asks(inventory, *seats, discount=TENTH, **other)
    assert isinstance(said, SeatsHeld) and said.breakdown
    assert said.breakdown.discount * 9 == said.price


def test_a_ticket_that_is_free_by_its_code_has_no_fee() -> None:
    bench = selling(Terms(tax_rate=1_900, fee=100))
    said = asks(bench, *SEATS, discount=Discount(code="ALL", percent=10_000))
    assert isinstance(said, SeatsHeld) and (said.price, said.breakdown) == (0, Breakdown.of(0, discount=10_000))


def test_an_organiser_bears_no_more_of_a_fee_than_the_ticket_still_brings() -> None:
    bench = selling(Terms(fee=100, fee_included=True))
    said = asks(bench, "stalls-A1", discount=Discount(code="MOST", amount=4_970, currency="EUR"))
    assert isinstance(said, SeatsHeld) and (said.price, said.commission) == (30, 30)


@pytest.mark.parametrize(
    "discount",
    [
        TENTH.model_copy(update={"ticket_types": ("standing",)}),
        TENTH.model_copy(update={"min_tickets": 3}),
        Discount(code="POUNDS", amount=100, currency="GBP"),
    ],
)
@pytest.mark.parametrize("other", [{}, BEST])
def test_a_code_that_is_not_for_these_tickets_holds_nothing(
    inventory: Bench, discount: Discount, other: dict[str, Any]
) -> None:
    said = asks(inventory, *(() if other else SEATS), discount=discount, **other)
    assert isinstance(said, SeatsRejected) and said.reason == "code_not_for_this"
    assert counts(inventory)[0] == 0
    assert isinstance(asks(inventory, *SEATS, discount=TENTH, booking="b2"), SeatsHeld)


@pytest.mark.parametrize("over", [cancelled, expired])
def test_the_end_of_a_booking_that_never_asked_for_seats_waits_for_nothing(inventory: Bench, over: Any) -> None:
    inventory.when(over("stalls-A1", use=UseOfCode(promotion_id="p")))
    inventory.then_nothing()


def test_the_end_of_one_that_asked_waits_for_its_request(inventory: Bench) -> None:
    inventory.when(cancelled("stalls-A1", use=UseOfCode(promotion_id="p", granted=True)))
    inventory.then_early()
    inventory.given(requested("stalls-A1"))
    inventory.passes(timedelta(minutes=1))
    hold = inventory.row(Hold, "e1", "e1-b1")
    assert hold and hold.state == "released"
