"""Answers to operators, to providers, and to whoever looks something up."""

from typing import Any

from edge.answered.shapes import Maybe, Named
from edge.answered.words import ANN, BOOKING, LATER, NOW, OTTO, SOON, By, Text, page

READY = {"status": "ready", "there": Named({"postgresql": True}), "breakers": Named({"edge": Named({"redis": "open"})})}
WINDOW = {"since": NOW, "until": SOON}
LAG = {"topic": "bookings.events", "partition": 0, "handled": 117, "end": 120, "seconds": 0.4, "messages": 3}

ANSWERS: dict[str, Any] = {
    "GET /health/live": {"status": "live"},
    "GET /health/ready": By({200: READY, 503: READY | {"status": "not ready"}}),
    "GET /metrics": Text("text/plain", "boxoffice_requests_total 1.0"),
    "GET /ops/lanes": Named({"views": [LAG]}),
    "GET /problems/{code}": {"code": "taken", "meaning": "At least one of the seats is another's; `lost` names them."},
    "GET /.well-known/jwks.json": {
        "keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "k-2027-1", "n": "0a1b2c", "e": "AQAB"}],
    },
    "POST /webhooks/stripe": {"received": True},
    "POST /webhooks/mail": {"received": True},
    "GET /money/cases": page(
        id="case-4", kind="missing_here", booking_id=BOOKING, expected=0, found=6_650, currency="EUR",
        proposal="refund", opened_at=NOW, state="open", reason="", proposed_by="", applied_by="",
    ),
    "GET /security/alerts": page(
        id=f"{ANN}-alert-1", account_id=ANN, kind="failed_sign_ins", count=20, **WINDOW, state="open",
        acknowledged_by="", resolved_by="",
    ),
    "GET /security/incidents": page(
        id=f"{ANN}-incident-1", account_id=ANN, kinds=["failed_sign_ins"], alerts=[f"{ANN}-alert-1"], **WINDOW,
        state="open", acknowledged_by="", closed_by="", note="",
    ),
    "GET /security/accounts/{account_id}/risk": {
        "account_id": ANN, "risk": "raised", "since": Maybe(LATER), "operator_id": OTTO,
    },
}  # fmt: skip
