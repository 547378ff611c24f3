from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.bookings import BookingMarkedPaid
from contracts.payments import PaymentFailed, PaymentRefunded, PaymentRequired, PaymentSucceeded, RefundFailed
from handlers.views.known import known
from handlers.views.newer import newer
from handlers.views.rows import BookingView
from handlers.views.service import views


@views.step
def show_payment(
    said: PaymentRequired | PaymentSucceeded | PaymentFailed | PaymentRefunded | RefundFailed,
    view: BookingView | None,
    envelope: Envelope,
) -> Iterator[BookingView]:
    """That it is paid nothing takes back, so it needs no clock; of refunds the newest word counts."""
    view = known(said, view, envelope.time).but(provider_id=said.provider_id)
    match said:
        case PaymentRequired():
            yield view.but(client_secret=said.client_secret)
        case PaymentSucceeded():
            yield view.but(paid=said.price)
        case PaymentRefunded():
            yield newer(view, "refund_version", envelope.version, refunded=said.price, refund_failure="")
        case RefundFailed():
            yield newer(view, "refund_version", envelope.version, refunded=0, refund_failure=said.reason)
        case PaymentFailed():
            yield view


@views.step
def show_marked_paid(said: BookingMarkedPaid, view: BookingView | None, envelope: Envelope) -> Iterator[BookingView]:
    yield known(said, view, envelope.time).but(by_hand=True)
