from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.waiting_room import QueueClosed, QueueDrawn, QueueMoved, QueueOpened, QueueRateChanged, QueueReopened
from handlers.views.newer import newer
from handlers.views.rows import QueueView
from handlers.views.service import views


@views.step
def show_opened_queue(said: QueueOpened, view: QueueView | None, envelope: Envelope) -> Iterator[QueueView]:
    view = (view or QueueView(said.event_id)).but(
        opens=said.opens, starts=said.starts, at_most=said.at_most, commitment=said.commitment
    )  # fmt: skip
    view = newer(view, "rate_version", envelope.version, per_minute=said.per_minute)
    yield newer(view, "state_version", envelope.version, state="open")


@views.step
def show_rate(said: QueueRateChanged, view: QueueView | None, envelope: Envelope) -> Iterator[QueueView]:
    yield newer(view or QueueView(said.event_id), "rate_version", envelope.version, per_minute=said.per_minute)


@views.step
def show_draw(said: QueueDrawn, view: QueueView | None, envelope: Envelope) -> Iterator[QueueView]:
    view = (view or QueueView(said.event_id)).but(seed=said.seed, receipts=said.receipts, chain=said.chain)
    yield newer(view, "state_version", envelope.version, state="running")


@views.step
def show_closed_queue(said: QueueClosed, view: QueueView | None, envelope: Envelope) -> Iterator[QueueView]:
    view = view or QueueView(said.event_id)
    yield newer(view, "state_version", envelope.version, state="closed", reason=said.reason)


@views.step
def show_reopened_queue(said: QueueReopened, view: QueueView | None, envelope: Envelope) -> Iterator[QueueView]:
    view = view or QueueView(said.event_id)
    yield newer(view, "state_version", envelope.version, state="running", reason="")


@views.step
def show_moved_queue(said: QueueMoved, view: QueueView | None) -> Iterator[QueueView]:
    view = view or QueueView(said.event_id)
    view = newer(view, "moved_version", said.queue_seq, served=said.served, paused=said.paused, slowed=said.slowed)
    yield newer(view, "length_version", said.queue_seq, waiting=said.waiting)
