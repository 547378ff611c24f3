from collections.abc import Iterator

from contracts.payments import PaymentMethodsChanged
from contracts.users import PersonErased
from handlers.payments.rows import Customer
from handlers.payments.service import payments
from handlers.payments.wallet_own import CustomerDeleted, DeleteCustomer


@payments.step
def erase_customer(
    said: PersonErased, customer: Customer | None
) -> Iterator[Customer | DeleteCustomer | PaymentMethodsChanged]:
    """Whether or not anything was saved: a wish that comes late saves nothing."""
    customer = customer or Customer(said.account_id)
    if customer.erased:
        return
    yield (erased := customer.but(methods=(), chosen="", removed=(), erased=True))
    if customer.customer_id:
        yield DeleteCustomer.of(said, customer_id=customer.customer_id)
        yield PaymentMethodsChanged.of(erased)


@payments.step
def customer_deleted(deleted: CustomerDeleted, customer: Customer) -> Iterator[Customer]:
    yield customer.but(customer_id=None)
