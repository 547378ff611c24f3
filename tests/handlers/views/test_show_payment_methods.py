from itertools import permutations

from choreography.testing import Bench
from contracts.payments import PaymentMethodsChanged
from handlers.views import views as service
from handlers.views.payment_methods import PaymentMethodsView
from tests.handlers.payments.test_saved_methods import changed, saved

SAID: list[tuple[int, PaymentMethodsChanged]] = [
    (1, changed("pm_1", chosen="pm_1")),
    (2, changed("pm_1", "pm_2", chosen="pm_1")),
    (3, changed("pm_2", chosen="pm_2")),
]


def test_any_order_of_arrival_ends_with_the_methods_that_were_said_last() -> None:
    for order in permutations([*SAID, SAID[0]]):
        views = Bench(service)
        for version, said in order:
            views.when(said, version=version)
        views.then_rows(PaymentMethodsView("ann", (saved("pm_2"),), "pm_2", methods_version=3))
