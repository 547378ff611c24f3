"""Answers about people and their accounts, and what they have."""

from typing import Any

from edge.answered.bookings import ITEM, RECEIPT
from edge.answered.shapes import Maybe, Named, Sometimes
from edge.answered.words import (
    ACCEPTED,
    ANN,
    BOOKING,
    EVENT,
    HTML,
    LATER,
    NOW,
    ORGANISATION,
    SID,
    SOON,
    By,
    PageOr,
    Text,
    done,
    page,
)
from edge.door.examples import EXAMPLES

DAMAGED = {403: PageOr("forbidden", "This link is not whole"), 422: PageOr("invalid", "This link is not whole")}
SESSION = {
    "access_token": Sometimes("eyJhbGciOiJSUzI1NiJ9.of-five-minutes.signed"),
    "refresh_token": Sometimes(f"{SID}.for-one-use"), "token_type": "Bearer", "expires_in": 300,
    "access_expires": SOON, "session_expires": LATER, "user_id": ANN,
    "device": Sometimes("shown-at-the-next-sign-in"),
}  # fmt: skip
SIGNED_IN = By({201: SESSION})
PROFILE = {
    "id": ANN, "roles": ["buyer"], "version": 3, "mail": Sometimes(Maybe("ann@example.org")),
    "name": Sometimes(Maybe("Ann")), "verified": Sometimes(True), "second_factor": Sometimes(False),
    "preferences": Sometimes(Named({"language": "fr"})), "created": Sometimes(NOW),
}  # fmt: skip
NOTICE = {
    "id": "notice-8", "kind": "confirmed", "about": EVENT, "matter": BOOKING, "facts": Named({"event": "Tosca"}),
    "at": NOW, "read": False,
}  # fmt: skip
ADDRESS = {"id": "address-1", **EXAMPLES["Address"], "region": "", "default": True}
METHOD = {
    "id": "pm_1PqZ0a2eZvKYlo2C", "brand": "visa", "last4": "4242", "exp_month": 8, "exp_year": 2030, "expired": False,
    "default": True,
}  # fmt: skip
OPEN = {"id": SID, "client": "Firefox on Linux", "started": NOW, "seen": SOON, "expires": LATER, "current": True}
TOKEN = {
    "id": SID, "name": Maybe("The till at the door"), "scopes": ["read", "scan"], "created": NOW, "expires": LATER,
    "used": Maybe(SOON),
}  # fmt: skip
ISSUED = {"token": "shown-this-once"} | {name: TOKEN[name] for name in ("id", "scopes", "created", "expires")}
ISSUED |= {"name": "The till at the door"}
PROVIDER = {"provider": "github", "linked": NOW}
MEMBER_OF = {"id": ORGANISATION, "name": "The Old House", "role": "door", "state": "member"}
SPARE = ["7K2M-9QX4", "Q4XW-11TN"]
CODES = {"codes": SPARE}
OFFER = {
    "key": "JBSWY3DPEHPK3PXP", "algorithm": "SHA256",
    "uri": "otpauth://totp/Boxoffice?secret=JBSWY3DPEHPK3PXP&issuer=Boxoffice&algorithm=SHA256",
}  # fmt: skip

