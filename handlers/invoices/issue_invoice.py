from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.invoices import Charged, CreditNoteDue, InvoiceDue, InvoiceIssued, OfOrganiser
from handlers.invoices.rows import Invoice, Series
from handlers.invoices.service import invoices

Issued = Iterator[Series | Invoice | InvoiceIssued]


@invoices.step
def issue_invoice(due: InvoiceDue, series: Series | None, there: Invoice | None) -> Issued:
    if not there:
        yield from issued(due, series)


@invoices.step
def issue_credit_note(
    due: CreditNoteDue,
    series: Series | None,
    there: Invoice | None,
    invoice: Annotated[Invoice, at("organiser_id", "invoice")],
) -> Issued:
    if not there:
        yield from issued(due, series, invoice.number)


def issued(due: OfOrganiser, series: Series | None, credits: int = 0) -> Issued:
    """The number and what stands under it are written at once: so none is left out, and none is given twice."""
    yield (series := (series or Series(due.organiser_id)).changed(last=1))
    said = {name: getattr(due, name) for name in (*Charged.CARRIED, "event_id", "booking_id", "buyer_id")}
    yield (invoice := Invoice(number=series.last, credits=credits, **said))
    yield InvoiceIssued.of(invoice)
