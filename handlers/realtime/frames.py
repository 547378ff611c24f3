"""What a person may know of a message, as a socket will carry it."""

import json
from typing import Any

from choreography.envelope import Envelope
from contracts.base import Choice, Message
from contracts.inventory import along, spoken_of

BUYER_MAY_NOT_SEE = {"codes"}
"""Ticket codes are fetched, not pushed: a socket's log must not hold a ticket."""


def booking_body(message: Message, envelope: Envelope) -> str:
    """For the buyer alone: everything but the codes."""
    fields = message.model_dump(mode="json", exclude=BUYER_MAY_NOT_SEE)
    return _json({"type": envelope.type, "at": envelope.time.isoformat(), "version": envelope.version, **fields})


def event_body(state: str, message: Any, envelope: Envelope) -> str:
    """For anybody: seats and counts, no buyer and no booking."""
    tickets = spoken_of(message) if isinstance(message, Choice) else ()
    seats = {message.seats[number - 1]: state for number in tickets if message.seats}
    return _json(
        {
            "type": envelope.type,
            "at": envelope.time.isoformat(),
            "stock_seq": message.stock_seq,
            "seats": seats,
            "ticket_type": getattr(message, "ticket_type", ""),
            "quantity": len(tickets),
            "state": state,
            **({"add_ons": goes} if (goes := along(message)) else {}),
        }
    )


def frame(channel: str, n: int, body: str) -> bytes:
    """What the hub hears over NATS."""
    return f'{{"channel": {json.dumps(channel)}, "from": {n}, "to": {n}, "body": {body}}}'.encode()


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":"))
