"""One example of each problem that the door may answer with, by its code."""

import re
from typing import Any

from contracts.errors import REASONS
from contracts.example_words import TIME
from edge.answered.shapes import Sometimes, schema_of, value_of
from edge.explained import LATE, STANDING, explained

OWN_STATUSES = {
    400: "bad_request bad_signature other_account",
    401: "pass_token_invalid session_revoked token_expired token_invalid token_missing",
    403: "forbidden foreign_event foreign_origin link_over role_missing scope_missing second_factor_needed "
         "session_needed state_invalid step_up_required organiser_unverified",
    404: "not_found passes_off",
    405: "method_not_allowed",
    408: "too_slow",
    409: "account_erased another_event confirmation_needed forged nothing_due preview_changed too_new",
    413: "too_large",
    415: "unsupported_media_type",
    422: "card_number idempotency_key_reused invalid",
    429: "too_many_requests",
    431: "head_too_large",
    500: "internal",
    503: "busy limits_unavailable maintenance queue_full sign_in_slow starting unavailable",
}  # fmt: skip
"""Of what the door says by itself; the services' reasons have theirs in `contracts.errors`."""
WRONG = {"field": Sometimes("seats"), "pointer": Sometimes("#/seats"), "message": "is missing"}
TOLD: dict[str, Any] = {
    "booking_id": "8b6f0c3e-5d2a91", "event_id": "8b6f0c3e", "ticket": "8b6f0c3e-5d2a91.1", "gate": "North",
    "admitted_at": TIME, "lost": ["stalls-A1"], "left": 2_500, "state": "proposed", "refund": 13_000, "currency": "EUR",
    "until": TIME, "stock_seq": 1_204, "used": [2], "errors": [WRONG],
    "roles": ["organiser"], "scope": "scan", "organisations": ["org-77"], "voucher": "from-a-return",
    "bookings": 31, "by_hand": 0, "confirmation": "9F31A0C2", "id": "8b6f0c3e",
}  # fmt: skip
"""What some tell besides, each where it has something to tell."""
ALWAYS: dict[str, tuple[str, ...]] = {
    "confirmation_needed": ("bookings", "refund", "by_hand", "currency"), "role_missing": ("roles",),
    "preview_changed": ("bookings", "refund", "by_hand", "currency", "confirmation"), "last_owner": ("organisations",),
}  # fmt: skip
ONE = {
    "type": "/problems/taken", "title": "taken", "status": 409, "code": "taken", "detail": "", "correlation_id": "",
}  # fmt: skip
NAMED = re.compile(r"`([a-z_]+)`")


def statuses() -> dict[str, int]:
    """By every code; of one that has several statuses the lowest."""
    services = {code: reason.statuses[0] for code, reason in REASONS.items() if reason.statuses}
    standing = dict.fromkeys((*STANDING, *LATE), 409)
    return standing | services | {code: status for status, codes in OWN_STATUSES.items() for code in codes.split()}


def problem(code: str, status: int) -> dict[str, Any]:
    """What its text names is told with it."""
    detail = explained(code)
    said = {"type": f"/problems/{code}", "title": code.replace("_", " "), "status": status, "code": code}
    names = [name for name in (*NAMED.findall(detail), *ALWAYS.get(code, ())) if name in TOLD]
    told = {name: value_of(TOLD[name]) for name in dict.fromkeys(names)}
    return said | {"detail": detail, "correlation_id": "0a1b2c3d4e5f"} | told


def schema() -> dict[str, Any]:
    """Of all of them: what each has, and what some have besides."""
    needed = ["code", "status", "title", "type"]
    return schema_of(ONE | TOLD) | {"title": "Problem", "required": needed}


def problems() -> dict[str, dict[str, Any]]:
    return {code: problem(code, status) for code, status in sorted(statuses().items())}
