from datetime import timedelta

from choreography.testing import START
from contracts.prices import Breakdown
from handlers.views.money import BalanceView, InvoiceView, PayoutView
from tests.handlers.views import stories
from tests.handlers.views.mesh import shown

FACTS = stories.told(stories.sell_and_pay_out).facts


def test_an_event_shows_what_it_brought_and_what_was_paid_out() -> None:
    found = shown(FACTS).row(BalanceView, "e1")
    assert found and (found.sales, found.tax, found.fees, found.paid) == (8_000, 800, 0, 3_000)


def test_a_payout_shows_who_asked_who_paid_and_when() -> None:
    found = shown(FACTS).row(PayoutView, "e1", "p1")
    assert found and (found.amount, found.asked_by, found.paid_by) == (3_000, "otto", "oda")
    assert (found.asked_at, found.paid_at) == (START, START + timedelta(minutes=1))


def test_an_older_word_of_the_balance_changes_nothing() -> None:
    newest_first = sorted(FACTS, key=lambda fact: -fact.version)
    found = shown(newest_first).row(BalanceView, "e1")
    assert found and (found.sales, found.paid, found.balance_version) == (8_000, 3_000, 4)


def test_an_invoice_is_shown_as_it_was_issued_and_a_second_word_of_it_changes_nothing() -> None:
    facts = stories.told(stories.invoice_and_credit).facts
    bench = shown([*facts, *facts])
    first, note = (bench.row(InvoiceView, "e1", f"e1-b1/{nth}") for nth in (0, 1))
    assert first and note and (first.number, first.kind, note.number, note.credits) == (4, "invoice", 5, 4)
    assert (first.breakdown, first.buyer_id) == (Breakdown.of(5_000), "ben")
