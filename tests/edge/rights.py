"""Who may do what at the front door: a row for each route, a column for each visitor. Written by hand."""

MEMBERS = ("manager", "door", "accountant")
"""Of the organiser's organisation, each in this role; its owner is the organiser."""
VISITORS = ("nobody", "stranger", "buyer", "organiser", "rival", "operator", *MEMBERS)
"""The buyer has the booking, the organiser the event and the rival another one; the stranger has nothing."""
REFUSALS = {"?": "token_missing", "-": "role_missing", "0": "not_found", "x": "foreign_event"}
"""By sign, the code of the answer; `+` is none of them, for who may do it may still have said something wrong."""

ALL = "+ + + + + + + + +"
SIGNED_IN = "? + + + + + + + +"
BUYER = "? 0 + 0 0 0 0 0 0"
BUYER_OR_BOOKINGS = "? 0 + + 0 + + 0 0"
ORGANISERS = "? - - + + + - - -"
CHANGES = "? - - + x + + - -"
CHANGES_UNSEEN = "? - - + 0 + + - -"
BOOKINGS = CHANGES_UNSEEN
GATE = "? - - + x + + + -"
MONEY = "? - - + 0 + - - +"
OWNERS = "? 0 0 + 0 + - - -"
OPERATORS = "? - - - - + - - -"

