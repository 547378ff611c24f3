"""Where add-ons, holds and bookings disagree."""

from handlers.bookings.rows import Booking
from handlers.inventory.rows import Hold, Stock
from ops.check.breaches_seats import Rows
from ops.memory.rows import Services, all_of


def miscounted(books: Services) -> Rows:
    holds = all_of(books["inventory"], Hold)
    for stock in all_of(books["inventory"], Stock):
        mine = [hold for hold in holds if hold.event_id == stock.event_id]
        for name, one in stock.add_ons.items():
            held, sold = (
                sum(hold.add_ons.get(name, 0) for hold in mine if hold.state == state) for state in ("held", "sold")
            )
            if (one.held, one.sold) != (held, sold) or held + sold > one.capacity:
                yield f"{stock.event_id}/{name}", held, sold


def disagreeing(books: Services) -> Rows:
    holds = {one.key: one for one in all_of(books["inventory"], Hold)}
    for booking in all_of(books["bookings"], Booking):
        hold = holds.get(booking.key)
        if hold and booking.state == "confirmed" and booking.add_ons != hold.add_ons:
            yield booking.booking_id, booking.add_ons, hold.add_ons
