from collections.abc import Iterator

from contracts.payments import ChoosePaymentMethod, PaymentMethodsChanged, PaymentMethodUnknown, RemovePaymentMethod
from handlers.payments.hear_method import told, without
from handlers.payments.rows import Customer
from handlers.payments.service import payments
from handlers.payments.wallet_own import DetachMethod, MethodDetached


@payments.step
def choose_method(
    asked: ChoosePaymentMethod, customer: Customer
) -> Iterator[Customer | PaymentMethodsChanged | PaymentMethodUnknown]:
    if customer.has(asked.method_id):
        yield from told(customer.but(chosen=asked.method_id))
    else:
        yield PaymentMethodUnknown.of(asked)


@payments.step
def remove_method(
    asked: RemovePaymentMethod, customer: Customer
) -> Iterator[Customer | PaymentMethodsChanged | PaymentMethodUnknown | DetachMethod]:
    """It is gone here at once, and at the provider as soon as that can be reached."""
    if not customer.has(asked.method_id):
        yield PaymentMethodUnknown.of(asked)
        return
    yield from without(customer, asked.method_id)
    yield DetachMethod.of(asked)


@payments.step
def method_detached(detached: MethodDetached, customer: Customer) -> Iterator[Customer | PaymentMethodsChanged]:
    """What a person had saved beyond the most that may be was never listed; anything else is removed by now."""
    yield from without(customer, detached.method_id)
