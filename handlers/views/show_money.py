from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.payments import BalanceChanged, PayoutPaid, PayoutRequested
from handlers.views.money import BalanceView, PayoutView
from handlers.views.newer import newer
from handlers.views.service import views


@views.step
def show_balance(said: BalanceChanged, view: BalanceView | None, envelope: Envelope) -> Iterator[BalanceView]:
    told = {name: getattr(said, name) for name in BalanceChanged.CARRIED if name != "event_id"}
    yield newer(view or BalanceView(said.event_id), "balance_version", envelope.version, **told)


@views.step
def show_payout(
    said: PayoutRequested | PayoutPaid, view: PayoutView | None, envelope: Envelope
) -> Iterator[PayoutView]:
    """What was asked for is what is paid: each tells when it came about, and the rest alike."""
    view = (view or PayoutView(said.event_id, said.payout_id)).but(
        amount=said.amount, currency=said.currency, asked_by=said.asked_by
    )
    if isinstance(said, PayoutPaid):
        yield view.but(paid_by=said.paid_by, paid_at=envelope.time)
    else:
        yield view.but(asked_at=envelope.time)
