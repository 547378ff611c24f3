"""The values that examples have, by the names of their fields."""

from typing import Any

from contracts.identity import account_id

ACCOUNT = "5f0c" * 8
TIME = "2027-06-01T18:30:00Z"
WORDS: dict[str, Any] = {
    "event_id": "8b6f0c3e", "booking_id": "8b6f0c3e-5d2a91", "buyer_id": "u-51c7", "account_id": "u-51c7",
    "asker_id": "u-51c7", "operator_id": "u-07e1", "organiser_id": "u-3fd0", "organisation_id": "org-77",
    "venue_id": "venue-12", "block_id": "block-3", "promotion_id": "promotion-5", "payout_id": "payout-9",
    "refund_id": "refund-2", "case_id": "case-4", "alert_id": "alert-6", "incident_id": "u-51c7-incident-1",
    "address_id": "address-1", "change_id": "change-2", "plan_id": "plan-1", "letter_id": "letter-1",
    "place_id": "8b6f0c3e-place-51c7", "message_id": "4b1d0a7e", "notice_id": "notice-8", "dispute_id": "dp_1Pq",
    "provider_id": "pi_1PqZ0a2eZvKY", "provider_event_id": "evt_1PqZ0a2e", "customer_id": "cus_Q3h1",
    "setup_id": "seti_1Pq",
    "method_id": "pm_1PqZ0a2eZvKYlo2C", "device_id": "device-1", "object_id": "pi_1PqZ0a2eZvKY", "by": ACCOUNT,
    "account": ACCOUNT, "attempt": ACCOUNT, "address": ACCOUNT, "person_id": account_id(ACCOUNT), "owner": ACCOUNT,
    "sid": f"{ACCOUNT}-{'0a1b2' * 4}", "token_id": f"{ACCOUNT}-{'0a1b2' * 4}", "replaces": "", "ring": "edge",
    "secret": "c2VhbGVk", "box": "c2VhbGVk", "tokens": "c2VhbGVk", "spare": "c2VhbGVk", "offer": "c2VhbGVk",
    "reply_to": "A" * 43, "public": "A" * 43, "digest": "0a1b" * 16, "seed": "0a1b" * 16, "commitment": "0a1b" * 16,
    "chain": "0a1b" * 16, "request": "4b1d0a7e", "key_id": "k-2027-1", "kid": "t-2027-1", "currency": "EUR",
    "price": 13_000, "amount": 13_000, "total": 13_000, "net": 11_000, "tax": 2_000, "fee": 300, "refund": 13_000,
    "ticket_type": "seat", "seats": ["stalls-A1", "stalls-A2"], "lost": ["stalls-A1"], "quantity": 2,
    "section": "stalls", "code": "SPRING", "name": "The Old House", "text": "Doors open an hour earlier.",
    "title": "What is on in June", "place": "Lyon", "category": "opera", "description": "In Italian, with surtitles.",
    "reason": "sold_out", "role": "door", "roles": ["buyer"], "scopes": ["read", "scan"], "state": "confirmed",
    "gate": "North", "note": "The owner was called.", "ticket": "8b6f0c3e-5d2a91.1", "tickets": [1], "void": [1],
    "serial": "8b6f0c3e-5d2a91.1", "serials": ["8b6f0c3e-5d2a91.1"], "about": "8b6f0c3e", "matter": "8b6f0c3e-5d2a91",
    "recipient": "u-51c7", "command": "RequestBooking", "detail": "", "dependency": "smtp", "seller": "The Old House",
    "tax_id": "FR83404833048", "client": "Firefox on Linux", "source": "198.51.100.0/24", "number": 1, "rank": 117,
    "receipt": 412, "stock_seq": 1_204, "queue_seq": 88, "client_secret": "pi_1PqZ0a2eZvKY_secret_from_the_provider",
    "counts": {"seat": {"held": 2, "sold": 20, "blocked": 0}}, "free": {"seat": 238}, "percent": 1_000, "capacity": 260,
    "setting": "risk", "seller_id": "u-3fd0", "service": "bookings", "operator": "u-07e1", "asked_by": "u-07e1",
    "uses_at_most": 100,
    "channel": "event:8b6f0c3e", "user": "u-51c7", "token": "from-the-answer-to-a-sign-in", "type": "seat",
    "facts": {"event": "Tosca"}, "after": "normal", "before": "raised", "names": ["Ann", None], "rows": {"A": 12},
    "preferences": {"language": "fr"}, "hash": "$argon2id$v=19$made-by-identity", "others": [], "card": "visa 4242",
    "issue": 1, "retry_after": 30, "add_ons": {"parking": 1}, "quotas": {"seat": 240},
    "sources": {"address": "0a1b2c3d"},
    "properties": ["wheelchair"], "discount": 0, "commission": 200, "commissions": [200], "shares": [2],
    "add_on": "parking",
    "faults": [["/sections/0/rows", "has no seat"]], "kind": "seat", "traceparent": "",
}  # fmt: skip
"""By the name of a field: what stands there if it fits. Ids are shorter than real ones."""
ALSO: tuple[str, ...] = (ACCOUNT, TIME, "c2VhbGVk", "pm_1PqZ0a2eZvKYlo2C")
"""What may fit where a pattern is asked for."""
FORMATS = {"date-time": TIME, "duration": "P1D"}
