"""A section has more seats than before, or fewer, and so has its event."""

from collections.abc import Iterator

from contracts.inventory import SectionChanged, StockBack, StockSoldOut
from contracts.seating import Layout
from handlers.inventory import counts
from handlers.inventory.rows import Section, Stock

Resized = Stock | SectionChanged | StockSoldOut | StockBack


def why_not(stock: Stock, added: int, in_use: tuple[str, ...] = ()) -> str:
    """Why the section stays as it is, as a reason; empty if it changes."""
    if stock.closed:
        return "event_cancelled"
    if in_use:
        return "seats_in_use"
    return "over_capacity" if added > 0 and stock.capacity + added > (stock.room or stock.capacity) else ""


def resized(said: Layout, section: Section, stock: Stock, added: int) -> Iterator[Resized]:
    """It is told as it is now."""
    yield (after := stock.resized(added))
    sold_as = {"ticket_type": section.ticket_type, "price": section.price}
    yield SectionChanged.of(said, added=added, capacity=after.capacity, **sold_as, **counts.after(after))
    if after.gone != stock.gone:
        yield (StockSoldOut if after.gone else StockBack).of(after, stock_seq=stock.version + 1)
