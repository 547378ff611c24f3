"""What a buyer reads of what a booking was charged."""

import json
from typing import Any

from contracts.invoices import Kind
from contracts.prices import Breakdown
from handlers.views.money import InvoiceView
from tests.contract.reading.conftest import NOW, Shown

COST = Breakdown.of(800, 90, 10)


def invoice(number: int, kind: Kind = "invoice", booking: str = "e-1", buyer: str = "ann", **more: Any) -> InvoiceView:
    text = {"name": "Opera", "seller": "Opera Ltd", "tax_id": "FR1", "currency": "EUR"}
    return InvoiceView(
        event_id="e", matter=f"{booking}/{number}", booking_id=booking, buyer_id=buyer,
        number=number, kind=kind, charged_at=NOW, breakdown=COST,
        **{"credits": 0, "organiser_id": "olga", **text, **more},
    )  # fmt: skip


async def test_a_receipt_has_the_invoice_and_its_credit_notes_by_number(shown: Shown) -> None:
    reading = await shown.views(invoice(12, "credit_note", credits=7), invoice(7), invoice(8, booking="e-2"))
    found = json.loads(await reading.receipts.one("e-1", "ann") or b"")
    first = {
        "number": 7, "kind": "invoice", "credits": 0, "charged_at": NOW.isoformat(), "name": "Opera",
        "organiser_id": "olga", "seller": "Opera Ltd", "tax_id": "FR1", "currency": "EUR",
        "breakdown": {"net": 800, "tax": 90, "fee": 10, "total": 900},
    }  # fmt: skip
    assert found["booking_id"] == "e-1" and found["items"][0] == first
    assert [(one["number"], one["kind"], one["credits"]) for one in found["items"][1:]] == [(12, "credit_note", 7)]


async def test_a_receipt_is_its_buyers_alone(shown: Shown) -> None:
    reading = await shown.views(invoice(7))
    assert await reading.receipts.one("e-1", "ben") is None
    assert await reading.receipts.one("e-2", "ann") is None


async def test_an_organisations_are_all_of_its_own_the_newest_first_in_pages(shown: Shown) -> None:
    other = invoice(9, booking="e-3", organiser_id="otto")
    reading = await shown.views(invoice(7), invoice(8, booking="e-2"), invoice(12, "credit_note", credits=7), other)
    first, second = [json.loads(await reading.receipts.of("olga", 2, after)) for after in (0, 8)]
    assert [one["number"] for one in first["items"]] == [12, 8] and first["next"] == 8
    assert [(one["number"], one["booking_id"]) for one in second["items"]] == [(7, "e-1")] and second["next"] is None
    assert "buyer_id" not in second["items"][0]
    assert json.loads(await reading.receipts.of("nobody", 2, 0)) == {"items": [], "next": None}
