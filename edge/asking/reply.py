"""From an answer to a response: the message's own status and body, or a problem with the message's reason."""

from dataclasses import dataclass
from typing import Any

import msgspec
from litestar.response.base import ASGIResponse

from contracts.base import MESSAGES, Event
from contracts.errors import REASONS
from edge.asking.waiting import Answered
from edge.problem import Problem, not_found, unavailable

REFUSED = {code: reason.refused for code, reason in REASONS.items() if reason.refused}
"""The status of a refusal, by its reason; any other is a conflict."""
RETRY_AFTER = 30
"""Seconds, where a service is full."""
BOOKINGS = ("BookingCancellationForbidden", "BookingForbidden", "OfferForbidden", "ReissueForbidden")
OF_ANOTHER = dict.fromkeys(BOOKINGS, "booking") | {
    "PromotionForbidden": "promotion",
    "MembershipForbidden": "organisation",
    "AddressUnknown": "address",
    "PaymentMethodUnknown": "payment method",
}
"""Whose it is, is nobody else's business."""
MORE = (
    "booking_id",
    "event_id",
    "ticket",
    "gate",
    "admitted_at",
    "lost",
    "used",
    "left",
    "state",
    "refund",
    "currency",
    "until",
    "stock_seq",
)
"""What a problem tells of the answer besides its reason, where it has a value."""
NONE_BELOW = ("stock_seq",)
"""Counted from 1: 0 says that there is none."""
FROM = 400
"""Statuses that are problems."""
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Place:
    """Where what was asked for will be seen: its id, its address, the channel that tells of it."""

    id: str
    status: str
    channel: str = ""


def accepted(place: Place) -> ASGIResponse:
    said = {"id": place.id, "state": "accepted", "status": place.status, "channel": place.channel}
    body = msgspec.json.encode({name: value for name, value in said.items() if value})
    return ASGIResponse(body=body, status_code=202, media_type=JSON, headers={"Location": place.status})


def replied(answered: Answered | None, place: Place, waited: int = 0) -> ASGIResponse:
    """Raises Problem if the answer is one."""
    if answered is None:
        return accepted(place)
    status = good(answered)
    body = b'{"type":"%b",' % answered.kind.encode() + answered.body[1:]
    headers = {"Location": place.status, "Preference-Applied": f"wait={waited}"}
    return ASGIResponse(body=body, status_code=status, media_type=JSON, headers=headers)


def good(answered: Answered) -> int:
    """The answer's status. Raises Problem if it is a refusal of any kind."""
    message = MESSAGES[answered.kind]
    status = message.STATUS if issubclass(message, Event) else 0
    if what := OF_ANOTHER.get(answered.kind):
        raise not_found(what)
    if not status or status >= FROM:
        raise _problem(answered, status)
    return status


def _problem(answered: Answered, status: int) -> Problem:
    said: dict[str, Any] = msgspec.json.decode(answered.body)
    reason = said.get("reason") or said.get("state") or _snake(answered.kind)
    more = {name: said[name] for name in MORE if said.get(name) or (said.get(name) == 0 and name not in NONE_BELOW)}
    if (known := REASONS.get(reason)) and known.status:
        return Problem(known.status, reason, **more)
    if wrong := said.get("faults"):
        faults = [{"pointer": f"#{where}", "message": what} for where, what in wrong]
        return Problem(422, "invalid", errors=faults, **more)
    if status == 422:  # noqa: PLR2004 the reason is then a field
        return Problem(422, "invalid", errors=[{"field": reason, "message": "out of bounds"}], **more)
    if status == 503:  # noqa: PLR2004
        return unavailable(RETRY_AFTER, reason, **more)
    return Problem(status or REFUSED.get(reason, 409), reason, **more)


def _snake(name: str) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")
