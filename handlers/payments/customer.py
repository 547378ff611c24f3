"""Who is known to the provider: one customer for each person, whatever is saved for them."""

from collections.abc import Iterator

from contracts.payments import METHODS_AT_MOST
from handlers.payments.rows import Customer
from handlers.payments.wallet_own import CustomerFound, DeleteCustomer, SetupBegun


def why_not(customer: Customer) -> str:
    """Why nothing more may be saved for them; empty if it may."""
    if customer.erased:
        return "account_erased"
    return "too_many_methods" if len(customer.methods) >= METHODS_AT_MOST else ""


def made(said: CustomerFound | SetupBegun, customer: Customer) -> Iterator[Customer | DeleteCustomer]:
    """Who was erased meanwhile is forgotten at the provider as well."""
    if customer.erased:
        yield DeleteCustomer.of(said, customer_id=said.customer_id)
    elif customer.customer_id is None:
        yield customer.but(customer_id=said.customer_id)
