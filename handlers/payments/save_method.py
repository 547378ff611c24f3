from collections.abc import Iterator

from contracts.payments import PaymentMethodAwaited, PaymentMethodNotAwaited, SavePaymentMethod
from handlers.payments.customer import made, why_not
from handlers.payments.rows import Customer
from handlers.payments.service import payments
from handlers.payments.wallet_own import BeginSetup, DeleteCustomer, SetupBegun


@payments.step
def save_method(asked: SavePaymentMethod, customer: Customer | None) -> Iterator[BeginSetup | PaymentMethodNotAwaited]:
    customer = customer or Customer(asked.account_id)
    if reason := why_not(customer):
        yield PaymentMethodNotAwaited.of(asked, reason=reason)
    else:
        yield BeginSetup.of(asked, customer_id=customer.customer_id or "")


@payments.step
def setup_begun(
    begun: SetupBegun, customer: Customer | None
) -> Iterator[Customer | PaymentMethodAwaited | PaymentMethodNotAwaited | DeleteCustomer]:
    customer = customer or Customer(begun.account_id)
    yield from made(begun, customer)
    if customer.erased:
        yield PaymentMethodNotAwaited.of(begun, reason="account_erased")
    else:
        yield PaymentMethodAwaited.of(begun)
