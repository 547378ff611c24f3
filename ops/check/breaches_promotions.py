"""Where codes, their uses and the bookings that have them disagree."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from handlers.bookings.rows import OVER, Booking
from handlers.promotions.rows import BuyerUses, Promotion, Use
from ops.memory.rows import Services, all_of

Rows = Iterator[tuple[Any, ...]]


def miscounted(books: Services) -> Rows:
    held = [use for use in all_of(books["promotions"], Use) if use.state == "held"]
    uses, mine = Counter(use.promotion_id for use in held), Counter((use.promotion_id, use.buyer_id) for use in held)
    for one in all_of(books["promotions"], Promotion):
        if one.uses != uses[one.promotion_id] or 0 < one.uses_at_most < one.uses:
            yield one.promotion_id, one.uses, uses[one.promotion_id], one.uses_at_most
    for own in all_of(books["promotions"], BuyerUses):
        if own.uses != mine[own.key[0], own.key[1]]:
            yield f"{own.promotion_id}/{own.buyer_id}", own.uses, mine[own.key[0], own.key[1]], 0


def disagreeing(books: Services) -> Rows:
    has = {
        (booking.use.promotion_id, booking.booking_id)
        for booking in all_of(books["bookings"], Booking)
        if booking.use and booking.use.granted and booking.state not in OVER
    }
    held = {use.key for use in all_of(books["promotions"], Use) if use.state == "held"}
    yield from ((booking_id, promotion_id) for promotion_id, booking_id in sorted(has ^ held))
