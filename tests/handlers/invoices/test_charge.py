from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.catalog import EventCreated
from contracts.prices import Breakdown
from handlers.invoices import invoices as service
from handlers.invoices.rows import Charge, Sale
from tests.handlers.invoices.saying import due, paid, published, refunded


def test_what_was_paid_is_to_be_invoiced(invoices: Bench) -> None:
    invoices.when(paid())
    invoices.then(due())
    invoices.then_rows(Charge("e1", "e1-b1", 5_000))


def test_a_payment_of_before_there_were_terms_is_all_net(invoices: Bench) -> None:
    invoices.when(paid(breakdown=None))
    invoices.then(due(breakdown=Breakdown.of(5_000)))


def test_a_payment_that_is_told_twice_is_invoiced_once(invoices: Bench) -> None:
    invoices.given(paid())
    invoices.when(paid())
    invoices.then_nothing()


def test_what_went_back_is_to_be_credited(invoices: Bench) -> None:
    invoices.given(paid())
    invoices.when(refunded())
    invoices.then(due(nth=1))
    invoices.then_rows(Charge("e1", "e1-b1", 5_000, credited=5_000, notes=1, noted=("",)))


def test_a_refund_that_is_made_again_is_credited_once(invoices: Bench) -> None:
    invoices.given(paid(), refunded())
    invoices.when(refunded())
    invoices.then_nothing()


def test_what_goes_back_in_parts_has_a_note_for_each(invoices: Bench) -> None:
    part, rest = Breakdown.of(2_101, 399), Breakdown.of(2_101, 399)
    invoices.given(paid(), refunded(price=2_500, breakdown=part, refund_id="r1"))
    invoices.when(refunded(price=2_500, breakdown=rest))
    invoices.then(due(nth=2, breakdown=rest))


def test_a_part_that_is_made_again_behind_another_changes_no_note(invoices: Bench) -> None:
    """The first succeeded and then failed at the bank, so that the second is told with a smaller total."""
    ten, five = Breakdown.of(840, 160), Breakdown.of(420, 80)
    again = {"price": 1_000, "refund_id": "r1", "breakdown": ten}
    invoices.given(paid(), refunded(**again, total=1_000))
    invoices.when(refunded(price=500, refund_id="r2", breakdown=five, total=500))
    invoices.then(due(nth=2, breakdown=five))
    invoices.when(refunded(**again, total=1_500))
    invoices.then_nothing()
    invoices.then_rows(Charge("e1", "e1-b1", 5_000, credited=1_500, notes=2, noted=("r1", "r2")))


def test_a_refund_before_its_payment_is_early(invoices: Bench) -> None:
    invoices.when(refunded())
    invoices.then_early()
    invoices.given(paid())
    invoices.passes(timedelta())
    invoices.then(due(nth=1))


def test_a_payment_before_its_event_is_early() -> None:
    bench = Bench(service)
    bench.when(paid())
    bench.then_early()
    bench.given(published())
    bench.passes(timedelta())
    bench.then(due())


def test_for_an_event_of_nobodys_there_are_no_invoices() -> None:
    bench = Bench(service)
    bench.given(published(organiser=""))
    bench.when(paid())
    bench.then()


@pytest.mark.parametrize("organiser", ["", "olga"])
def test_the_draft_tells_whose_an_event_is_where_its_publication_does_not(organiser: str) -> None:
    said = published().model_dump() | {"starts_at": "2026-06-03T12:00:00Z", "ends_at": "2026-06-03T15:00:00Z"}
    bench = Bench(service)
    bench.given(EventCreated.model_validate(said), published(organiser=organiser))
    bench.then_rows(Sale("e1", "olga", "Concert", "Opera Ltd, Lyon", "FR123"))
