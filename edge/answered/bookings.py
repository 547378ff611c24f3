"""Answers about bookings, tickets, queues and what is charged."""

from typing import Any

from edge.answered.shapes import Maybe, Named, Sometimes
from edge.answered.words import (
    ACCEPTED,
    ANN,
    BOOKING,
    EVENT,
    HASH,
    HTML,
    LATER,
    NOW,
    OLGA,
    PASS,
    PDF,
    SOON,
    UNSEEN,
    By,
    Either,
    PageOr,
    Text,
    done,
    page,
)

BREAKDOWN = {"net": 11_000, "tax": 2_000, "fee": 300, "discount": Sometimes(0), "total": 13_300}
ITEM = {
    "id": BOOKING, "event_id": EVENT, "version": 4, "state": "confirmed", "reason": "",
    "seats": ["stalls-A1", "stalls-A2"], "ticket_type": "seat", "quantity": 2, "lost": ["stalls-A3"], "created_at": NOW,
    "updated_at": SOON, "expires_at": Maybe(SOON), "currency": "EUR", "stock_seq": 1_204, "price": Maybe(13_300),
    "breakdown": Maybe(BREAKDOWN), "code": "SPRING", "refund_until": Maybe(LATER),
    "not_cancelled": Maybe({"reason": "too_late_to_cancel", "at": SOON}), "offline": False, "by_hand": False,
    "owed_back": 0, "complimentary": False, "apart": False, "granted": 0, "shares": [6_650], "returned": [2],
    "given_up": [2], "add_ons": Named({"parking": 1}),
    "payment": Maybe(
        {"provider_id": "pi_1PqZ0a2eZvKY", "paid": 13_300, "refunded": 0, "client_secret": Maybe("while-it-is-held")}
    ),
    "tickets": [{"code": "AJ-signed-by-a-key-of-ours", "seat": Maybe("stalls-A1"), "number": 1}],
}  # fmt: skip
SOLD = {
    "id": BOOKING, "buyer_id": ANN, "version": 4, "state": "confirmed", "reason": "", "seats": ["stalls-A1"],
    "ticket_type": "seat", "quantity": 1, "created_at": NOW, "updated_at": SOON, "expires_at": Maybe(SOON),
    "currency": "EUR", "price": Maybe(6_650), "paid": 6_650, "refunded": 0, "offline": False, "by_hand": False,
    "complimentary": False, "disputes": Named({"dp_1Pq": {"state": "open"}}), "owed_back": 0, "granted": 0,
    "shares": [6_650], "returned": [1], "given_up": [1], "add_ons": Named({"parking": 1}),
}  # fmt: skip
QUOTED = {
    "booking_id": BOOKING, "state": "confirmed", "allowed": True, "refund": 13_300, "currency": "EUR",
    "until": Maybe(LATER), "cancel_before": Maybe(86_400), "refund_until": Maybe(LATER), "by_hand": False,
    "used": [2],
}  # fmt: skip
RECEIPT = {
    "number": 412, "kind": "invoice", "credits": Maybe(411), "charged_at": NOW, "name": "Tosca", "organiser_id": OLGA,
    "seller": "The Old House", "tax_id": "FR83404833048", "currency": "EUR", "breakdown": BREAKDOWN,
}  # fmt: skip
QUEUE = {
    "event_id": EVENT, "state": "running", "reason": "", "opens": NOW, "starts": SOON, "per_minute": 60,
    "at_most": 20_000, "commitment": HASH, "seed": HASH, "order": "first_come", "receipts": 8_100, "chain": HASH,
    "served": 117, "waiting": 7_983, "paused": False, "slowed": False,
}  # fmt: skip
PLACE = {
    "id": f"{EVENT}-place-51c7", "event_id": EVENT, "state": "waiting", "receipt": 412, "chain": HASH,
    "order": "drawn", "rank": Maybe(130), "ahead": Maybe(12), "estimate": Maybe({"least": 6, "most": 14}),
    "paused": False, "slowed": False, "deadline": Maybe(SOON),
}  # fmt: skip
JOIN = {
    "place_id": f"{EVENT}-place-51c7", "receipt": 412, "joined_at": NOW, "chain": HASH, "rank": 130,
    "state": "waiting", "deadline": Maybe(SOON),
}  # fmt: skip
SHEET = Text(HTML, "<!doctype html><title>Tickets</title>")
OPENING = Text(HTML, "<!doctype html><title>Your tickets</title>")
OVER = PageOr("link_over", "This link is over")

