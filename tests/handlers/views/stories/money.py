"""Money: paid out, invoiced, asked back."""

from datetime import timedelta

from choreography.testing import START
from contracts.inventory import ChangeSection
from contracts.invoices import InvoiceIssued
from contracts.payments import (
    BalanceChanged,
    CaseApplied,
    CaseEnded,
    CaseOpened,
    CaseProposed,
    DisputeClosed,
    DisputeOpened,
    PayoutPaid,
    PayoutRequested,
)
from contracts.prices import Breakdown
from tests.handlers.views.mesh import Mesh
from tests.handlers.views.stories.bought import bought, bought_and_given_back
from tests.handlers.views.stories.verbs import ask, decline, refund_fails, who


def sell_and_pay_out(mesh: Mesh) -> None:
    """What the ledger says of it, as often as it changed."""
    for version, sales in enumerate((4_000, 8_000, 8_000), 2):
        parts = {"sales": sales, "tax": sales // 10, "fees": 0, "paid": 3_000 * (version > 3)}
        mesh.say(BalanceChanged(event_id="e1", currency="EUR", **parts), version=version)
    payout = {"event_id": "e1", "payout_id": "p1", "amount": 3_000, "currency": "EUR", "asked_by": "otto"}
    mesh.say(PayoutRequested(**payout), version=1)
    mesh.passes(timedelta(minutes=1))
    mesh.say(PayoutPaid(**payout, paid_by="oda"), version=2)


def differed(mesh: Mesh) -> None:
    """Two operators have a case settled, which fails; it is proposed anew, is gone, and comes back over another sum."""
    case = {"provider": "stripe", "case_id": "pi_1"}
    about = {"kind": "wrong_amount", "booking_id": "e1-b1", "expected": 5_000, "currency": "EUR"}
    said = (
        CaseOpened(**case, **about, found=1, proposal="refund"),
        CaseProposed(**case, operator="otto"),
        CaseApplied(**case, proposal="refund", operator="oda", first="otto"),
        CaseEnded(**case, state="failed", reason="lost_card"),
        CaseProposed(**case, operator="oda"),
        CaseEnded(**case, state="gone"),
        CaseOpened(**case, **about, found=2, proposal="refund"),
    )
    for version, one in enumerate(said, 1):
        mesh.passes(timedelta(minutes=1))
        mesh.say(one, version=version)


def invoice_and_credit(mesh: Mesh) -> None:
    said = {
        **who("b1"), "organiser_id": "olga", "charged_at": START, "name": "Concert", "currency": "EUR",
        "breakdown": Breakdown.of(5_000),
    }  # fmt: skip
    for nth, kind in enumerate(("invoice", "credit_note")):
        mesh.say(InvoiceIssued(**said, matter=f"e1-b1/{nth}", kind=kind, number=nth + 4, credits=nth * 4))


def disputed(mesh: Mesh) -> None:
    bought(mesh)
    told = who("b1") | {"dispute_id": "dp_1", "provider_id": "pi_b1", "price": 5_000, "currency": "EUR"}
    mesh.say(DisputeOpened(**told, reason="fraudulent"))
    for status in ("lost", "won"):
        mesh.say(DisputeClosed(**told, status=status))
    mesh.say(DisputeOpened(**told | {"dispute_id": "dp_2"}, reason="duplicate"))


def fought_over(mesh: Mesh) -> None:
    ask(mesh, "b1", "stalls-A1")
    ask(mesh, "b2", "stalls-A1", "stalls-A2")
    ask(mesh, "b3", standing=2)
    ask(mesh, "b4", standing=2)
    decline(mesh, "b3")
    ask(mesh, "b5", free=1)
    pit = {"change_id": "c1", "section": "pit", "ticket_type": "seated", "rows": {"A": 1}}
    mesh.say(ChangeSection(event_id="e1", organiser_id="olga", **pit))


def money_came_back(mesh: Mesh) -> None:
    bought_and_given_back(mesh)
    refund_fails(mesh, "b1")
