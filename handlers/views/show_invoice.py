from collections.abc import Iterator

from contracts.invoices import InvoiceIssued
from handlers.views.money import InvoiceView
from handlers.views.service import views


@views.step
def show_invoice(said: InvoiceIssued, view: InvoiceView | None) -> Iterator[InvoiceView]:
    """It never changes, so that a second word of it says nothing new."""
    yield view or InvoiceView(**{name: getattr(said, name) for name in InvoiceIssued.CARRIED})
