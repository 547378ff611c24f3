"""How long a booking takes, from the row's own times."""

from choreography.sight.measures import Duration
from handlers.views.rows import BookingState, BookingView
from handlers.views.service import views

ENDS: tuple[BookingState, ...] = ("confirmed", "rejected", "expired", "cancelled")


def ended(before: BookingView | None, after: BookingView) -> tuple[str, float] | None:
    """What was over is not over again, as a confirmed booking that is cancelled; one whose money came late is."""
    if after.state not in ENDS or (before and before.state in ENDS):
        return None
    return after.state, (after.updated_at - after.created_at).total_seconds()


views.durations = (Duration("saga_seconds", "From a booking's request to its end, by outcome.", BookingView, ended),)
