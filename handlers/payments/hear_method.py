from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.edge import StripeMethodTold
from contracts.payments import METHODS_AT_MOST, PaymentMethodMatched, PaymentMethodsChanged, SavedMethod
from contracts.webhooks import OF_METHODS
from handlers.payments.rows import Customer
from handlers.payments.service import payments
from handlers.payments.wallet_own import DetachMethod, MethodRead, ReadMethod

REMEMBERED = 50
"""Of one person's removed methods."""


@payments.step
def match_method(
    told: StripeMethodTold, customer: Annotated[Customer | None, at("customer_id")]
) -> Iterator[PaymentMethodMatched]:
    """It lies in the partition of the method's id: said once more, it reaches that of its person."""
    if customer and told.kind in OF_METHODS:
        yield PaymentMethodMatched.of(told, customer)


@payments.step
def method_matched(told: PaymentMethodMatched, customer: Customer) -> Iterator[ReadMethod]:
    """Webhooks come in any order and number: none is believed, the provider is asked how it is."""
    if not customer.erased and told.method_id not in customer.removed:
        yield ReadMethod.of(told)


@payments.step
def method_read(read: MethodRead, customer: Customer) -> Iterator[Customer | PaymentMethodsChanged | DetachMethod]:
    """What was removed here before the answer came stays removed."""
    if customer.erased or read.method_id in customer.removed:
        return
    if read.found is None or read.customer_id != customer.customer_id:
        yield from without(customer, read.method_id)
    elif len(customer.methods) >= METHODS_AT_MOST and not customer.has(read.method_id):
        yield DetachMethod.of(read)
    else:
        yield from told(with_method(customer, read.found))


def with_method(customer: Customer, found: SavedMethod) -> Customer:
    """In its old place if it was there; the first that is saved is chosen."""
    new = found.method_id
    methods = tuple(found if one.method_id == new else one for one in customer.methods)
    return customer.but(methods=methods if customer.has(new) else (*methods, found), chosen=customer.chosen or new)


def without(customer: Customer, method_id: str) -> Iterator[Customer | PaymentMethodsChanged]:
    """Where the chosen one is removed the oldest takes its place. Nothing, if it was not there."""
    if not customer.has(method_id):
        return
    methods = tuple(one for one in customer.methods if one.method_id != method_id)
    chosen = customer.chosen if customer.chosen != method_id else methods[0].method_id if methods else ""
    removed = (*customer.removed, method_id)[-REMEMBERED:]
    yield from told(customer.but(methods=methods, chosen=chosen, removed=removed))


def told(customer: Customer) -> Iterator[Customer | PaymentMethodsChanged]:
    yield customer
    yield PaymentMethodsChanged.of(customer)
