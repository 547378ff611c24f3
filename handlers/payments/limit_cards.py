"""One card, many accounts: only so many tickets of an event are paid with it, and what goes beyond that goes back."""

from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Gone, Timer
from contracts.bookings import TicketsGivenUp
from contracts.payments import CardTried, PaymentCleared, PaymentReturned
from handlers.payments.compare_booking import at_once
from handlers.payments.own import CardKeeps, CardRead, CompareBooking, FreeCard, RefundPayment, SettleParts
from handlers.payments.refund import refund
from handlers.payments.rows import NOT_OURS, CardUse, PaymentIntent
from handlers.payments.service import payments
from handlers.payments.settings import settings


@payments.step
def card_read(
    read: CardRead, intent: PaymentIntent, use: CardUse | None, now: datetime
) -> Iterator[
    PaymentIntent | CardUse | PaymentCleared | PaymentReturned | CardTried | RefundPayment | SettleParts | Timer
]:
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
    return 0 < settings().tickets_by_card < use.size + intent.kept


def counted(use: CardUse, intent: PaymentIntent) -> Iterator[CardUse]:
    if use.card:
        yield use.but(tickets=use.tickets | {intent.booking_id: intent.kept})


@payments.step
def tickets_given_up(said: TicketsGivenUp, intent: PaymentIntent | None) -> Iterator[PaymentIntent | CardKeeps]:
    """Whatever their money, they may be paid with the card again."""
    given_up = tuple(sorted({*intent.given_up, *said.tickets})) if intent else ()
    if intent and given_up != intent.given_up:
        yield (after := intent.but(given_up=given_up))
        if after.card:
            yield CardKeeps.of(after, size=after.kept)


@payments.step
def card_keeps(told: CardKeeps, use: CardUse | None) -> Iterator[CardUse | Gone]:
    """A booking that is over has none any more."""
    if use and told.booking_id in use.tickets:
        yield from left(use, use.tickets | {told.booking_id: told.size})


@payments.step
def free_card(freed: FreeCard, use: CardUse) -> Iterator[CardUse | Gone]:
    yield from left(use, use.tickets | {freed.booking_id: 0})


def left(use: CardUse, tickets: dict[str, int]) -> Iterator[CardUse | Gone]:
    some = {booking: size for booking, size in tickets.items() if size}
    yield use.but(tickets=some) if some else Gone(use)
