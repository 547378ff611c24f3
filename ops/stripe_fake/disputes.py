"""Disputes as the API offers them: they are made by banks, and only read here."""

from ops.stripe_fake.call import Call
from ops.stripe_fake.listing import page
from ops.stripe_fake.objects import Dispute, Json
from ops.stripe_fake.params import text


def retrieve(call: Call) -> Dispute:
    return call.books.disputes.get(call.id)


def list_all(call: Call) -> Json:
    """Of one intent or one charge, if the call names it."""
    intent, charge = text(call.params, "payment_intent"), text(call.params, "charge")
    rows = (d for d in call.books.disputes.newest_first() if intent in (None, d.payment_intent))
    return page(call.books.disputes, (d for d in rows if charge in (None, d.charge)), call.params, "/v1/disputes")
