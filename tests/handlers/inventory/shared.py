"""What is said around the sale of three types that share two quotas: `child` is in both."""

from typing import Any

from choreography.testing import Bench
from contracts.bookings import BookingRequested
from contracts.catalog import Quota, TicketType, places
from handlers.inventory import inventory as service
from handlers.inventory.rows import Block, Hold, Stock, TicketStock
from tests.handlers.inventory.saying import published, requested

TYPES = tuple(TicketType(name=name, price=1_000, capacity=3) for name in ("adult", "child", "member"))
QUOTAS = (
    Quota(name="floor", size=4, ticket_types=("adult", "child")),
    Quota(name="bar", size=3, ticket_types=("child", "member")),
)


def selling(seats: int = 0) -> Bench:
    bench = Bench(service)
    offer = {"ticket_types": TYPES, "quotas": QUOTAS, "capacity": places(TYPES, QUOTAS) + seats, "room": 99}
    bench.given(published().model_copy(update=offer))
    return bench


def what(kind: str, quantity: int, booking: str) -> dict[str, Any]:
    return {"ticket_type": kind, "quantity": quantity, "booking": booking}


def wants(kind: str, quantity: int, booking: str, **other: Any) -> BookingRequested:
    return requested(**what(kind, quantity, booking), **other)


def shared(bench: Bench) -> dict[str, tuple[int, int]]:
    """Held and sold, of each quota."""
    stock = bench.row(Stock, "e1")
    return {name: (one.held, one.sold) for name, one in stock.quotas.items()} if stock else {}


def blocked(bench: Bench) -> list[Block]:
    rows = [row for row in bench.books.rows.get(Block, {}).values() if isinstance(row, Block)]
    return [row for row in rows if row.state == "blocked"]


def agrees(bench: Bench) -> None:
    """Each quota has what the holds of its types have, and each type knows what it has left."""
    stock = bench.row(Stock, "e1")
    assert stock
    holds = [hold for hold in bench.books.rows.get(Hold, {}).values() if isinstance(hold, Hold)]
    for name, quota in stock.quotas.items():
        mine = [hold for hold in holds if not hold.seats and hold.ticket_type in quota.ticket_types]
        counted = tuple(sum(hold.size for hold in mine if hold.state == state) for state in ("held", "sold"))
        assert counted == (quota.held, quota.sold) and sum(counted) + quota.blocked <= quota.size, name
        assert quota.blocked == sum(block.size for block in blocked(bench) if block.ticket_type in quota.ticket_types)
    for kind in TYPES:
        tier = bench.row(TicketStock, "e1", kind.name)
        assert tier and stock.remaining[kind.name] == tier.free
