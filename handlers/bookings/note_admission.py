"""Who came in is noted with the booking: a ticket that was used is not given back for money."""

from collections.abc import Iterator

from contracts.inventory import AdmissionTakenBack, TicketAdmitted
from handlers.bookings.rows import Booking
from handlers.bookings.service import bookings


@bookings.step
def note_admission(said: TicketAdmitted | AdmissionTakenBack, booking: Booking) -> Iterator[Booking]:
    """Also of a ticket that is void by now: it was given back while its scan was under way."""
    number = str(said.number)
    if said.turn > booking.turns.get(number, 0):
        yield booking.but(turns=booking.turns | {number: said.turn})
