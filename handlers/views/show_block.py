from collections.abc import Iterator
from typing import Annotated

from choreography.envelope import Envelope
from choreography.vocabulary import at
from contracts.inventory import SeatsBlocked, SeatsUnblocked
from handlers.views.newer import newer
from handlers.views.rows import UNKNOWN, BlockView, EventView, PlaceState, SeatView, SectionView, TypeView
from handlers.views.service import views
from handlers.views.show_stock import inside, seen


@views.step
def show_block(
    said: SeatsBlocked | SeatsUnblocked,
    block: BlockView | None,
    event: EventView | None,
    kind: TypeView | None,
    sections: Annotated[list[SectionView], at("event_id", "sections")],
    seats: Annotated[list[SeatView], at("event_id", "seats")],
    envelope: Envelope,
) -> Iterator[BlockView | EventView | TypeView | SectionView | SeatView]:
    """Counts change by the difference to what was last said of the block."""
    state: PlaceState = "blocked" if isinstance(said, SeatsBlocked) else "free"
    old = block or BlockView(said.event_id, said.block_id)
    new = newer(told(old, said, envelope), "stock_seq", said.stock_seq, state=state)
    by = (new.state == "blocked") - (old.state == "blocked")
    yield new
    yield seen(event or EventView(said.event_id), said.stock_seq).changed(blocked=by * said.size)
    if not said.seats:
        yield (kind or TypeView(said.event_id, said.ticket_type)).changed(blocked=by * said.size)
    yield from (one.changed(blocked=by * inside(said.seats, one.section)) for one in sections)
    yield from (newer(seat, "stock_seq", said.stock_seq, state=state) for seat in seats)


def told(view: BlockView, said: SeatsBlocked | SeatsUnblocked, envelope: Envelope) -> BlockView:
    """What both say alike, and when it was first spoken of."""
    first = envelope.time if view.created_at == UNKNOWN else min(view.created_at, envelope.time)
    what = {"seats": said.seats, "ticket_type": said.ticket_type, "quantity": said.quantity, "reason": said.reason}
    return view.but(created_at=first, **what)
