"""Thin events: they say what happened to which object, and leave the reader to fetch it."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from ops.stripe_fake.objects import Event, Json

PATHS = {"payment_intent": "payment_intents", "charge": "charges", "refund": "refunds", "dispute": "disputes"}
PATHS |= {"payment_method": "payment_methods", "setup_intent": "setup_intents"}


def thin(event: Event) -> Json:
    """The same event in the second generation's shape; `context` names the account when it is another's."""
    return {
        "id": event.id,
        "object": "v2.core.event",
        "type": f"v1.{event.type}",
        "created": datetime.fromtimestamp(event.created, UTC).isoformat().replace("+00:00", "Z"),
        "livemode": event.livemode,
        "context": event.account,
        "reason": reason(event),
        "related_object": related(event.data["object"]),
    }


def related(subject: Json) -> Json:
    kind, id = subject.get("object", ""), subject.get("id", "")
    return {"id": id, "type": kind, "url": f"/v1/{PATHS.get(kind, kind)}/{id}"}


def reason(event: Event) -> Json | None:
    return {"type": "request", "request": event.request} if event.request["id"] else None


def payload(event: Event, kind: str, overrides: dict[str, Any]) -> bytes:
    """The bytes to sign."""
    body = thin(event) if kind == "thin" else msgspec.to_builtins(event)
    return msgspec.json.encode({**body, **overrides})
