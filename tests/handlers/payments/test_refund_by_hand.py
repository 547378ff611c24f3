"""Somebody gives money back at the provider, and asks nobody: it is booked once, in whatever order it is told."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.bookings import RefundGranted
from contracts.payments import PaymentRefunded, RefundFailed, RefundRetried, RetryRefund, StripeEventMatched
from handlers.payments.own import ObjectRead, RefundedByHand, RefundPart, RefundPayment
from handlers.payments.rows import MoneyCase, PaymentIntent, Refund
from ops.check.breaches_money import misstated, too_much_back, unbalanced
from tests.handlers.payments.saying import PI, WHO, balance, cancelled, created, held, paid, refund_done, refund_refused
from tests.handlers.payments.test_reconcile import REFUND, again, read
from tests.handlers.payments.test_unmatched import matched, refund

EUR: dict[str, Any] = PI | {"currency": "EUR"}


def by_hand(price: int = 2_000, id: str = "re_1", status: str = "succeeded") -> RefundedByHand:
    return RefundedByHand(**WHO, price=price, currency="EUR", refund_id=id, status=status)


def back(price: int = 2_000, total: int = 2_000, id: str = "re_1") -> PaymentRefunded:
    return PaymentRefunded(**EUR, price=price, refund_id=id, total=total)


@pytest.fixture
def bought(payments: Bench) -> Bench:
    """For 50.00."""
    payments.given(held(), created(), paid())
    return payments


def agrees(bench: Bench, kept: int) -> None:
    books: Any = {"payments": bench.books, "bookings": bench.books}
    assert [list(look(books)) for look in (unbalanced, misstated, too_much_back)] == [[], [], []]
    assert balance(bench)["provider"] == kept


def intent(bench: Bench) -> PaymentIntent:
    found = bench.row(PaymentIntent, "e1", "e1-b1")
    assert found
    return found


def test_a_part_is_booked_and_told_and_the_payment_stays(bought: Bench) -> None:
    bought.given(matched(refund("succeeded", attempt=None, amount=2_000)))
    bought.passes(timedelta(0))
    assert (intent(bought).state, intent(bought).returned, intent(bought).left) == ("succeeded", 2_000, 3_000)
    agrees(bought, kept=3_000)
    bought.when(by_hand(500, "re_2"))
    bought.then(back(500, total=2_500, id="re_2"))


@pytest.mark.parametrize("status", ["succeeded", "pending"])
def test_every_further_word_of_it_books_nothing(bought: Bench, status: str) -> None:
    bought.given(by_hand(2_500))
    bought.when(by_hand(2_500, status=status))
    bought.passes(timedelta(0))
    assert intent(bought).returned == 2_500
    agrees(bought, kept=2_500)


def test_one_that_comes_before_its_payment_waits_for_it(payments: Bench) -> None:
    payments.given(held(), created())
    payments.when(by_hand())
    payments.then_early()
    payments.given(paid())
    payments.passes(timedelta(minutes=1))
    agrees(payments, kept=3_000)


def test_a_pending_one_is_not_booked_until_it_has_gone(bought: Bench) -> None:
    for status in ("pending", "failed"):
        bought.when(by_hand(status=status))
        bought.then_nothing()
    bought.when(by_hand(id="re_2"))
    bought.then(back(id="re_2"))


def test_when_the_booking_is_cancelled_the_rest_alone_goes_back(bought: Bench) -> None:
    bought.given(by_hand())
    bought.when(cancelled())
    bought.then_effects(RefundPayment(**EUR, price=3_000, attempt=1))
    bought.when(refund_done())
    bought.then(PaymentRefunded(**EUR, price=3_000, total=5_000))
    agrees(bought, kept=0)


def test_one_that_overtook_our_own_waits_until_ours_is_refused(bought: Bench) -> None:
    bought.given(cancelled())
    bought.when(by_hand())
    bought.then_early()
    bought.given(refund_refused())
    bought.passes(timedelta(minutes=1))
    assert (intent(bought).state, intent(bought).left) == ("refund_failed", 3_000)
    agrees(bought, kept=3_000)


def test_no_more_than_what_is_left_is_granted_after_it(bought: Bench) -> None:
    bought.given(by_hand())
    bought.when(RefundGranted(**WHO, refund_id="1", amount=3_001, total=3_001, currency="EUR"))
    (failed,) = bought.said()
    assert isinstance(failed, RefundFailed) and failed.reason == "charge_already_refunded"
    bought.then_effects()


def test_one_that_did_not_arrive_is_here_again_and_may_be_asked_anew(bought: Bench) -> None:
    bought.given(by_hand())
    for _ in range(2):
        bought.when(by_hand(status="failed"))
        bought.passes(timedelta(0))
        agrees(bought, kept=5_000)
    bought.when(RetryRefund(**WHO, refund_id="re_1"))
    bought.then(RefundRetried(**WHO, attempt=2))
    bought.then_effects(RefundPart(**EUR, price=2_000, refund_id="re_1", attempt=2))


def test_a_whole_one_that_did_not_arrive_is_here_again_once(bought: Bench) -> None:
    bought.given(by_hand(5_000))
    bought.when(by_hand(5_000, status="failed"))
    bought.then(RefundFailed(**EUR, price=5_000, reason=""))
    for status in ("failed", "succeeded"):
        bought.when(by_hand(5_000, status=status))
        bought.then_nothing()
    agrees(bought, kept=5_000)


def test_ours_does_not_fail_by_one_that_somebody_made(bought: Bench) -> None:
    bought.given(cancelled())
    bought.when(by_hand(5_000, "re_9", "failed"))
    bought.then()
    assert intent(bought).state == "refunding"


@pytest.mark.parametrize("late", [True, False])
def test_one_that_failed_while_ours_was_under_way_is_not_booked(bought: Bench, late: bool) -> None:
    news = by_hand(id="re_h"), by_hand(id="re_h", status="failed")
    bought.given(cancelled(), *(news if late else reversed(news)), refund_refused())
    bought.passes(timedelta(minutes=10))
    assert (intent(bought).returned, intent(bought).left) == (0, 5_000)


def test_two_parts_that_come_to_all_end_the_payment(bought: Bench) -> None:
    bought.given(by_hand())
    bought.when(by_hand(3_000, "re_2"))
    bought.then(PaymentRefunded(**EUR, price=3_000, total=5_000))
    assert intent(bought).state == "refunded"
    bought.when(by_hand(3_000, "re_2"))
    bought.then_nothing()
    agrees(bought, kept=0)


def made(id: str = "re_1", amount: int = 2_000, **other: Any) -> dict[str, Any]:
    return REFUND | {"id": id, "amount": amount, "metadata": {}} | other


def reads(bench: Bench, one: ObjectRead) -> None:
    """It hears what it says of it, as from a webhook."""
    bench.when(one)
    for said in bench.said():
        if isinstance(said, StripeEventMatched):
            bench.when(said)
            bench.passes(timedelta(0))


def test_one_whose_webhook_never_came_is_read_and_booked_once(bought: Bench) -> None:
    reads(bought, read("refund", made()))
    agrees(bought, kept=3_000)
    bought.when(read("refund", made()))
    bought.then()
    bought.then_rows()
    reads(bought, read("refund", made(status="failed")))
    agrees(bought, kept=5_000)


def test_more_than_is_left_is_a_case_and_nothing_is_booked(bought: Bench) -> None:
    bought.given(RefundGranted(**WHO, refund_id="1", amount=4_000, total=4_000, currency="EUR"))
    bought.when(by_hand())
    bought.then_nothing()
    bought.given(again("refund", made()))
    case = bought.row(MoneyCase, "stripe", "re_1")
    assert case and (case.kind, case.expected, case.found, case.proposal) == ("part_refund", 1_000, 2_000, "book")
    assert bought.row(Refund, "e1", "e1-b1", "re_1") is None
