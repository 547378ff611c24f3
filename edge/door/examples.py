"""One body for each form of them, as the document shows it; a test sends each."""

import re
from typing import Any

from litestar.openapi.spec import Example, OpenAPIMediaType, Reference, Schema

SALE = {"sale_opens": "2027-01-04T09:00:00Z", "sale_closes": "2027-06-01T18:00:00Z"}
SHOW = {"starts_at": "2027-06-01T18:30:00Z", "ends_at": "2027-06-01T22:00:00Z"}
TYPES = [{"name": "seat", "price": 6500}, {"name": "standing", "price": 2500, "capacity": 200}]
ROWS = {"A": 12, "B": [{"number": 1, "x": 0.5, "y": 2, "properties": ["wheelchair"]}]}
EXAMPLES: dict[str, Any] = {
    "NewAccount": {"mail": "ann@example.org", "password": "correct horse battery", "name": "Ann"},
    "Credentials": {"mail": "ann@example.org", "password": "correct horse battery"},
    "Refresh": {"refresh_token": f"{'0' * 32}-{'0' * 20}.from-the-answer-to-a-sign-in"},
    "NewCode": {"mail": "ann@example.org", "purpose": "reset"},
    "Verification": {"mail": "ann@example.org", "code": "7K2M9QX4"},
    "NewPassword": {"mail": "ann@example.org", "code": "7K2M9QX4", "password": "another horse battery"},
    "PasswordChange": {"old": "correct horse battery", "password": "another horse battery"},
    "FactorWish": {"password": "correct horse battery"},
    "FactorCode": {"code": "492039"},
    "FactorProof": {"password": "correct horse battery", "code": "492039"},
    "Erasure": {"mail": "ann@example.org", "password": "correct horse battery"},
    "ProfileChange": {"name": "Ann", "preferences": {"language": "fr"}},
    "Address": {
        "name": "Ann Example",
        "lines": ["12 High Street"],
        "postal_code": "AB1 2CD",
        "city": "Oldtown",
        "country": "GB",
    },
    "InboxMark": {"until": "2026-11-24T20:15:00Z"},
    "NewVenue": {"name": "The Old House", "capacity": 260, "place": "Lyon"},
    "NewEvent": {"name": "Tosca", "currency": "EUR", "category": "opera", "ticket_types": TYPES, **SALE, **SHOW},
    "RiskChange": {"risk": "raised"},
    "IncidentNote": {"note": "The owner was called and has a new password."},
    "Decision": {"reason": "The papers were seen."},
    "EventChange": {"description": "In Italian, with surtitles.", "hold_for": 900, "venue_id": "venue-12"},
    "NewDate": SHOW | {"sale_closes": SALE["sale_closes"]},
    "Cancellation": {"reason": "The tenor has lost his voice."},
    "Postponement": {"reason": "Snow."},
    "NewAnnouncement": {"text": "Doors open an hour earlier."},
    "QueueChange": {"per_minute": 120},
    "NewSection": {"section": "stalls", "ticket_type": "seat", "rows": {"A": 12, "B": 14}},
    "ChangedSection": {"section": "stalls", "rows": ROWS},
    "NewPlan": {"sections": [{"section": "stalls", "ticket_type": "seat", "rows": ROWS}]},
    "NewBlock": {"reason": "For the press.", "seats": ["stalls-A1", "stalls-A2"]},
    "PartOfBlock": {"seats": ["stalls-A1"]},
    "NewPromotion": {"code": "SPRING", "percent": 1_000, "uses_at_most": 100},
    "NewOrganisation": {"name": "The Old House"},
    "MailChange": {"address": "ann.new@example.org", "password": "correct horse battery"},
    "MailConfirmation": {"address": "ann.new@example.org", "code": "from-the-mail"},
    "MailUndo": {"code": f"{'0' * 32}.from-the-mail"},
    "ProviderWish": {"cookie": True},
    "ProviderReturn": {"state": "from-the-address", "code": "from-the-address", "browser": "from-the-start"},
    "TicketKey": {"key": f"8b6f0c3e-5d2a91.1798743600.{'A' * 16}"},
    "Vouched": {"voucher": "from-a-refusal", "code": "287082"},
    "Link": {"voucher": "from-a-return"},
    "NewToken": {"name": "The till at the door", "scopes": ["read", "scan"], "expires_in": 30},
    "NewMember": {"mail": "ben@example.org", "role": "door"},
    "ChangedMember": {"role": "manager"},
    "NewQuote": {"ticket_type": "standing", "quantity": 2, "code": "SPRING"},
    "Gift": {"mail": "ben@example.org", "ticket_type": "standing", "quantity": 2},
    "MethodUse": {"payment_method": "pm_1PqZ0a2eZvKYlo2C"},
    "MethodChange": {"default": True},
    "Scan": {"code": f"AJ{'A' * 152}", "gate": "North"},
    "Holders": {"names": ["Ann", None]},
    "PartRefund": {"tickets": [1], "void": True},
    "Return": {"tickets": [2], "refund": 2500},
    "NewPayout": {"amount": 125_000},
    "NewBooking": {"event_id": "8b6f0c3e", "seats": ["stalls-A1", "stalls-A2"]},
}
"""By the name of the form."""


def exemplify(body: OpenAPIMediaType) -> None:
    if (example := EXAMPLES.get(form(body.schema))) is not None:
        body.examples = {"one": Example(value=example)}


def form(schema: Schema | Reference | None) -> str:
    """Its name, without that of its module, which is there until all forms are known."""
    if isinstance(schema, Reference):
        return re.split("[/_]", schema.ref)[-1]
    if schema is not None and schema.one_of and isinstance(schema.one_of[0], Reference):
        return form(schema.one_of[0])
    return schema.title or "" if schema is not None else ""
