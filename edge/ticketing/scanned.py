"""From a ticket's code to the ticket."""

from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from contracts.ticket_codes import Ticket, TicketRefused, verify
from edge.problem import Problem
from edge.reading.tickets import Booked


def genuine(code: str, keys: Iterable[Ed25519PublicKey], event_id: str) -> Ticket:
    """What the code says. Raises Problem if nobody signed it, or it is of another event."""
    try:
        return verify(code, keys, event_id)
    except TicketRefused as refused:
        raise Problem(409, refused.reason) from refused


def ticket_of(said: Ticket, booked: Booked) -> str:
    """The booking, a dot, and the ticket's number in it. Codes of the first kind name the place alone."""
    number = said.number or numbered(said.place, booked.seats)
    return f"{booked.booking_id}.{number}"


def numbered(place: str, seats: tuple[str, ...]) -> int:
    """Raises Problem for a seat that the booking has no more."""
    if not seats:
        return int(place.rpartition("-")[2])
    if place not in seats:
        raise Problem(409, "void")
    return seats.index(place) + 1
