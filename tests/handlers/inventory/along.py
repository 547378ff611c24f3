"""What is said around the sale of places to stand and of add-ons, of which one shares a quota with them."""

from typing import Any

from choreography.testing import Bench
from contracts.bookings import BookingRequested
from contracts.catalog import AddOn, EventPublished, Quota, TicketType
from contracts.prices import Terms
from handlers.inventory import inventory as service
from handlers.inventory.rows import Hold, Stock
from tests.handlers.inventory.saying import published, requested

TYPES = (TicketType(name="seated", price=5_000), TicketType(name="standing", price=1_000, capacity=4))
ADD_ONS = (
    AddOn(name="parking", price=500, capacity=3),
    AddOn(name="programme", price=119, capacity=9, per_ticket=1),
)
FLOOR = Quota(name="floor", size=4, ticket_types=("standing",), add_ons=("parking",))
TERMS = Terms(tax_rate=1_900, tax_included=True, fee=100)


def offered() -> EventPublished:
    offer = {"ticket_types": TYPES, "quotas": (FLOOR,), "add_ons": ADD_ONS, "capacity": 6, "room": 99}
    return published(TERMS).model_copy(update=offer)


def selling() -> Bench:
    bench = Bench(service)
    bench.given(offered())
    return bench


def what(quantity: int, booking: str = "b1", **add_ons: int) -> dict[str, Any]:
    return {"ticket_type": "standing", "quantity": quantity, "booking": booking, "add_ons": add_ons}


def wants(quantity: int, booking: str = "b1", attempt: int = 1, **add_ons: int) -> BookingRequested:
    return requested(**what(quantity, booking, **add_ons), attempt=attempt)


def used(bench: Bench) -> dict[str, tuple[int, int]]:
    """Held and sold, of each add-on and of the quota."""
    stock = bench.row(Stock, "e1")
    assert stock
    return {name: (one.held, one.sold) for name, one in (*stock.add_ons.items(), *stock.quotas.items())}


def agrees(bench: Bench) -> None:
    """Each add-on is counted as the holds have it, and the quota as tickets and add-ons together."""
    stock = bench.row(Stock, "e1")
    assert stock and stock.legal(None)
    holds = [hold for hold in bench.books.rows.get(Hold, {}).values() if isinstance(hold, Hold)]
    by = {state: [hold for hold in holds if hold.state == state] for state in ("held", "sold")}
    for name, one in stock.add_ons.items():
        mine = [sum(hold.add_ons.get(name, 0) for hold in by[state]) for state in ("held", "sold")]
        assert mine == [one.held, one.sold] and sum(mine) <= one.capacity, name
    floor, parking = stock.quotas["floor"], stock.add_ons["parking"]
    places = [sum(hold.size for hold in by[state] if not hold.seats) for state in ("held", "sold")]
    assert [floor.held, floor.sold] == [places[0] + parking.held, places[1] + parking.sold]
