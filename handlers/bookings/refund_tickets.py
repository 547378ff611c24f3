"""What some tickets of a booking cost goes back; where they are given up, their places are on sale again."""

from collections.abc import Iterator

from choreography.vocabulary import Withdraw
from contracts.bookings import (
    BookingCancelled,
    RefundBooking,
    RefundGranted,
    RefundNotGranted,
    SecondPersonNeeded,
    TicketsGivenUp,
)
from handlers.bookings.rows import Booking
from handlers.bookings.two_people import proposed, settled, waits

Outcome = Iterator[
    Booking | RefundGranted | TicketsGivenUp | RefundNotGranted | SecondPersonNeeded | BookingCancelled | Withdraw
]


def refund_tickets(asked: RefundBooking, booking: Booking, left: int, reason: str) -> Outcome:
    """`reason` is why not, if anything speaks against it whatever the tickets."""
    tickets = tuple(sorted({*asked.tickets})) or booking.tickets
    known = booking.state == "confirmed" and {*tickets} <= {*booking.tickets}
    refund = booking.cost(tickets) if known else 0
    if reason := reason or why_not(asked, booking, tickets, refund):
        used = tuple(number for number in tickets if number in booking.used)
        yield RefundNotGranted.of(booking, reason=reason, left=left, refund=refund, used=used)
    elif asked.asker_id != booking.buyer_id and waits(asked, booking, due(asked, booking, tickets, refund)):
        yield from proposed(asked, booking, due(asked, booking, tickets, refund))
    elif asked.void and tickets == booking.tickets:
        by_buyer = asked.asker_id == booking.buyer_id
        yield given_back(asked, settled(booking), tickets).to("cancelled")
        returned = by_buyer and booking.owed > 0
        yield BookingCancelled.of(booking, reason="buyer" if by_buyer else "organiser", returned=returned)
        yield Withdraw("expire", booking.booking_id)
    else:
        void = tuple(sorted({*booking.void, *tickets})) if asked.void else booking.void
        after = given_back(asked, settled(booking), tickets).but(void=void)
        yield from granted(after, refund, tickets) if refund else (after,)
        if asked.void:
            returned = asked.asker_id == booking.buyer_id and refund > 0
            yield TicketsGivenUp.of(booking, tickets=tickets, returned=returned)


def given_back(asked: RefundBooking, booking: Booking, tickets: tuple[int, ...]) -> Booking:
    by_buyer = asked.void and asked.asker_id == booking.buyer_id
    return booking.handed(tickets) if by_buyer else booking


def granted(booking: Booking, amount: int, tickets: tuple[int, ...] = ()) -> Iterator[Booking | RefundGranted]:
    returned = tuple(sorted({*booking.returned, *tickets}))
    yield (after := booking.changed(refunds=1, granted=amount).but(returned=returned))
    fate = {"refund_id": str(after.refunds), "amount": amount, "total": after.granted, "tickets": tickets}
    yield RefundGranted.of(booking, **fate)


def why_not(asked: RefundBooking, booking: Booking, tickets: tuple[int, ...], refund: int) -> str:
    """Why these tickets give nothing back, as a reason; empty if they do, or are free and to be void."""
    if booking.state != "confirmed":
        return "nothing_paid"
    if not {*tickets} <= {*booking.tickets}:
        return "unknown_ticket"
    if not asked.void and {*tickets} & {*booking.returned}:
        return "ticket_refunded"
    if not asked.void and not refund:
        return "nothing_paid"
    return "quote_changed" if asked.refund not in (None, due(asked, booking, tickets, refund)) else ""


def due(asked: RefundBooking, booking: Booking, tickets: tuple[int, ...], refund: int) -> int:
    """With the last tickets goes back all that is left."""
    return booking.owed if asked.void and tickets == booking.tickets else refund
