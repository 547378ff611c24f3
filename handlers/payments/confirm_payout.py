from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.payments import ConfirmPayout, PayoutPaid, PayoutRefused
from handlers.payments.ledger import paid_out
from handlers.payments.own import TellBalance
from handlers.payments.rows import Balance, LedgerEntry, Payout, Standing
from handlers.payments.service import payments


@payments.step
def confirm_payout(
    asked: ConfirmPayout, balance: Balance, payout: Payout, standing: Standing | None, envelope: Envelope
) -> Iterator[Payout | LedgerEntry | Balance | TellBalance | PayoutPaid | PayoutRefused]:
    if reason := why_not(asked, balance, payout, standing):
        yield PayoutRefused.of(asked, reason=reason)
        return
    paid = payout.but(paid_by=asked.operator_id)
    yield paid
    yield from paid_out(balance, payout.amount, envelope)
    yield PayoutPaid.of(paid)


def why_not(asked: ConfirmPayout, balance: Balance, payout: Payout, standing: Standing | None) -> str:
    """Why it is not paid, as a reason; empty if it is."""
    if payout.paid_by:
        return "paid"
    if payout.asked_by == asked.operator_id:
        return "same_operator"
    if standing and standing.suspended:
        return "organiser_suspended"
    return "more_than_owed" if payout.amount > balance.owed else ""
