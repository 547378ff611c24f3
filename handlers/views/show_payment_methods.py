from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.payments import PaymentMethodsChanged
from handlers.views.newer import newer
from handlers.views.payment_methods import PaymentMethodsView
from handlers.views.service import views


@views.step
def show_payment_methods(
    said: PaymentMethodsChanged, view: PaymentMethodsView | None, envelope: Envelope
) -> Iterator[PaymentMethodsView]:
    view = view or PaymentMethodsView(said.account_id)
    yield newer(view, "methods_version", envelope.version, methods=said.methods, chosen=said.chosen)
