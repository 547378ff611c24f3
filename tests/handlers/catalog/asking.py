"""What an organiser asks for: a concert with seats in the stalls and places to stand."""

from datetime import timedelta
from typing import Any

from choreography.changes import Said
from choreography.testing import START, Bench
from contracts.base import MESSAGES
from contracts.catalog import (
    AddSection,
    CancelEvent,
    ChangeEvent,
    CreateEvent,
    CreateVenue,
    DeleteEvent,
    PostponeEvent,
    PublishEvent,
    RescheduleEvent,
    TicketType,
)
from contracts.inventory import SectionChanged, StockBack, StockSoldOut
from handlers.catalog.rows import Listing

SEATED, STANDING = TicketType(name="seated", price=5_000), TicketType(name="standing", price=2_000, capacity=300)


def create(**other: Any) -> CreateEvent:
    said: dict[str, Any] = {
        "event_id": "e1",
        "organiser_id": "olga",
        "name": "Concert",
        "place": "Town hall",
        "currency": "EUR",
        "ticket_types": (SEATED, STANDING),
        "starts_at": START + timedelta(days=30),
        "ends_at": START + timedelta(days=30, hours=3),
        "sale_opens": START,
        "sale_closes": START + timedelta(days=30),
    }
    return CreateEvent(**said | other)


def add(section: str = "stalls", **other: Any) -> AddSection:
    said: dict[str, Any] = {"event_id": "e1", "organiser_id": "olga", "section": section, "ticket_type": "seated"}
    return AddSection(**{"rows": {"A": 10, "B": 12}} | said | other)


def publish(**other: Any) -> PublishEvent:
    return PublishEvent(**{"event_id": "e1", "organiser_id": "olga"} | other)


def change(by: dict[str, Any] | None = None, **fields: Any) -> ChangeEvent:
    """`by` says who asks, if it is not the organiser."""
    return ChangeEvent(**{"event_id": "e1", "organiser_id": "olga"} | (by or {}), changed=tuple(fields), **fields)


def postpone(**other: Any) -> PostponeEvent:
    return PostponeEvent(**{"event_id": "e1", "organiser_id": "olga", "reason": "storm"} | other)


def reschedule(**other: Any) -> RescheduleEvent:
    """To three weeks later."""
    later = START + timedelta(days=51)
    said = {"starts_at": later, "ends_at": later + timedelta(hours=3), "sale_closes": later}
    return RescheduleEvent(**{"event_id": "e1", "organiser_id": "olga"} | said | other)


def delete(**other: Any) -> DeleteEvent:
    return DeleteEvent(**{"event_id": "e1", "organiser_id": "olga"} | other)


def sold_out(stock_seq: int = 7) -> StockSoldOut:
    return StockSoldOut(event_id="e1", stock_seq=stock_seq)


def back(stock_seq: int = 8) -> StockBack:
    return StockBack(event_id="e1", stock_seq=stock_seq)


def section_changed(rows: dict[str, int], added: int, stock_seq: int = 7, **other: Any) -> SectionChanged:
    said = {"event_id": "e1", "change_id": "c1", "section": "stalls", "rows": rows, "added": added}
    return SectionChanged(**said | {"capacity": 322 + added, "stock_seq": stock_seq} | other)


def state(bench: Bench) -> str:
    listing = bench.row(Listing, "e1")
    return listing.state if listing else ""


def come_round(bench: Bench) -> None:
    """What catalog says to itself by way of the log is heard, until there is no more."""
    heard = set[str]()
    while fresh := [said for said in bench.books.outbox.values() if said.id not in heard and of_venue(said)]:
        for said in fresh:
            heard.add(said.id)
            bench.when(MESSAGES[said.envelope.type].model_validate_json(said.body), id=said.id)


def of_venue(said: Said) -> bool:
    return said.envelope.type.startswith("Slot")


def cancel(**other: Any) -> CancelEvent:
    return CancelEvent(**{"event_id": "e1", "organiser_id": "olga", "reason": "rain"} | other)


def venue(**other: Any) -> CreateVenue:
    said = {"venue_id": "v1", "organiser_id": "olga", "name": "Town hall", "place": "Main street 1", "capacity": 900}
    return CreateVenue(**said | other)
