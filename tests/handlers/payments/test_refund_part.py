from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.bookings import RefundGranted
from contracts.payments import (
    PaymentRefunded,
    RefundFailed,
    RefundRetried,
    RefundRetryRefused,
    RetryRefund,
    StripeEventMatched,
)
from contracts.prices import Breakdown
from handlers.payments.ledger import part as part_of
from handlers.payments.own import ObjectRead, PartRefunded, RefundPart, RefundPayment
from handlers.payments.rows import PaymentIntent, Refund
from tests.handlers.payments.saying import (
    PI,
    WHO,
    balance,
    cancelled,
    created,
    held,
    paid,
    refund,
    refund_done,
    state,
)  # fmt: skip


def granted(amount: int = 2_000, id: str = "1") -> RefundGranted:
    return RefundGranted(**WHO, refund_id=id, amount=amount, total=amount, currency="EUR")


def part(amount: int = 2_000, id: str = "1", attempt: int = 1) -> RefundPart:
    return RefundPart(**PI, price=amount, currency="EUR", refund_id=id, attempt=attempt)


def done(status: str = "succeeded", id: str = "1", attempt: int = 1, reason: str = "") -> PartRefunded:
    return PartRefunded(**WHO, refund_id=id, attempt=attempt, status=status, reason=reason)


def refunded(amount: int, total: int, id: str = "1") -> PaymentRefunded:
    return PaymentRefunded(**PI, price=amount, currency="EUR", refund_id=id, total=total)


def failed(reason: str, amount: int = 2_000, **more: Any) -> RefundFailed:
    return RefundFailed(**PI, price=amount, currency="EUR", refund_id="1", reason=reason, **more)


@pytest.fixture
def bought(payments: Bench) -> Bench:
    """For 50.00."""
    payments.given(held(), created(), paid())
    return payments


def test_a_part_goes_back_and_the_payment_stays(bought: Bench) -> None:
    bought.when(granted())
    bought.then_effects(part())
    bought.when(done())
    bought.then(refunded(2_000, 2_000))
    assert state(bought) == "succeeded" and balance(bought) == {"provider": 3_000, "sales": -3_000}


def test_the_rest_goes_back_when_the_booking_is_cancelled(bought: Bench) -> None:
    bought.given(granted(), done())
    bought.when(cancelled())
    bought.then_effects(RefundPayment(**PI, price=3_000, currency="EUR", attempt=1))
    bought.when(refund_done())
    bought.then(PaymentRefunded(**PI, price=3_000, currency="EUR", total=5_000))
    assert balance(bought) == {"provider": 0, "sales": 0}


def test_where_all_went_back_in_parts_cancelling_moves_no_money(bought: Bench) -> None:
    bought.given(granted(5_000), done())
    bought.when(cancelled())
    bought.then_effects()
    assert state(bought) == "refunded" and balance(bought) == {"provider": 0, "sales": 0}


def test_a_second_copy_of_anything_moves_nothing_more(bought: Bench) -> None:
    bought.given(granted())
    bought.when(granted())
    bought.then_nothing()
    bought.given(done())
    bought.when(done())
    bought.then_nothing()


def test_its_webhook_says_the_same_as_its_answer(bought: Bench) -> None:
    bought.given(granted(), refund("succeeded", amount=2_000, metadata=WHO | {"attempt": "part 1/1"}))
    bought.passes(bought.now - bought.now)
    row = bought.row(Refund, "e1", "e1-b1", "1")
    assert row and row.state == "refunded" and balance(bought) == {"provider": 3_000, "sales": -3_000}
    bought.when(done())
    bought.then_nothing()


def test_a_refusal_waits_for_an_operator_who_has_it_asked_anew(bought: Bench) -> None:
    bought.given(granted())
    bought.when(done("failed", reason="no_money"))
    bought.then(failed("no_money"))
    bought.when(RetryRefund(**WHO, refund_id="1"))
    bought.then(RefundRetried(**WHO, attempt=2))
    bought.then_effects(part(attempt=2))
    bought.when(done(attempt=1))
    bought.then_nothing()
    bought.when(done(attempt=2))
    bought.then(refunded(2_000, 2_000))


def test_one_that_fails_after_it_had_gone_is_here_again(bought: Bench) -> None:
    bought.given(granted(), done())
    bought.when(done("failed", reason="expired_card"))
    bought.then(failed("expired_card"))
    intent = bought.row(PaymentIntent, "e1", "e1-b1")
    assert intent and intent.returned == 0 and balance(bought) == {"provider": 5_000, "sales": -5_000}


