"""Events to sell: 40,000 seats in 80 sections, and a general-admission type beside them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.load.job import Want
from bench.plan import Load
from bench.systems.api import Api, together

SECTIONS, ROWS, NUMBERS = 80, "ABCDEFGHIJ", 50
PLACES = 1_000_000


@dataclass
class Seats:
    """What is still to be sold of one event, section by section."""

    event_id: str
    left: list[str] = field(default_factory=list)


def seats(sections: int) -> list[str]:
    """In no order that a table likes: neighbours are sold at different times."""
    names = [f"S{s}-{row}{n}" for n in range(1, NUMBERS + 1) for row in ROWS for s in range(1, sections + 1)]
    return names[::2] + names[1::2]


async def event(api: Api, organiser: str, price: int, sections: int = SECTIONS) -> Seats:
    """On sale when this returns."""
    made = await api.post("/events", offer(price), organiser)
    path = f"/events/{made['event_id']}"
    rows = dict.fromkeys(ROWS, NUMBERS)
    named = [{"section": f"S{n}", "ticket_type": "seat", "rows": rows} for n in range(1, sections + 1)]
    await together(api.post(f"{path}/sections", section, organiser) for section in named)
    await api.post(f"{path}/publication", {}, organiser)
    return Seats(made["event_id"], seats(sections))


def offer(price: int) -> dict[str, Any]:
    now = datetime.now(UTC)
    types = [{"name": "seat", "price": price}, {"name": "floor", "price": price, "capacity": PLACES}]
    times = {"sale_opens": -1, "sale_closes": 24 * 29, "starts_at": 24 * 30, "ends_at": 24 * 30 + 3}
    said: dict[str, Any] = {name: (now + timedelta(hours=hours)).isoformat() for name, hours in times.items()}
    return said | {"name": "Measured", "currency": "EUR", "ticket_types": types}


def wanted(load: Load, count: int, on_sale: list[Seats], buyers: int) -> list[Want]:
    """Each event gets its share of the bookings, in turn. Raises IndexError if its seats do not suffice."""
    return [Want(body(load, on_sale[n % len(on_sale)]), n % buyers) for n in range(count)]


def body(load: Load, seats: Seats) -> dict[str, Any]:
    if load.hot:
        return {"event_id": seats.event_id, "ticket_type": "floor", "quantity": 1}
    return {"event_id": seats.event_id, "seats": [seats.left.pop()]}
