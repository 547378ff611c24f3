from collections.abc import Iterator

from contracts.bookings import BookingForbidden, HoldersNamed, HoldersNotNamed, NameHolders
from handlers.bookings.rows import Booking, Sale
from handlers.bookings.service import bookings


@bookings.step
def name_holders(
    asked: NameHolders, booking: Booking, sale: Sale
) -> Iterator[Booking | HoldersNamed | HoldersNotNamed | BookingForbidden]:
    """The names are for who shows them; here they are counted, so that the last ones are known."""
    if asked.asker_id != booking.buyer_id and not sale.obeys(asked):
        yield BookingForbidden.of(asked)
    elif reason := why_not(asked, booking):
        yield HoldersNotNamed.of(booking, reason=reason)
    else:
        yield booking.but(edits=booking.edits + 1)
        yield HoldersNamed.of(booking, names=asked.names, edit=booking.edits + 1)


def why_not(asked: NameHolders, booking: Booking) -> str:
    """Why the names stay as they are, as a reason; empty if they do not."""
    if booking.state != "confirmed":
        return "no_tickets"
    foreign = any(name and name.person_id != booking.buyer_id for name in asked.names)
    return "other_count" if foreign or len(asked.names) != booking.size else ""