RIGHTS = {
    "POST /accounts": ALL,
    "POST /accounts/codes": ALL,
    "POST /accounts/verification": ALL,
    "POST /accounts/password": ALL,
    "POST /sessions": ALL,
    "POST /sessions/refresh": ALL,
    "GET /sessions/providers": ALL,
    "POST /sessions/providers/{provider}": ALL,
    "POST /sessions/providers/{provider}/return": ALL,
    "POST /sessions/vouched": ALL,
    "GET /me/providers": SIGNED_IN,
    "POST /me/providers": SIGNED_IN,
    "DELETE /me/providers/{provider}": "? 0 0 0 0 0 0 0 0",
    "POST /me/erasure": SIGNED_IN,
    "DELETE /me/sessions/{sid}": BUYER,
    "DELETE /sessions/current": SIGNED_IN,
    "GET /me": SIGNED_IN,
    "PATCH /me": SIGNED_IN,
    "PUT /me/password": SIGNED_IN,
    "POST /me/second-factor": SIGNED_IN,
    "PUT /me/second-factor": SIGNED_IN,
    "POST /me/second-factor/removal": SIGNED_IN,
    "POST /me/second-factor/spare": SIGNED_IN,
    "GET /me/inbox": SIGNED_IN,
    "POST /me/inbox/read": SIGNED_IN,
    "GET /me/sessions": SIGNED_IN,
    "DELETE /me/sessions": SIGNED_IN,
    "POST /me/mail": SIGNED_IN,
    "POST /me/mail/confirm": SIGNED_IN,
    "POST /accounts/mail/undo": ALL,
    "GET /me/tokens": SIGNED_IN,
    "POST /me/tokens": SIGNED_IN,
    "DELETE /me/tokens/{token_id}": BUYER,
    "GET /mail/unsubscribe": ALL,
    "POST /mail/unsubscribe": ALL,
    "POST /organisations": ORGANISERS,
    "GET /me/organisations": SIGNED_IN,
    "POST /me/organisations/{organisation_id}/acceptance": SIGNED_IN,
    "DELETE /me/organisations/{organisation_id}": SIGNED_IN,
    "GET /organisations/{organisation_id}/members": OWNERS,
    "POST /organisations/{organisation_id}/members": OWNERS,
    "PATCH /organisations/{organisation_id}/members/{account_id}": OWNERS,
    "DELETE /organisations/{organisation_id}/members/{account_id}": OWNERS,
    "POST /venues": ORGANISERS,
    "GET /venues/{venue_id}": ALL,
    "GET /events": ALL,
    "POST /events": ORGANISERS,
    "GET /events/{event_id}": ALL,
    "PATCH /events/{event_id}": CHANGES,
    "DELETE /events/{event_id}": CHANGES,
    "POST /events/{event_id}/sections": CHANGES,
    "PUT /events/{event_id}/sections": CHANGES,
    "GET /events/{event_id}/plan": ALL,
    "PUT /events/{event_id}/plan": CHANGES,
    "POST /events/{event_id}/publication": CHANGES,
    "POST /events/{event_id}/postponement": CHANGES,
    "POST /events/{event_id}/rescheduling": CHANGES,
    "GET /events/{event_id}/cancellation": CHANGES_UNSEEN,
    "POST /events/{event_id}/cancellation": CHANGES,
    "GET /events/{event_id}/availability": ALL,
    "GET /events/{event_id}/seats": ALL,
    "GET /events/{event_id}/blocks": CHANGES_UNSEEN,
    "POST /events/{event_id}/blocks": CHANGES,
    "DELETE /events/{event_id}/blocks/{block_id}": CHANGES,
    "GET /events/{event_id}/queue": ALL,
    "GET /events/{event_id}/queue/receipts": ALL,
    "POST /events/{event_id}/queue/place": SIGNED_IN,
    "GET /events/{event_id}/queue/place": SIGNED_IN,
    "DELETE /events/{event_id}/queue/place": SIGNED_IN,
    "GET /events/{event_id}/tickets/void": GATE,
    "GET /events/{event_id}/bookings": BOOKINGS,
    "POST /events/{event_id}/complimentary": BOOKINGS,
    "GET /events/{event_id}/payouts": MONEY,
    "POST /events/{event_id}/payouts": OPERATORS,
    "POST /events/{event_id}/payouts/{payout_id}/confirmation": OPERATORS,
    "GET /payouts": ORGANISERS,
    "GET /organisers/{organiser_id}": OPERATORS,
    "POST /organisers/{organiser_id}/verify": OPERATORS,
    "POST /organisers/{organiser_id}/suspend": OPERATORS,
    "POST /organisers/{organiser_id}/reinstate": OPERATORS,
    "GET /promotions": ORGANISERS,
    "POST /promotions": ORGANISERS,
    "POST /promotions/{promotion_id}/deactivation": CHANGES_UNSEEN,
    "POST /events/{event_id}/quote": SIGNED_IN,
    "GET /bookings": SIGNED_IN,
    "POST /bookings": SIGNED_IN,
    "GET /bookings/{booking_id}": BUYER,
    "GET /bookings/{booking_id}/cancellation": BUYER,
    "GET /bookings/{booking_id}/receipt": BUYER,
    "GET /bookings/{booking_id}/receipt.pdf": BUYER,
    "GET /bookings/{booking_id}/tickets": BUYER,
    "GET /bookings/{booking_id}/tickets.pdf": BUYER,
    "POST /bookings/{booking_id}/tickets/reissue": BUYER,
    "GET /bookings/{booking_id}/holders": BUYER,
    "PUT /bookings/{booking_id}/holders": BUYER_OR_BOOKINGS,
    "POST /bookings/{booking_id}/confirmation": BUYER_OR_BOOKINGS,
    "POST /bookings/{booking_id}/payment": BOOKINGS,
    "POST /bookings/{booking_id}/refunds": BOOKINGS,
    "GET /bookings/{booking_id}/returns": BUYER_OR_BOOKINGS,
    "POST /bookings/{booking_id}/returns": BUYER,
    "DELETE /bookings/{booking_id}": BUYER,
    "POST /bookings/{booking_id}/offer": BUYER,
    "POST /webhooks/stripe": ALL,
    "POST /webhooks/mail": ALL,
    "GET /ops/lanes": OPERATORS,
    "GET /problems/{code}": ALL,
    "GET /health/live": ALL,
    "GET /health/ready": ALL,
    "GET /metrics": ALL,
    "GET /.well-known/jwks.json": ALL,
    "GET /.well-known/ticket-keys.json": ALL,
}

CHANNEL_REFUSALS = {"?": "login_required", "-": "forbidden", "0": "unknown_channel"}
CHANNELS = {
    "event:{event_id}": ALL,
    "queue:{queue}": ALL,
    "booking:{booking_id}": "? - + - - - - - -",
    "place:{queue}.somebody": "? - - - - - - - -",
    "me": "0 + + + + + + + +",
    "user:{buyer}": "0 0 0 0 0 0 0 0 0",
    "*": "0 0 0 0 0 0 0 0 0",
}
"""What the socket, `/live`, lets each visitor watch."""
