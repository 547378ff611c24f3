from collections.abc import Iterator
from datetime import datetime, timedelta

from choreography.envelope import Envelope
from choreography.vocabulary import Timer
from contracts.payments import PaymentFailed, PaymentSucceeded
from handlers.payments.own import (
    CancelAgain,
    CancelIntent,
    IntentClosed,
    ReadCard,
    RefundPayment,
    SettleParts,
    TellBalance,
)
from handlers.payments.rows import Balance, LedgerEntry, PaymentIntent
from handlers.payments.service import payments
from handlers.payments.take_money import differs, take_money

CANCEL_AGAIN_AFTER = timedelta(minutes=15)
"""How long a slow payment is given before its intent is asked after once more."""


def closed(intent: PaymentIntent) -> Iterator[PaymentIntent | PaymentFailed]:
    """No money will come any more. A booking that is over need not hear of it."""
    if intent.state != "open":
        return
    if intent.over:
        yield intent.to("cancelled")
        return
    yield (failed := intent.to("failed", reason=intent.reason or "canceled"))
    yield PaymentFailed.of(failed, provider_id=failed.provider_id, reason=failed.reason)


@payments.step
def intent_closed(
    told: IntentClosed, intent: PaymentIntent, balance: Balance | None, envelope: Envelope, now: datetime
) -> Iterator[
    PaymentIntent
    | LedgerEntry
    | Balance
    | TellBalance
    | PaymentSucceeded
    | PaymentFailed
    | RefundPayment
    | ReadCard
    | SettleParts
    | Timer
]:
    """Whoever wants to cancel learns that the buyer was quicker, even if no webhook ever says so.

    Another sum than is due is not taken: the comparison with the provider finds it too, and makes it a case.
    """
    match told.status:
        case "canceled":
            yield from closed(intent)
        case "succeeded" if differs(intent, told):
            return
        case "succeeded":
            yield from take_money(intent, told, envelope, balance, now)
        case _ if intent.state == "open":
            yield Timer("cancel", now + CANCEL_AGAIN_AFTER, CancelAgain.of(intent))


@payments.step
def cancel_again(due: CancelAgain, intent: PaymentIntent) -> Iterator[CancelIntent]:
    if intent.state == "open":
        yield CancelIntent.of(intent)
