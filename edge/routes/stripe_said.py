"""What the payment provider said, once its signature is known to be good: is it for anybody here?"""

import json
from datetime import UTC, datetime
from typing import Any

from choreography.envelope import TEXT_AT_MOST
from contracts.edge import StripeEventNoticed, Webhook, stripe_event, stripe_notice
from contracts.webhooks import HEARD
from edge.bodies.words import in_time
from edge.door.plain import wrong
from edge.problem import Problem

IDS = ("provider_event_id", "provider_id", "method_id", "object_id", "event_id", "booking_id")
THIN = "v2.core.event"
"""What the provider calls an event that tells of an object, and nothing of how it is."""
NUL = r"\u0000"
"""As JSON writes it."""


def said(body: str, live: bool | None) -> Webhook | StripeEventNoticed | None:
    """None of a kind that nobody hears, whatever it is about. Raises Problem for what is signed, but no event, or not
    of our account."""
    try:
        event = json.loads(body)
        if not ours(event, live):
            raise Problem(400, "other_account")
        return told(event) if kind_of(event) in HEARD else None
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError) as error:
        raise wrong("no event of the provider's") from error


def ours(event: dict[str, Any], live: bool | None) -> bool:
    """Who listens for all accounts of a platform hears of others' money, too, and a test mode's is none. An event that
    does not say its mode is of neither."""
    return not (event.get("account") or event.get("context")) and live in (None, event.get("livemode"))


def kind_of(event: dict[str, Any]) -> str:
    """Raises KeyError or AttributeError for what is no event; what it is about may be as it likes, or nothing."""
    thin = event.get("object") == THIN
    _ = event["id"], event["related_object" if thin else "data"]
    kind: str = event["type"].removeprefix("v1." if thin else "")
    return kind


def told(event: dict[str, Any]) -> Webhook | StripeEventNoticed:
    if event.get("object") == THIN:
        return kept(stripe_notice(event))
    if due := (event["data"]["object"].get("evidence_details") or {}).get("due_by"):
        in_time(datetime.fromtimestamp(due, UTC))
    return kept(stripe_event(event))


def kept(event: Webhook | StripeEventNoticed) -> Webhook | StripeEventNoticed:
    """Raises ValueError for what no record or no table could keep: it would be a dead letter wherever it is heard."""
    in_time(getattr(event, "created", None))
    if not -(2**63) <= getattr(event, "price", 0) < 2**63:
        raise ValueError("a number beyond 64 bits")
    for id_ in (getattr(event, name, "none") for name in IDS):
        if not 0 < len(id_.encode()) <= TEXT_AT_MOST:
            raise ValueError("an id that is none")
    if NUL in event.model_dump_json():  # which raises for half a character
        raise ValueError("a character that no column holds")
    return event
