"""What bookings says of a booking, beside the money that is here for it: what still differs after a while is a case."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import Timer, Withdraw, at
from contracts.bookings import BookingConfirmed
from contracts.payments import CaseEnded, CaseOpened
from handlers.payments.compare import agreed, stands
from handlers.payments.difference import Difference
from handlers.payments.own import CompareBooking
from handlers.payments.rows import NOT_OURS, MoneyCase, PaymentIntent
from handlers.payments.service import payments
from handlers.payments.settings import settings

COMPARE = "compare"
"""The timer, one a booking."""


@payments.step
def booking_confirmed(
    said: BookingConfirmed, intent: PaymentIntent | None, now: datetime
) -> Iterator[PaymentIntent | Timer | Withdraw]:
    """Mostly they agree at once, and nothing is left to look at; else money that comes later is still known as its."""
    if not said.price:
        return
    told = CompareBooking.of(said, price=said.price, currency=said.currency)
    if not differs(told, intent):
        yield Withdraw(COMPARE, said.subject)
        return
    if intent:
        yield intent.but(confirmed=said.price, confirmed_in=said.currency)
    yield later(told, now)


@payments.step
def compare_booking(
    told: CompareBooking,
    intent: PaymentIntent | None,
    case: Annotated[MoneyCase | None, at("provider", "booking_id")],
    now: datetime,
) -> Iterator[MoneyCase | CaseOpened | CaseEnded | Timer]:
    """Looked at again for as long as an operator has not settled it."""
    found, open_ = differs(told, intent), case is not None and case.state in ("open", "proposed")
    if found and not stands(case):
        yield (made := opened(told, intent, found, case, now))
        yield CaseOpened.of(made)
    elif found is None:
        yield from agreed(case)
    if found and (open_ or not stands(case)):
        yield later(told, now)


def later(told: CompareBooking, now: datetime) -> Timer:
    return Timer(COMPARE, now + settings().booking_grace, told)


def came(intent: PaymentIntent, now: datetime) -> Timer:
    """The money is here; for what was confirmed before it, it is certain by now whether both agree."""
    told = CompareBooking.of(intent, price=intent.confirmed, currency=intent.confirmed_in)
    return at_once(told, now) if intent.confirmed else later(told, now)


def at_once(told: CompareBooking, now: datetime) -> Timer:
    """In place of later: what is certain by now need not be waited for, and a case of it is gone."""
    return Timer(COMPARE, now, told)


def differs(told: CompareBooking, intent: PaymentIntent | None) -> Difference | None:
    """What is cancelled goes back, and what was paid another way is not with the provider."""
    if intent and intent.over in NOT_OURS:
        return None
    here = intent.price if intent and intent.state in ("succeeded", "refund_failed") else 0
    if told.price and not here:
        return Difference("not_paid", told.price, 0, "void")
    if told.price and intent and (here, intent.currency) != (told.price, told.currency):
        return Difference("other_price", told.price, here, "void")
    return Difference("not_confirmed", 0, here, "void") if here and not told.price else None


def opened(
    told: CompareBooking, intent: PaymentIntent | None, found: Difference, old: MoneyCase | None, now: datetime
) -> MoneyCase:
    provider_id, currency = (intent.provider_id or "", intent.currency) if intent else ("", told.currency)
    what = found.kind, provider_id, told.booking_id, found.expected, found.found, currency or told.currency
    return MoneyCase(
        told.provider, told.booking_id, *what, found.proposal, now,
        event_id=told.event_id, buyer_id=told.buyer_id, version=old.version if old else 0,
    )  # fmt: skip
