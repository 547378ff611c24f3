"""What is held has its price on the terms of its event, and says what of it is tax and fee."""

import pytest

from choreography.testing import Bench
from contracts.inventory import SeatsHeld
from contracts.prices import Breakdown, Terms
from handlers.inventory import inventory as service
from tests.handlers.inventory.saying import SEATS, STANDING, confirmed, expired, published, requested, stalls

ADDED = Terms(tax_rate=1_900, tax_included=False, fee=100)
BORNE = Terms(tax_rate=1_900, fee=100, fee_included=True)


def selling(terms: Terms) -> Bench:
    bench = Bench(service)
    bench.given(published(terms), stalls())
    return bench


def held(bench: Bench) -> SeatsHeld:
    (said,) = [one for one in bench.said() if isinstance(one, SeatsHeld)]
    return said


def test_seats_cost_their_price_with_tax_and_fee_added() -> None:
    bench = selling(ADDED)
    bench.when(requested(*SEATS))
    assert (held(bench).price, held(bench).commission) == (12_100, 0)
    assert held(bench).breakdown == Breakdown.of(10_000, 1_900, 200)


def test_places_to_stand_cost_what_so_many_single_ones_cost() -> None:
    bench = selling(Terms(tax_rate=700, tax_included=True, fee_rate=333))
    bench.when(requested(**STANDING))
    assert held(bench).breakdown == Breakdown.of(2 * 1_869, 2 * 131, 2 * 67)


def test_a_fee_that_the_organiser_bears_does_not_change_the_price() -> None:
    bench = selling(BORNE)
    bench.when(requested("stalls-A1"))
    assert (held(bench).price, held(bench).commission) == (5_000, 100)
    assert held(bench).breakdown == Breakdown.of(4_202, 798)


def test_seats_that_are_held_again_for_late_money_cost_the_same() -> None:
    bench = selling(ADDED)
    bench.when(requested("stalls-A1"))
    first = held(bench)
    bench.given(expired("stalls-A1"))
    bench.when(requested("stalls-A1", attempt=2))
    assert (held(bench).price, held(bench).breakdown) == (first.price, first.breakdown)


def test_a_second_publication_changes_no_terms() -> None:
    bench = selling(ADDED)
    bench.given(published(BORNE))
    bench.when(requested("stalls-A1"))
    assert held(bench).price == 6_050


@pytest.mark.parametrize("breakdown", [None, Breakdown.of(4_202, 798)])
def test_tickets_are_issued_with_what_they_cost(breakdown: Breakdown | None) -> None:
    bench = selling(BORNE)
    bench.given(requested("stalls-A1"))
    bench.when(confirmed("stalls-A1").model_copy(update={"breakdown": breakdown}))
    (issued,) = bench.said()
    assert (getattr(issued, "currency", ""), getattr(issued, "breakdown", "")) == ("EUR", breakdown)
