"""What a pass shows of a ticket, in the words of PassKit."""

from typing import Any

from edge.ticketing.cards import Card
from edge.ticketing.wallet.settings import PassSettings

STANDS = {"postponed": "Postponed: a new date is to come.", "cancelled": "Cancelled."}
"""What is said of an event in such a state."""
NEWS = "%@"
"""The device tells of a changed field by its new value."""


def shown(card: Card, serial: str, secret: str, settings: PassSettings) -> dict[str, Any]:
    """`secret` is what the device shows when it asks for changes."""
    return {
        "formatVersion": 1,
        "passTypeIdentifier": settings.type_id,
        "teamIdentifier": settings.team_id,
        "organizationName": settings.organisation,
        "serialNumber": serial,
        "description": f"Ticket for {card.event}",
        "groupingIdentifier": card.booking_id,
        "webServiceURL": f"{settings.url.rstrip('/')}/passes",
        "authenticationToken": secret,
        "foregroundColor": "rgb(255, 255, 255)",
        "backgroundColor": "rgb(31, 58, 95)",
        "sharingProhibited": True,
        "eventTicket": fields(card),
        **relevance(card),
    }


def relevance(card: Card) -> dict[str, Any]:
    """What is void opens no gate: it has no code, and does not come up by itself."""
    if not card.code:
        return {"voided": True}
    code = {"format": "PKBarcodeFormatQR", "message": card.code, "messageEncoding": "iso-8859-1"}
    return {"barcodes": [code]} | ({"relevantDate": card.starts_at} if card.starts_at else {})


def fields(card: Card) -> dict[str, list[dict[str, Any]]]:
    """Each where the device has a place for it; what nobody has said has none."""
    found = {
        "primaryFields": [field("event", "Event", card.event)],
        "secondaryFields": [when(card), field("place", "Where", card.place)],
        "auxiliaryFields": [field("seat", "Seat", card.seat), field("holder", "Name", card.holder)],
        "backFields": [
            field("state", "Event", STANDS.get(card.state, "")),
            field("serial", "Serial", card.serial),
            field("booking", "Booking", card.booking_id),
        ],
    }
    return {name: [one for one in those if one["value"]] for name, those in found.items()}


def field(key: str, label: str, value: str) -> dict[str, Any]:
    return {"key": key, "label": label, "value": value, "changeMessage": NEWS}


def when(card: Card) -> dict[str, Any]:
    """By the organiser's clock, wherever the device is."""
    styles = {"dateStyle": "PKDateStyleMedium", "timeStyle": "PKDateStyleShort", "ignoresTimeZone": True}
    return field("starts", "When", card.starts_at) | styles
