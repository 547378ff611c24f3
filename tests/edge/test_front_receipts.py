"""What a booking was charged, at the door: for its buyer, on the screen and on paper."""

from typing import Any

import pytest

from tests.edge.front import Front
from tests.edge.till import Till

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
TERMS: dict[str, Any] = {"tax_rate": 1_900, "fee": 50, "seller": "Opera Ltd, Lyon", "tax_id": "FR123"}
COST = {"net": 840, "tax": 160, "fee": 50, "total": 1_050}


async def test_a_paid_booking_has_a_receipt_and_one_that_is_given_back_a_credit_note(
    front: Front, paying: Till
) -> None:
    organiser, buyer, other = await front.person(organiser=True), await front.person(), await front.person()
    id_ = await front.on_sale(organiser, price=1_000, terms=TERMS)
    path = f"/bookings/{(await front.buys(buyer, id_, 'stalls-A1')).json()['booking_id']}"
    assert (await buyer.asks("GET", f"{path}/receipt")).status_code == 404
    await paying.pays(buyer, path.rpartition("/")[2])
    shown = await buyer.becomes(f"{path}/receipt", lambda shown: shown.get("items"))
    (invoice,) = shown["items"]
    assert (invoice["number"], invoice["kind"], invoice["breakdown"]) == (1, "invoice", COST)
    assert (invoice["seller"], invoice["tax_id"], invoice["name"]) == ("Opera Ltd, Lyon", "FR123", "Opera")
    for form in ("receipt", "receipt.pdf"):
        assert (await other.asks("GET", f"{path}/{form}")).status_code == 404
    paper = await buyer.asks("GET", f"{path}/receipt.pdf")
    assert paper.headers["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF-")
    assert (await buyer.asks("DELETE", path)).status_code == 200
    shown = await buyer.becomes(f"{path}/receipt", lambda shown: len(shown["items"]) == 2)
    assert (shown["items"][0], shown["items"][1]["kind"], shown["items"][1]["credits"]) == (invoice, "credit_note", 1)
    sold = (await organiser.asks("GET", f"/organisations/{invoice['organiser_id']}/invoices")).json()["items"]
    assert [(one["number"], one["kind"]) for one in sold] == [(2, "credit_note"), (1, "invoice")]
