from collections.abc import Iterator

from contracts.payments import PayoutRefused, PayoutRequested, RequestPayout
from handlers.payments.rows import Balance, Payout, Standing
from handlers.payments.service import payments


@payments.step
def request_payout(
    asked: RequestPayout, balance: Balance, payout: Payout | None, standing: Standing | None
) -> Iterator[Payout | PayoutRequested | PayoutRefused]:
    """It keeps nothing back: what is owed is judged once more when it is confirmed."""
    if payout:
        yield PayoutRefused.of(asked, reason="exists")
    elif standing and standing.suspended:
        yield PayoutRefused.of(asked, reason="organiser_suspended")
    elif not 0 < asked.amount <= balance.owed:
        yield PayoutRefused.of(asked, reason="more_than_owed")
    else:
        waits = Payout(asked.event_id, asked.payout_id, asked.amount, balance.currency, asked.operator_id)
        yield waits
        yield PayoutRequested.of(waits)
