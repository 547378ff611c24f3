"""The card by which a booking is paid is saved in the same payment, if its buyer wishes so before paying."""

from collections.abc import Iterator

from contracts.payments import (
    KeepPaidMethod,
    PaidMethodKept,
    PaidMethodToBeKept,
    PaymentMethodRefused,
)
from handlers.payments.customer import made, why_not
from handlers.payments.rows import Customer, PaymentIntent
from handlers.payments.service import payments
from handlers.payments.wallet_own import CustomerFound, DeleteCustomer, FindCustomer, KeepPaid, PaidKept


@payments.step
def keep_paid_method(asked: KeepPaidMethod, customer: Customer | None) -> Iterator[FindCustomer | PaymentMethodRefused]:
    """Whose it will be, is known in the person's partition; what is due in the booking's."""
    customer = customer or Customer(asked.account_id)
    if reason := why_not(customer):
        yield PaymentMethodRefused.of(asked, reason=reason)
    else:
        yield FindCustomer.of(asked, customer_id=customer.customer_id or "")


@payments.step
def customer_found(
    found: CustomerFound, customer: Customer | None
) -> Iterator[Customer | PaidMethodToBeKept | PaymentMethodRefused | DeleteCustomer]:
    customer = customer or Customer(found.account_id)
    yield from made(found, customer)
    if customer.erased:
        yield PaymentMethodRefused.of(found, reason="account_erased")
    else:
        yield PaidMethodToBeKept.of(found, buyer_id=found.account_id)


@payments.step
def paid_method_to_be_kept(
    said: PaidMethodToBeKept, intent: PaymentIntent | None
) -> Iterator[KeepPaid | PaymentMethodRefused]:
    """Only of its buyer, and only while money is due."""
    if intent and intent.buyer_id == said.buyer_id and intent.state == "open" and not intent.over:
        yield KeepPaid.of(said, intent)
    else:
        yield PaymentMethodRefused.of(said, account_id=said.buyer_id, reason="nothing_due")


@payments.step
def paid_kept(kept: PaidKept) -> Iterator[PaidMethodKept | PaymentMethodRefused]:
    """The provider refuses where the booking was paid meanwhile."""
    if kept.reason:
        yield PaymentMethodRefused.of(kept, account_id=kept.buyer_id, reason="nothing_due")
    else:
        yield PaidMethodKept.of(kept, account_id=kept.buyer_id)
