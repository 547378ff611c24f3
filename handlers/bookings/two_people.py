"""Of much money one person proposes what a second must ask for too."""

from collections.abc import Iterator

from contracts.bookings import ByOrganiserOf, SecondPersonNeeded
from handlers.bookings.rows import Booking
from handlers.bookings.settings import settings


def waits(asked: ByOrganiserOf, booking: Booking, amount: int) -> bool:
    """Is nobody else known to want the same? What went back before counts: parts are no way around it."""
    if booking.granted + amount <= settings().alone_at_most:
        return False
    return booking.proposed != matter(asked) or booking.proposed_by == asked.asker_id


def proposed(asked: ByOrganiserOf, booking: Booking, amount: int) -> Iterator[Booking | SecondPersonNeeded]:
    """The last proposal takes the place of any other."""
    yield booking.but(proposed=matter(asked), proposed_by=asked.asker_id)
    yield SecondPersonNeeded.of(asked, booking, amount=amount)


def settled(booking: Booking) -> Booking:
    """A proposal is good for once."""
    return booking.but(proposed="", proposed_by="")


def matter(asked: ByOrganiserOf) -> str:
    """All of it but who asks."""
    return f"{type(asked).__name__} {asked.model_dump_json(exclude={'asker_id', 'by_operator', 'roles'})}"
