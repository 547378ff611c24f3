"""What an API token opens: each scope, its routes.

What stands under none is done by who is signed in, never by a token: accounts, tokens, sessions, second factors, and
all that asks for a fresh code.
"""

import re
from functools import cache

from contracts.identity import Scope
from edge.live.ports import User
from edge.problem import Problem

ROUTES: dict[Scope, tuple[str, ...]] = {
    "read": (
        "GET /me",
        "GET /me/inbox",
        "GET /venues/{venue_id}",
        "GET /events",
        "GET /events/{event_id}",
        "GET /events/{event_id}/availability",
        "GET /events/{event_id}/seats",
        "GET /events/{event_id}/plan",
        "GET /events/{event_id}/queue",
        "GET /events/{event_id}/queue/receipts",
        "GET /events/{event_id}/queue/place",
        "POST /events/{event_id}/quote",
        "GET /bookings",
        "GET /bookings/{booking_id}",
        "GET /bookings/{booking_id}/cancellation",
        "GET /bookings/{booking_id}/receipt",
        "GET /bookings/{booking_id}/receipt.pdf",
        "GET /bookings/{booking_id}/tickets",
        "GET /bookings/{booking_id}/tickets.pdf",
        "GET /bookings/{booking_id}/tickets/{number}/pass",
        "GET /bookings/{booking_id}/holders",
        "GET /bookings/{booking_id}/returns",
    ),
    "book": (
        "POST /events/{event_id}/queue/place",
        "DELETE /events/{event_id}/queue/place",
        "POST /bookings",
        "DELETE /bookings/{booking_id}",
        "POST /bookings/{booking_id}/offer",
        "POST /bookings/{booking_id}/tickets/reissue",
        "PUT /bookings/{booking_id}/holders",
        "POST /bookings/{booking_id}/confirmation",
        "POST /bookings/{booking_id}/returns",
    ),
    "events": (
        "POST /venues",
        "POST /events",
        "PATCH /events/{event_id}",
        "DELETE /events/{event_id}",
        "POST /events/{event_id}/sections",
        "PUT /events/{event_id}/sections",
        "PUT /events/{event_id}/plan",
        "POST /events/{event_id}/publication",
        "POST /events/{event_id}/postponement",
        "POST /events/{event_id}/rescheduling",
        "GET /events/{event_id}/cancellation",
        "POST /events/{event_id}/announcements",
        "PATCH /events/{event_id}/queue",
        "GET /events/{event_id}/blocks",
        "POST /events/{event_id}/blocks",
        "DELETE /events/{event_id}/blocks/{block_id}",
        "POST /events/{event_id}/blocks/{block_id}/unblocking",
        "GET /events/{event_id}/bookings",
        "POST /events/{event_id}/complimentary",
        "GET /promotions",
        "POST /promotions",
        "POST /promotions/{promotion_id}/deactivation",
    ),
    "scan": (
        "GET /events/{event_id}/tickets/void",
        "POST /events/{event_id}/admissions",
        "GET /events/{event_id}/admissions/{ticket}",
        "DELETE /events/{event_id}/admissions/{ticket}",
    ),
    "money": ("GET /organisations/{organisation_id}/invoices", "GET /payouts", "GET /events/{event_id}/payouts"),
}
SCOPE_OF = {route: scope for scope, routes in ROUTES.items() for route in routes}


def check(user: User, method: str, path: str) -> None:
    """`path` is the route's, with its parameters unfilled. Raises Problem."""
    if user.scopes is None:
        return
    scope = SCOPE_OF.get(route_name(method, path))
    if scope is None:
        raise Problem(403, "session_needed")
    if scope not in user.scopes:
        raise Problem(403, "scope_missing", scope=scope)


@cache
def route_name(method: str, path: str) -> str:
    return f"{method} {re.sub(r':[a-z]+}', '}', path)}"
