"""What a person may know of a message, as a socket will carry it."""

import json
from typing import Any

from pydantic_core import to_json

from choreography.envelope import Envelope
from contracts.base import Choice, Message, Refused
from contracts.email import NoticePosted
from contracts.inventory import Counted, along, spoken_of

NOT_TOLD = {"codes", "counts", "free"}
"""Ticket codes are fetched, not pushed: a socket's log must not hold a ticket. Counts are told of the event."""
INBOX = "/me/inbox"


def booking_body(message: Message, envelope: Envelope) -> str:
    """For the buyer alone: everything but the codes."""
    fields = message.model_dump(mode="json", exclude=NOT_TOLD)
    return _json({"type": envelope.type, "at": envelope.time.isoformat(), "version": envelope.version, **fields})


def refusal_body(refused: Refused, envelope: Envelope) -> str:
    """What was asked for, and why it is not done. Which of our rows was missing is our own matter."""
    told = {"event_id": refused.event_id, "booking_id": refused.about, "name": refused.name, "reason": refused.reason}
    return _json({"type": envelope.type, "at": envelope.time.isoformat(), "version": envelope.version, **told})


def event_body(state: str, message: Any, envelope: Envelope) -> str:
    """For anybody: seats and counts, no buyer and no booking.

    `seats`, `counts`, `free`, `sale` and `plan` are as they are after it: later ones may be laid over them.
    """
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
            **after(message),
            **lasting(state, message),
        }
    )


def after(message: Any) -> dict[str, Any]:
    """Nothing of one of before counts were told."""
    told = isinstance(message, Counted) and message.counts
    return {"counts": message.counts, "free": message.free} if told else {}


def lasting(state: str, message: Any) -> dict[str, Any]:
    """What a later change does not undo: whether the event is sold, and the last change of its plan."""
    if state in ("open", "closed"):
        return {"sale": state}
    return {"plan": message.stock_seq} if state == "changed" else {}


def progress_body(cancelled: int, refunded: int, envelope: Envelope) -> str:
    """As it is by now: later ones may be laid over it."""
    at = envelope.time.isoformat()
    return _json({"type": "CancellationMoved", "at": at, "cancelled": cancelled, "refunded": refunded})


def notice_body(said: NoticePosted, envelope: Envelope) -> str:
    """That it came, and where it stands."""
    told = {"id": said.notice_id, "kind": said.kind, "link": INBOX}
    return _json({"type": envelope.type, "at": envelope.time.isoformat(), **told})


def frame(channel: str, n: int, body: str) -> bytes:
    """What the hub hears over NATS."""
    return f'{{"channel": {json.dumps(channel)}, "from": {n}, "to": {n}, "body": {body}}}'.encode()


def _json(value: dict[str, Any]) -> str:
    return to_json(value).decode()
