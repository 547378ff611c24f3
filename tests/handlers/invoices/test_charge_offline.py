from datetime import timedelta
from typing import Any

from choreography.testing import Bench
from contracts.payments import OfflineRefundDue, PaidOffline
from contracts.prices import Breakdown
from tests.handlers.invoices.saying import COST, due, money, paid, refunded


def came() -> PaidOffline:
    return PaidOffline(**told())


def owed_back(price: int, breakdown: Breakdown, refund_id: str = "") -> OfflineRefundDue:
    return OfflineRefundDue(**told(price=price, breakdown=breakdown), refund_id=refund_id, total=price)


def told(**other: Any) -> dict[str, Any]:
    return {name: value for name, value in money(**other).items() if name != "provider_id"}


def offline(nth: int, breakdown: Breakdown = COST) -> Any:
    return due(nth=nth, breakdown=breakdown).model_copy(update={"matter": f"e1-b1/offline/{nth}"})


def test_what_came_another_way_is_to_be_invoiced_once(invoices: Bench) -> None:
    invoices.when(came())
    invoices.then(offline(0))
    invoices.when(came())
    invoices.then_nothing()


def test_what_the_organiser_owes_back_is_to_be_credited_once_each(invoices: Bench) -> None:
    part = Breakdown.of(2_101, 399)
    invoices.given(came())
    invoices.when(owed_back(2_500, part, "1"))
    invoices.then(offline(1, part))
    invoices.when(owed_back(2_500, part, "1"))
    invoices.then_nothing()
    invoices.when(owed_back(2_500, part))
    invoices.then(offline(2, part))


def test_what_is_owed_back_before_it_is_heard_that_it_came_is_early(invoices: Bench) -> None:
    invoices.when(owed_back(5_000, COST))
    invoices.then_early()
    invoices.given(came())
    invoices.passes(timedelta())
    invoices.then(offline(1))


def test_money_that_came_both_ways_has_an_invoice_each_and_a_note_for_what_goes_back(invoices: Bench) -> None:
    invoices.given(paid())
    invoices.when(came())
    invoices.then(offline(0))
    invoices.when(refunded())
    invoices.then(due(nth=1))
