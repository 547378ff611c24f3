"""What an organiser asks for: a concert with seats in the stalls and places to stand."""

from datetime import timedelta
from typing import Any

from choreography.testing import START
from contracts.catalog import AddSection, CancelEvent, CreateEvent, CreateVenue, PublishEvent, TicketType

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


def cancel(**other: Any) -> CancelEvent:
    return CancelEvent(**{"event_id": "e1", "organiser_id": "olga", "reason": "rain"} | other)


def venue(**other: Any) -> CreateVenue:
    said = {"venue_id": "v1", "organiser_id": "olga", "name": "Town hall", "place": "Main street 1", "capacity": 900}
    return CreateVenue(**said | other)
