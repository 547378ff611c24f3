from collections.abc import Iterator
from datetime import datetime

from choreography.envelope import Envelope
from choreography.vocabulary import Timer
from contracts.edge import StripeSaid
from contracts.money import money
from contracts.payments import PaymentSucceeded
from handlers.payments.compare_booking import came
from handlers.payments.ledger import taken
from handlers.payments.own import Due, ReadCard, RefundPayment, SettleParts, TellBalance
from handlers.payments.refund import refund
from handlers.payments.rows import NOT_OURS, UNPAID, Balance, LedgerEntry, PaymentIntent
from handlers.payments.settings import settings

Taken = Iterator[
    PaymentIntent
    | LedgerEntry
    | Balance
    | TellBalance
    | PaymentSucceeded
    | RefundPayment
    | ReadCard
    | SettleParts
    | Timer
]


class WrongAmount(ValueError):
    """What arrived is not what is due: nothing is confirmed, an operator must look."""


def differs(intent: PaymentIntent, got: StripeSaid | Due) -> bool:
    return (got.price, got.currency) != (intent.price, intent.currency)


def take_money(
    intent: PaymentIntent, got: StripeSaid | Due, cause: Envelope, balance: Balance | None, now: datetime
) -> Taken:
    """Money for a cancelled booking has arrived as well, and goes back at once; else its card may be looked at first.

    Raises WrongAmount.
    """
    if intent.state not in UNPAID:
        return
    if differs(intent, got):
        wrong = f"{money(got.price, got.currency)} arrived, {money(intent.price, intent.currency)} is due"
        raise WrongAmount(f"{intent.provider_id}: {wrong}")
    told = {name: getattr(intent, name) for name in ("provider_id", "price", "currency", "breakdown")}
    kept = intent.over not in NOT_OURS
    looking = kept and settings().tickets_by_card > 0
    yield PaymentSucceeded.of(intent, **told, provisional=looking)
    yield from taken(intent, cause, balance)
    if not kept:
        yield from refund(intent, now)
        return
    yield intent.to("succeeded", looking=looking)
    if looking:
        yield ReadCard.of(intent)
    yield came(intent, now)
