from collections.abc import Iterator

from contracts.catalog import EventPostponed, EventRescheduled
from handlers.bookings.rows import Sale
from handlers.bookings.service import bookings


@bookings.step
def postpone_sale(postponed: EventPostponed, sale: Sale) -> Iterator[Sale]:
    """What is held may still be paid for."""
    yield sale.but(postponed=True)


@bookings.step
def reopen_sale(rescheduled: EventRescheduled, sale: Sale) -> Iterator[Sale]:
    yield sale.but(postponed=False, closes=rescheduled.sale_closes)
