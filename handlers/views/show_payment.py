from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.bookings import BookingMarkedPaid
from contracts.payments import PaymentFailed, PaymentRefunded, PaymentRequired, PaymentSucceeded
from handlers.views.known import known
from handlers.views.rows import BookingView
from handlers.views.service import views


@views.step
def show_payment(
    said: PaymentRequired | PaymentSucceeded | PaymentFailed | PaymentRefunded,
    view: BookingView | None,
    envelope: Envelope,
) -> Iterator[BookingView]:
    """Each of these tells a thing that no other tells, so they need no clock: late is as good as early."""
    view = known(said, view, envelope.time).but(provider_id=said.provider_id)
    match said:
        case PaymentRequired():
            yield view.but(client_secret=said.client_secret)
        case PaymentSucceeded():
            yield view.but(paid=said.price)
        case PaymentRefunded():
            yield view.but(refunded=said.price)
        case PaymentFailed():
            yield view


@views.step
def show_marked_paid(said: BookingMarkedPaid, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    yield known(said, view, envelope.time).but(by_hand=True)
