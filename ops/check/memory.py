"""Asking the invariants of the books of a mesh in memory."""

from handlers.bookings.rows import Booking
from handlers.email.rows import Delivery
from handlers.inventory.rows import Stock
from handlers.payments.rows import PaymentIntent
from ops.check.asking import breaches, settle
from ops.check.breaches import BREACHES
from ops.check.invariant import Invariant
from ops.check.invariants import invariants
from ops.check.report import Counts, Finding, Report, finding
from ops.check.warnings import WARNINGS
from ops.memory.rows import Services, all_of


async def check(books: Services, patience: float) -> Report:
    """As the check of the real tables. Nothing else happens while an invariant is asked."""

    async def ask(invariant: Invariant) -> Finding:
        return finding(invariant, list(BREACHES[invariant.name](books)))

    at_once = await breaches(ask, [one for one in invariants() if one.at_once])
    settled = await settle(ask, [one for one in invariants() if not one.at_once], patience)
    return Report(counts(books), [*at_once, *settled], await breaches(ask, WARNINGS))


def counts(books: Services) -> Counts:
    bookings, stocks = all_of(books["bookings"], Booking), all_of(books["inventory"], Stock)
    return {
        "events": len(stocks),
        "bookings": len(bookings),
        "confirmed": sum(one.state == "confirmed" for one in bookings),
        "tickets": sum(one.sold for one in stocks),
        "payments": sum(one.state in ("succeeded", "refunded") for one in all_of(books["payments"], PaymentIntent)),
        "mails": sum(one.state == "sent" for one in all_of(books["email"], Delivery)),
    }