def test_what_somebody_gave_back_by_hand_is_not_there_any_more(bought: Bench) -> None:
    bought.given(refund("succeeded", attempt=None, amount=5_000, metadata=WHO))
    bought.passes(timedelta(0))
    bought.when(granted())
    bought.then(failed("charge_already_refunded"))
    bought.then_effects()


def test_a_retry_of_none_that_failed_is_refused(bought: Bench) -> None:
    bought.given(granted(), done())
    bought.when(RetryRefund(**WHO, refund_id="1"))
    bought.then(RefundRetryRefused(**WHO, state="refunded"))
    bought.when(RetryRefund(**WHO, refund_id="9"))
    bought.then(RefundRetryRefused(**WHO, state="never"))


def test_one_that_comes_before_its_payment_waits(payments: Bench) -> None:
    payments.when(granted())
    payments.then_early()


def test_parts_and_rest_are_taken_from_each_for_whom_the_money_was() -> None:
    """Cents are lost nowhere: in the end each account has given all that it got."""
    terms: dict[str, Any] = {"breakdown": Breakdown.of(4_202, 798), "commission": 101}
    intent = PaymentIntent("e1", "e1-b1", "ben", "succeeded", 5_000, "EUR", "pi_1", parts=(1_001, 333), **terms)
    shares, breakdowns = zip(*(part_of(intent, nth) for nth in (0, 1, 2)), strict=True)
    assert [sum(share.values()) for share in shares] == [1_001, 333, 3_666] == [one.total for one in breakdowns if one]
    assert {name: sum(share[name] for share in shares) for name in shares[0]} == {
        "sales": 4_101, "tax": 798, "fees": 101,
    }  # fmt: skip
    assert sum(one.tax for one in breakdowns if one) == 798


def found(status: str = "succeeded", attempt: str = "part 1/1") -> ObjectRead:
    """The refund, as a comparison with the provider reads it."""
    about = {"id": "re_9", "status": status, "amount": 2_000, "currency": "eur", "payment_intent": "pi_1"}
    about["metadata"] = {"attempt": attempt}
    return ObjectRead(provider="stripe", kind="refund", case_id="re_9", provider_id="pi_1", about=about)


def reads(bench: Bench, one: ObjectRead) -> None:
    """It hears what it says of it, as from a webhook."""
    bench.when(one)
    for said in bench.said():
        if isinstance(said, StripeEventMatched):
            bench.when(said)
            bench.passes(timedelta(0))


def returned(bench: Bench) -> int:
    intent = bench.row(PaymentIntent, "e1", "e1-b1")
    assert intent
    return intent.returned


def test_a_part_whose_webhook_never_came_is_read_and_booked_once(bought: Bench) -> None:
    bought.given(granted())
    for _ in range(2):
        reads(bought, found())
    assert returned(bought) == 2_000 and balance(bought) == {"provider": 3_000, "sales": -3_000}


def test_a_part_that_failed_unheard_after_it_was_back_is_taken_again(bought: Bench) -> None:
    bought.given(granted(), done())
    for _ in range(2):
        reads(bought, found("failed"))
    assert returned(bought) == 0 and balance(bought) == {"provider": 5_000, "sales": -5_000}


def test_of_two_parts_each_is_booked_by_its_own_reading(bought: Bench) -> None:
    bought.given(granted(), granted(2_000, "2"), done(id="2"))
    reads(bought, found(attempt="part 2/1"))
    assert returned(bought) == 2_000
    reads(bought, found())
    assert returned(bought) == 4_000


def test_a_part_that_is_known_to_be_back_is_not_said_again(bought: Bench) -> None:
    bought.given(granted(), done())
    bought.when(found())
    bought.then()
    bought.then_rows()


def test_a_part_that_is_still_on_its_way_is_waited_for(bought: Bench) -> None:
    bought.given(granted())
    bought.when(found("pending"))
    bought.then()
    bought.then_rows()


def test_a_failed_attempt_that_is_read_late_says_nothing_of_the_next(bought: Bench) -> None:
    bought.given(granted(), done("failed", reason="expired_card"))
    bought.given(RetryRefund(**WHO, refund_id="1"), done(attempt=2))
    reads(bought, found("failed"))
    assert returned(bought) == 2_000


def test_when_it_was_last_asked_for_is_kept(bought: Bench) -> None:
    bought.given(granted(), done("failed"))
    bought.passes(timedelta(days=1))
    bought.given(RetryRefund(**WHO, refund_id="1"))
    found = bought.row(Refund, "e1", "e1-b1", "1")
    assert found and found.asked_at == START + timedelta(days=1)
