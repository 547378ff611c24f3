"""One card, many accounts: only so many tickets of an event are paid with it, and what goes beyond that goes back."""

from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Gone, Timer
from contracts.payments import CardTried, PaymentCleared, PaymentReturned
from handlers.payments.compare_booking import at_once
from handlers.payments.own import CardRead, CompareBooking, FreeCard, RefundPayment
from handlers.payments.refund import refund
from handlers.payments.rows import NOT_OURS, CardUse, PaymentIntent
from handlers.payments.service import payments
from handlers.payments.settings import settings


@payments.step
def card_read(
    read: CardRead, intent: PaymentIntent, use: CardUse | None, now: datetime
) -> Iterator[PaymentIntent | CardUse | PaymentCleared | PaymentReturned | CardTried | RefundPayment | Timer]:
    """Whose booking was cancelled meanwhile has the money back already."""
    seen, use = intent.but(looking=False), use or CardUse(read.event_id, read.card)
    if not intent.looking:
        return
    if read.card:
        yield CardTried.of(read, intent)
    if intent.over in NOT_OURS:
        yield seen
    elif read.card and exceeds(use, intent):
        yield from refund(seen, now)
        yield PaymentReturned.of(intent, reason="card_limit")
        yield at_once(CompareBooking.of(intent), now)
    else:
        yield seen.but(card=read.card)
        yield from counted(use, intent)
        yield PaymentCleared.of(intent)


def exceeds(use: CardUse, intent: PaymentIntent) -> bool:
    return 0 < settings().tickets_by_card < use.size + intent.size


def counted(use: CardUse, intent: PaymentIntent) -> Iterator[CardUse]:
    if use.card:
        yield use.but(tickets=use.tickets | {intent.booking_id: intent.size})


@payments.step
def free_card(freed: FreeCard, use: CardUse) -> Iterator[CardUse | Gone]:
    left = {booking: size for booking, size in use.tickets.items() if booking != freed.booking_id}
    yield use.but(tickets=left) if left else Gone(use)
