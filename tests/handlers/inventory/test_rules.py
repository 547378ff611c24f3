"""How many tickets of a type one order, and one buyer, may have, and when."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.catalog import TicketType
from contracts.inventory import SeatsHeld, SeatsRejected
from handlers.inventory import inventory as service
from handlers.inventory.rows import Bought
from tests.handlers.inventory.saying import cancelled, confirmed, expired, published, requested, stalls

HOUR = timedelta(hours=1)


def ruled(**rules: Any) -> Bench:
    """Two seats and six places to stand; the rules are of both types."""
    types = (
        TicketType(name="seated", price=5_000, **rules), TicketType(name="standing", price=2_000, capacity=6, **rules),
    )  # fmt: skip
    bench = Bench(service)
    bench.given(published().model_copy(update={"ticket_types": types, "capacity": 8}), stalls())
    return bench


def standing(booking: str, quantity: int, **other: Any) -> Any:
    return requested(booking=booking, ticket_type="standing", quantity=quantity, **other)


def answer(bench: Bench) -> str:
    (said,) = bench.said()
    assert isinstance(said, SeatsHeld | SeatsRejected)
    return said.reason if isinstance(said, SeatsRejected) else "held"


def bought(bench: Bench, buyer: str = "ben") -> dict[str, int]:
    found = bench.row(Bought, "e1", buyer)
    return found.tickets if found else {}


@pytest.mark.parametrize(("quantity", "reason"), [(1, "too_few"), (2, "held"), (3, "held"), (4, "too_many")])
def test_an_order_has_so_many_tickets_and_no_more(quantity: int, reason: str) -> None:
    bench = ruled(min_per_order=2, max_per_order=3)
    bench.when(standing("b1", quantity))
    assert answer(bench) == reason


def test_seats_are_counted_by_the_type_of_their_section() -> None:
    bench = ruled(max_per_order=1)
    bench.when(requested("stalls-A1", "stalls-A2"))
    assert answer(bench) == "too_many"


def test_a_buyer_has_no_more_than_so_many_over_all_orders() -> None:
    bench = ruled(max_per_buyer=3)
    bench.given(standing("b1", 2))
    bench.when(standing("b2", 2))
    assert answer(bench) == "too_many_of_buyer"
    bench.when(standing("b3", 2, buyer_id="ann"))
    assert answer(bench) == "held" and bought(bench) == bought(bench, "ann") == {"standing": 2}


@pytest.mark.parametrize("over", [expired, cancelled])
def test_what_a_buyer_gave_back_may_be_bought_again(over: Any) -> None:
    bench = ruled(max_per_buyer=2)
    bench.given(standing("b1", 2), over(booking="b1", ticket_type="standing", quantity=2))
    assert bought(bench) == {"standing": 0}
    bench.when(standing("b2", 2))
    assert answer(bench) == "held"


def test_tickets_that_are_void_count_no_more() -> None:
    bench, what = ruled(max_per_buyer=2), {"ticket_type": "standing", "quantity": 2}
    bench.given(standing("b1", 2), confirmed(**what), cancelled(**what))
    assert bought(bench) == {"standing": 0}


def test_a_second_copy_and_a_late_cancellation_count_once() -> None:
    bench, over = ruled(max_per_buyer=3), cancelled(booking="b1", ticket_type="standing", quantity=2)
    bench.given(standing("b1", 2), standing("b1", 2))
    assert bought(bench) == {"standing": 2}
    bench.given(over, over)
    assert bought(bench) == {"standing": 0}


def test_a_type_is_sold_at_its_own_time_and_a_late_payment_is_not_judged_by_it() -> None:
    bench = ruled(opens=START + HOUR, closes=START + 2 * HOUR)
    for booking, at, reason in (("b1", 0, "type_not_on_sale"), ("b2", 1, "held"), ("b3", 2, "type_not_on_sale")):
        bench.when(standing(booking, 1), at=START + at * HOUR)
        assert answer(bench) == reason
    bench.given(expired(booking="b2", ticket_type="standing", quantity=1))
    bench.when(standing("b2", 1, attempt=2), at=START + 3 * HOUR)
    assert answer(bench) == "held"


def test_a_type_without_rules_is_not_counted(inventory: Bench) -> None:
    inventory.when(standing("b1", 2))
    assert answer(inventory) == "held" and not bought(inventory)
