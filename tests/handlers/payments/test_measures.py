"""What waits for an operator is counted: one more case or stray is one more, however often it is told."""

from choreography.testing import Bench
from contracts.payments import ApplyCase
from handlers.payments.measures import open_cases, strays
from tests.handlers.payments.saying import paid
from tests.handlers.payments.test_reconcile import again


async def test_a_case_counts_until_an_operator_has_settled_it(payments: Bench) -> None:
    lost = again("dispute", {"id": "dp_1", "payment_intent": "pi_9", "amount": 700, "currency": "eur"})
    assert await open_cases(payments.books) == 0
    payments.given(lost, lost)
    assert await open_cases(payments.books) == 1
    payments.given(ApplyCase(provider="stripe", case_id="dp_1", operator="olga"))
    assert await open_cases(payments.books) == 0


async def test_a_stray_counts_once(payments: Bench) -> None:
    payments.given(paid(metadata={}), paid(metadata={}))
    assert await strays(payments.books) == 1
