from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.payments import DisputeClosed, DisputeOpened
from handlers.views.known import known
from handlers.views.rows import BookingView
from handlers.views.service import views

STANDS = ("open", "warning_closed", "lost", "won")
"""A lost dispute may be won yet, and what was decided is not open any more."""


@views.step
def show_dispute(
    said: DisputeOpened | DisputeClosed, view: BookingView | None, envelope: Envelope
) -> Iterator[BookingView]:
    view = known(said, view, envelope.time)
    stands = said.status if isinstance(said, DisputeClosed) else "open"
    stands = max(stands, view.disputes.get(said.dispute_id, "open"), key=STANDS.index)
    yield view.but(disputes=view.disputes | {said.dispute_id: stands})
