from collections.abc import Iterator
from typing import Annotated

from choreography.envelope import Envelope
from choreography.vocabulary import at
from contracts.base import Refused
from contracts.bookings import BookingCancellationRefused, RequestBooking
from handlers.views.known import known
from handlers.views.rows import BookingView
from handlers.views.service import views


@views.step
def show_refused(
    refused: Refused, view: Annotated[BookingView | None, at("event_id", "about")], envelope: Envelope
) -> Iterator[BookingView]:
    """A request that never became a booking, for who asked. What is shown of a booking is not touched by it."""
    if refused.name == RequestBooking.__name__ and envelope.actor and view is None:
        yield BookingView(
            refused.event_id, refused.about, envelope.actor, created_at=envelope.time, updated_at=envelope.time,
            state="rejected", reason=refused.reason, state_version=envelope.version,
        )  # fmt: skip


@views.step
def show_not_cancelled(
    said: BookingCancellationRefused, view: BookingView | None, envelope: Envelope
) -> Iterator[BookingView]:
    """By the code that who waits is told. The booking and its version stay as they are: the time is the clock."""
    view = known(said, view, envelope.time)
    if envelope.time >= view.not_cancelled_at:
        view = view.but(not_cancelled=said.reason or said.state, not_cancelled_at=envelope.time)
    yield view
