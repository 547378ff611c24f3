from collections.abc import Iterator
from typing import Annotated, Any

from choreography.envelope import Envelope
from choreography.vocabulary import at
from contracts.inventory import SeatsBlocked, SeatsUnblocked, SomeSeatsUnblocked
from handlers.views.newer import newer
from handlers.views.rows import UNKNOWN, BlockView, EventView, SeatView, SectionView, TypeView
from handlers.views.service import views
from handlers.views.show_stock import inside, seen

BlockSaid = SeatsBlocked | SeatsUnblocked | SomeSeatsUnblocked


@views.step
def show_block(
    said: BlockSaid,
    block: BlockView | None,
    event: EventView | None,
    kind: TypeView | None,
    sections: Annotated[list[SectionView], at("event_id", "sections")],
    seats: Annotated[list[SeatView], at("event_id", "seats")],
    envelope: Envelope,
) -> Iterator[BlockView | EventView | TypeView | SectionView | SeatView]:
    """Counts change by the difference to what was last said of the block."""
    old = block or BlockView(said.event_id, said.block_id)
    new = newer(told(old, said, envelope), "stock_seq", said.stock_seq, **left(said))
    by = new.size - old.size
    yield new
    yield seen(event or EventView(said.event_id), said.stock_seq).changed(blocked=by)
    if not said.seats:
        yield (kind or TypeView(said.event_id, said.ticket_type)).changed(blocked=by)
    for one in sections:
        yield one.changed(blocked=inside(new.kept, one.section) - inside(old.kept, one.section))
    state = "blocked" if isinstance(said, SeatsBlocked) else "free"
    yield from (newer(seat, "stock_seq", said.stock_seq, state=state) for seat in seats)


def told(view: BlockView, said: BlockSaid, envelope: Envelope) -> BlockView:
    """What all say alike, and when it was first spoken of."""
    first = envelope.time if view.created_at == UNKNOWN else min(view.created_at, envelope.time)
    return view.but(created_at=first, ticket_type=said.ticket_type, reason=said.reason)


def left(said: BlockSaid) -> dict[str, Any]:
    """What is blocked from then on; of a block that is over, what was to the end."""
    if isinstance(said, SomeSeatsUnblocked):
        there = said.left or said.left_quantity
        return {"state": "blocked" if there else "free", "seats": said.left, "quantity": said.left_quantity}
    state = "blocked" if isinstance(said, SeatsBlocked) else "free"
    return {"state": state, "seats": said.seats, "quantity": said.quantity}
