from collections.abc import Iterator
from typing import Annotated

from choreography.envelope import Envelope
from choreography.vocabulary import at
from contracts.base import Refused
from contracts.bookings import RequestBooking
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
