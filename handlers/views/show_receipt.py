from collections.abc import Iterator
from typing import Any

from choreography.envelope import Envelope
from contracts.waiting_room import (
    Numbered,
    PlaceClosed,
    PlaceDrawn,
    PlaceReopened,
    QueueJoined,
    QueueLeft,
    TurnExpired,
    TurnGranted,
    TurnSpent,
)
from handlers.views.newer import newer
from handlers.views.rows import QueueView, ReceiptState, ReceiptView
from handlers.views.service import views

STATES: dict[str, ReceiptState] = {
    "PlaceDrawn": "waiting", "TurnGranted": "turn", "TurnExpired": "lapsed", "TurnSpent": "spent",
    "PlaceClosed": "closed", "PlaceReopened": "waiting",
}  # fmt: skip


@views.step
def show_receipt(
    said: QueueJoined | QueueLeft, view: ReceiptView | None, queue: QueueView | None, envelope: Envelope
) -> Iterator[ReceiptView | QueueView]:
    """The queue is as long as the newest says that joined it, left it, or moved it."""
    view = known(said, view)
    if isinstance(said, QueueJoined):
        view = view.but(joined_at=said.joined_at, chain=said.chain)
    state: ReceiptState = "waiting" if isinstance(said, QueueJoined) else "left"
    yield newer(view, "state_version", envelope.version, state=state, rank=said.rank, deadline=None)
    yield newer(queue or QueueView(said.event_id), "length_version", said.queue_seq, waiting=said.waiting)


@views.step
def show_place(
    said: PlaceDrawn | TurnGranted | TurnExpired | TurnSpent | PlaceClosed | PlaceReopened,
    view: ReceiptView | None,
    envelope: Envelope,
) -> Iterator[ReceiptView]:
    told: dict[str, Any] = {"state": STATES[envelope.type], "deadline": getattr(said, "deadline", None)}
    yield newer(known(said, view), "state_version", envelope.version, **told, rank=said.rank)


def known(said: Numbered, view: ReceiptView | None) -> ReceiptView:
    view = view or ReceiptView(said.event_id, said.number)
    return view.but(place_id=said.place_id, buyer_id=said.buyer_id)
