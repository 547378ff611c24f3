"""Disputes as the API offers them: they are made by banks, and only read here."""

from ops.stripe_fake.call import Call
from ops.stripe_fake.listing import page_of_payment
from ops.stripe_fake.objects import Dispute, Json


def retrieve(call: Call) -> Dispute:
    return call.books.disputes.get(call.id)


def list_all(call: Call) -> Json:
    return page_of_payment(call.books.disputes, call.params, "/v1/disputes")