ANSWERS: dict[str, Any] = {
    "GET /bookings": page(**ITEM),
    "GET /bookings/{booking_id}": Either(
        {"one": ITEM | {"tickets_url": Maybe(f"/tickets#{BOOKING}.for-ten-minutes")}, "accepted": UNSEEN}
    ),
    "GET /bookings/{booking_id}/cancellation": QUOTED,
    "GET /bookings/{booking_id}/returns": QUOTED | {"tickets": [1, 2]},
    "GET /bookings/{booking_id}/holders": {"booking_id": BOOKING, "names": [Maybe("Ann")]},
    "PUT /bookings/{booking_id}/holders": By(
        {200: done("HoldersNamed", booking_id=BOOKING, names=[Maybe("Ann")]), 202: ACCEPTED}
    ),
    "GET /bookings/{booking_id}/receipt": {"booking_id": BOOKING, "items": [RECEIPT]},
    "GET /bookings/{booking_id}/receipt.pdf": Text(PDF, "%PDF-1.7"),
    "GET /bookings/{booking_id}/tickets": SHEET,
    "GET /bookings/{booking_id}/tickets.pdf": Text(PDF, "%PDF-1.7"),
    "GET /bookings/{booking_id}/tickets/{number}/pass": Text(PASS, "PK"),
    "GET /tickets": OPENING,
    "POST /tickets": By({200: SHEET, 403: OVER}),
    "POST /tickets/pdf": By({200: Text(PDF, "%PDF-1.7"), 403: OVER}),
    "POST /tickets/{number}/pass": By({200: Text(PASS, "PK"), 403: OVER}),
    "GET /events/{event_id}/bookings": page(**SOLD),
    "POST /events/{event_id}/quote": {
        "event_id": EVENT, "currency": "EUR", "price": 13_300, "breakdown": BREAKDOWN, "code": "SPRING",
    },
    "GET /events/{event_id}/queue": QUEUE,
    "GET /events/{event_id}/queue/receipts": {"items": [JOIN], "served": 128, "next": Maybe(412)},
    "GET /events/{event_id}/queue/place": Either({"one": PLACE, "accepted": UNSEEN | {"id": PLACE["id"]}}),
    "GET /events/{event_id}/admissions/{ticket}": {
        "event_id": EVENT, "ticket": f"{BOOKING}.1", "place": "stalls-A1", "gate": "North", "admitted_at": LATER,
    },
    "GET /events/{event_id}/tickets/void": {
        "event_id": EVENT, "items": ["Q0FGRQ"], "next": Maybe(BOOKING),
    },
    "GET /.well-known/ticket-keys.json": {
        "keys": [{"kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": "t-2027-1", "x": "A" * 43}],
    },
    "GET /passes/v1/devices/{device_id}/registrations/{type_id}": By(
        {200: {"serialNumbers": [f"{BOOKING}.1"], "lastUpdated": "1798743600"}, 204: None}
    ),
    "GET /passes/v1/passes/{type_id}/{serial}": Text(PASS, "PK"),
    "POST /passes/v1/devices/{device_id}/registrations/{type_id}/{serial}": By({201: None}),
    "DELETE /passes/v1/devices/{device_id}/registrations/{type_id}/{serial}": By({200: None}),
    "POST /passes/v1/log": By({200: None}),
}  # fmt: skip
