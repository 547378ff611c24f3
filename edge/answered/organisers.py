"""Answers about events and venues, and to those who organise."""

from typing import Any

from edge.answered.bookings import BREAKDOWN, RECEIPT
from edge.answered.shapes import Maybe, Named, Sometimes
from edge.answered.words import ANN, BOOKING, EVENT, LATER, NOW, OLGA, OTTO, SOON, UNSEEN, Either, page

KIND = {
    "name": "seat", "price": 6_500, "capacity": 0, "min_per_order": 1, "max_per_order": 8,
    "max_per_buyer": 8, "opens": Maybe(NOW), "closes": Maybe(LATER),
}  # fmt: skip
ADD_ON = {"name": "parking", "price": 800, "capacity": 40, "per_ticket": Maybe(1)}
QUOTA = {"name": "the hall", "size": 260, "ticket_types": ["seat"], "add_ons": Sometimes(["parking"])}
TERMS = {
    "tax_rate": 2_000, "tax_included": True, "fee_rate": 200, "fee": 0, "fee_included": True, "seller": "The Old House",
    "tax_id": "FR83404833048",
}  # fmt: skip
ITEM = {
    "id": EVENT, "version": 7, "state": "on_sale", "reason": "", "suspended": False, "name": "Tosca",
    "description": "In Italian, with surtitles.", "category": "opera", "place": "Lyon", "venue_id": "venue-12",
    "organiser_id": OLGA, "starts_at": Maybe(LATER), "ends_at": Maybe(LATER), "currency": "EUR", "ticket_types": [KIND],
    "quotas": [QUOTA], "add_ons": [ADD_ON], "terms": TERMS,
    "prices": Named({"seat": BREAKDOWN}), "utc_offset": 120, "sale_opens": Maybe(NOW),
    "sale_closes": Maybe(LATER), "hold_for": Maybe(600), "capacity": 260, "stock_seq": 1_204, "no_single_seats": True,
    "cancel_before": Maybe(86_400), "offline_for": Maybe(259_200),
    "queue": Maybe({"opens": SOON, "per_minute": 60, "at_most": 20_000}),
}  # fmt: skip
ROWS = Named({"A": 12, "B": [{"number": 1, "x": 0.5, "y": 2.0, "properties": ["wheelchair"]}]})
COUNTS = {"held": 2, "sold": 20, "blocked": 0}
SECTION = {"name": "stalls", "ticket_type": "seat", "price": 6_500, "seats": 240, **COUNTS}
NEW = {"reason": "For the press.", "created_at": NOW}
SUMS = {"sales": 250_000, "tax": 50_000, "fees": 5_000, "disputed": 0, "offline": 0, "paid": 125_000, "owed": 125_000}
VENUE = {
    "id": "venue-12", "version": 1, "organiser_id": OLGA, "name": "The Old House", "place": "Lyon", "capacity": 260,
}  # fmt: skip

ANSWERS: dict[str, Any] = {
    "GET /events": page(**ITEM),
    "GET /events/{event_id}": Either({"one": ITEM, "accepted": UNSEEN | {"id": EVENT}}),
    "GET /events/{event_id}/availability": {
        "event_id": EVENT, "version": 1_204, "state": "on_sale", "currency": "EUR", "capacity": 260, **COUNTS,
        "free": 238,
        "ticket_types": [{"name": "standing", "price": 2_500, "capacity": 200, **COUNTS, "free": 178}],
        "add_ons": [{"name": "parking", "price": 800, "capacity": 40, "held": 0, "sold": 3, "free": 37}],
        "quotas": [{"name": "the hall", "size": 260, **COUNTS}], "sections": [SECTION],
    },
    "GET /events/{event_id}/seats": {
        "event_id": EVENT, "version": 1_204, "state": "on_sale", "sections": [SECTION | {"rows": ROWS}],
        "taken": Named({"stalls-A1": "sold"}),
    },
    "GET /events/{event_id}/plan": {
        "event_id": EVENT, "version": 3, "state": "on_sale",
        "sections": [{"section": "stalls", "ticket_type": "seat", "rows": ROWS}],
    },
    "GET /events/{event_id}/blocks": page(
        id="block-3", seats=["stalls-A1"], ticket_type="seat", quantity=1, **NEW
    ),
    "GET /events/{event_id}/cancellation": {
        "event_id": EVENT, "state": "on_sale", "currency": "EUR", "bookings": 31, "cancelled": 0, "refund": 412_300,
        "refunded": 0, "failed": 0, "at_risk": 0, "by_hand": 0, "done": False, "code": Maybe("9F31A0C2"),
    },
    "GET /events/{event_id}/payouts": {
        "event_id": EVENT, "version": 9, "currency": "EUR", **SUMS,
        "payouts": [
            {
                "id": "payout-9", "amount": 125_000, "state": "paid", "asked_by": OTTO, "asked_at": Maybe(NOW),
                "paid_by": OTTO, "paid_at": Maybe(SOON),
            }
        ],
    },
    "GET /payouts": {"items": [{"currency": "EUR", **SUMS}]},
    "GET /promotions": page(
        id="promotion-5", code="SPRING", percent=1_000, amount=0, currency="EUR", ticket_types=["seat"], min_tickets=1,
        event_ids=[EVENT], valid_from=Maybe(NOW), valid_until=Maybe(LATER), uses_at_most=Maybe(100),
        per_buyer=Maybe(1), uses=3, active=True, created_at=Maybe(NOW),
    ),
    "GET /venues/{venue_id}": Either({"one": VENUE, "accepted": UNSEEN | {"id": "venue-12"}}),
    "GET /organisers/{organiser_id}": {
        "id": OLGA, "version": 2, "verified": True, "suspended": False, "reason": "The papers were seen.",
        "decided_by": OTTO,
    },
    "GET /organisations/{organisation_id}/members": {
        "items": [{"account_id": ANN, "role": "door", "state": "member"}],
    },
    "GET /organisations/{organisation_id}/invoices": {
        "items": [
            {name: one for name, one in RECEIPT.items() if name != "organiser_id"}
            | {"event_id": EVENT, "booking_id": BOOKING}
        ],
        "next": Maybe(412),
    },
}  # fmt: skip
