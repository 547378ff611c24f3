"""What can only be read: charges and events."""

from ops.stripe_fake.call import Call
from ops.stripe_fake.listing import page
from ops.stripe_fake.notification import thin
from ops.stripe_fake.objects import Charge, Event, Json
from ops.stripe_fake.params import items, text


def charge(call: Call) -> Charge:
    return call.books.charges.get(call.id)


def charges(call: Call) -> Json:
    intent = text(call.params, "payment_intent")
    rows = (row for row in call.books.charges.newest_first() if intent in (None, row.payment_intent))
    return page(call.books.charges, rows, call.params, "/v1/charges")


def event(call: Call) -> Event:
    return call.books.events.get(call.id)


def events(call: Call) -> Json:
    """Of the named types, if the call names any; lost ones are here too."""
    types = {*items(call.params, "types"), text(call.params, "type")} - {None}
    rows = (row for row in call.books.events.newest_first() if not types or row.type in types)
    return page(call.books.events, rows, call.params, "/v1/events")


def notification(call: Call) -> Json:
    return {**thin(event(call)), "changes": None}
