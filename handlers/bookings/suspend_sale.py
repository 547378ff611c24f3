from collections.abc import Iterator

from contracts.catalog import SalesReinstated, SalesSuspended
from handlers.bookings.rows import Sale
from handlers.bookings.service import bookings


@bookings.step
def suspend_sale(said: SalesSuspended | SalesReinstated, sale: Sale) -> Iterator[Sale]:
    """What is held may still be paid for. A decision that was overtaken is no news."""
    if said.turn > sale.turn:
        yield sale.but(suspended=isinstance(said, SalesSuspended), turn=said.turn)
