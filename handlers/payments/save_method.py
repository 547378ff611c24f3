from collections.abc import Iterator

from contracts.payments import METHODS_AT_MOST, PaymentMethodAwaited, PaymentMethodNotAwaited, SavePaymentMethod
from handlers.payments.rows import Customer
from handlers.payments.service import payments
from handlers.payments.wallet_own import BeginSetup, DeleteCustomer, SetupBegun


@payments.step
def save_method(asked: SavePaymentMethod, customer: Customer | None) -> Iterator[BeginSetup | PaymentMethodNotAwaited]:
    customer = customer or Customer(asked.account_id)
    if customer.erased:
        yield PaymentMethodNotAwaited.of(asked, reason="account_erased")
    elif len(customer.methods) >= METHODS_AT_MOST:
        yield PaymentMethodNotAwaited.of(asked, reason="too_many_methods")
    else:
        yield BeginSetup.of(asked, customer_id=customer.customer_id or "")


@payments.step
def setup_begun(
    begun: SetupBegun, customer: Customer | None
) -> Iterator[Customer | PaymentMethodAwaited | PaymentMethodNotAwaited | DeleteCustomer]:
    """Who was erased meanwhile is forgotten at the provider as well."""
    customer = customer or Customer(begun.account_id)
    if customer.erased:
        yield DeleteCustomer.of(begun, customer_id=begun.customer_id)
        yield PaymentMethodNotAwaited.of(begun, reason="account_erased")
        return
    if customer.customer_id is None:
        yield customer.but(customer_id=begun.customer_id)
    yield PaymentMethodAwaited.of(begun)
