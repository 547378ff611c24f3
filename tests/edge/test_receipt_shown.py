"""A receipt on paper."""

import json
from typing import Any

from edge.ticketing.receipt import receipt
from tests.edge.test_tickets_shown import text_of

INVOICE: dict[str, Any] = {
    "number": 7, "kind": "invoice", "credits": 0, "charged_at": "2026-06-05T17:30:00+00:00", "name": "Opera",
    "organiser_id": "olga", "seller": "Opera Ltd, Lyon", "tax_id": "FR123", "currency": "EUR",
    "breakdown": {"net": 4_202, "tax": 798, "fee": 0, "total": 5_000},
}  # fmt: skip
NOTE = INVOICE | {"number": 9, "kind": "credit_note", "credits": 7}


def written(*items: dict[str, Any]) -> str:
    return text_of(receipt(json.dumps({"booking_id": "e1-b1", "items": items}).encode()))


def test_an_invoice_tells_its_number_who_sells_and_what_was_paid_for_what() -> None:
    text = written(INVOICE)
    for part in ("Invoice 7", "Opera Ltd, Lyon", "FR123", "2026-06-05", "e1-b1", "42.02 EUR", "7.98 EUR", "50.00 EUR"):
        assert part in text, text
    assert "Credit note" not in text


def test_an_invoice_tells_what_a_code_took_off() -> None:
    text = written(INVOICE | {"breakdown": INVOICE["breakdown"] | {"discount": 1_234}})
    assert "Discount" in text and "12.34 EUR" in text and "Discount" not in written(INVOICE)


def test_a_credit_note_names_the_invoice_that_it_credits() -> None:
    text = written(INVOICE, NOTE)
    assert "Invoice 7" in text and "Credit note 9" in text and "Invoice credited7" in text.replace(" 7", "7")


def test_who_has_told_no_name_is_named_by_the_id_and_what_is_missing_is_left_out() -> None:
    text = written(INVOICE | {"seller": "", "tax_id": ""})
    assert "olga" in text and "Tax number" not in text


def test_a_name_that_paper_cannot_show_is_marked() -> None:
    assert "Written with the letters" in written(INVOICE | {"name": "\u6b4c"})


def test_the_same_receipt_is_the_same_file() -> None:
    shown = json.dumps({"booking_id": "e1-b1", "items": [INVOICE]}).encode()
    first = receipt(shown)
    receipt.cache_clear()
    assert receipt(shown) == first