ANSWERS: dict[str, Any] = {
    "POST /accounts": By({201: done("UserRegistered", id=ANN, roles=["buyer"]), 202: ACCEPTED}),
    "POST /accounts/codes": By({202: {"state": "accepted"}}),
    "POST /accounts/verification": done("MailVerified"),
    "POST /accounts/password": done("PasswordChanged", device="shown-at-the-next-sign-in"),
    "POST /accounts/mail/undo": done("MailChanged"),
    "PUT /me/password": done("PasswordChanged", device="shown-at-the-next-sign-in"),
    "POST /me/mail": By({202: done("MailChangeNoted")}),
    "POST /me/mail/confirm": done("MailClaimed"),
    "POST /sessions": SIGNED_IN,
    "POST /sessions/refresh": SIGNED_IN,
    "POST /sessions/vouched": SIGNED_IN,
    "DELETE /sessions/current": By({204: None}),
    "GET /sessions/providers": ["github"],
    "POST /sessions/providers/{provider}": By(
        {201: {"url": "https://github.com/login/oauth/authorize?state=of-this-try", "browser": Sometimes("kept-here")}}
    ),
    "POST /sessions/providers/{provider}/return": By({200: {"voucher": "for-a-link"}, 201: SESSION}),
    "GET /me/providers": [PROVIDER],
    "POST /me/providers": done("ProviderLinked"),
    "DELETE /me/providers/{provider}": done("ProviderUnlinked"),
    "POST /me/second-factor": done("SecondFactorOffered", **OFFER, qr="data:image/svg+xml,of-the-same"),
    "PUT /me/second-factor": done("SecondFactorConfirmed", spare=SPARE),
    "POST /me/second-factor/removal": done("SecondFactorRemoved"),
    "POST /me/second-factor/spare": done("SpareCodesRenewed", spare=SPARE),
    "GET /me": PROFILE,
    "PATCH /me": By(
        {
            200: done("ProfileUpdated", id=ANN, name=Maybe("Ann"), preferences=Named({"language": "fr"})),
            202: ACCEPTED,
        }
    ),
    "GET /me/inbox": page(**NOTICE) | {"unread": 1},
    "GET /me/addresses": [ADDRESS],
    "POST /me/addresses": By({201: done("AddressesChanged", id="address-1"), 202: ACCEPTED}),
    "PUT /me/addresses/{address_id}": By({200: done("AddressesChanged", id="address-1"), 202: ACCEPTED}),
    "DELETE /me/addresses/{address_id}": By({200: done("AddressesChanged", id="address-1"), 202: ACCEPTED}),
    "GET /me/payment-methods": [METHOD],
    "POST /me/payment-methods": By({201: {"type": "PaymentMethodAwaited", "client_secret": "of-the-provider"}}),
    "PATCH /me/payment-methods/{method_id}": By(
        {200: done("PaymentMethodsChanged", id="pm_1PqZ0a2eZvKYlo2C"), 202: ACCEPTED}
    ),
    "DELETE /me/payment-methods/{method_id}": By(
        {200: done("PaymentMethodsChanged", id="pm_1PqZ0a2eZvKYlo2C"), 202: ACCEPTED}
    ),
    "GET /me/sessions": [OPEN],
    "DELETE /me/sessions": By({204: None}),
    "DELETE /me/sessions/{sid}": By({204: None}),
    "GET /me/tokens": [TOKEN],
    "POST /me/tokens": By(
        {
            201: done(
                "TokenIssued", **ISSUED,
            )
        }
    ),
    "DELETE /me/tokens/{token_id}": By({204: None}),
    "GET /me/organisations": {"items": [MEMBER_OF]},
    "GET /me/export": {
        "profile": PROFILE, "bookings": [ITEM], "invoices": [{"booking_id": BOOKING, **RECEIPT}], "inbox": [NOTICE],
        "addresses": [ADDRESS], "sessions": [OPEN], "tokens": [TOKEN], "providers": [PROVIDER],
        "payment_methods": [METHOD], "organisations": [MEMBER_OF],
        "queue_places": [{
            "event_id": EVENT, "place_id": f"{EVENT}-place-51c7", "receipt": 412, "joined_at": NOW, "rank": 130,
            "state": "spent", "deadline": Maybe(SOON),
        }],
        "disputes": [{"booking_id": BOOKING, "dispute_id": "dp_1PqZ", "state": "open"}],
        "left_out": ["the record of who did what"],
    },
    "GET /mail/unsubscribe": By({200: Text(HTML, "<!doctype html><title>No such mail any more</title>"), **DAMAGED}),
    "POST /mail/unsubscribe": By({
        200: Text("text/plain", "You get no such mail any more."), 202: ACCEPTED, **DAMAGED,
    }),
}  # fmt: skip
