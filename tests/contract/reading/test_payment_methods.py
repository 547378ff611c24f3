"""What is read of saved payment methods."""

from edge.reading.payment_methods import Saved
from handlers.views.payment_methods import PaymentMethodsView
from tests.contract.reading.conftest import Shown
from tests.handlers.payments.test_saved_methods import saved

BOTH = (saved("pm_2"), saved("pm_1", exp_year=2029))


async def test_a_persons_methods_are_read_in_their_order_and_nobody_elses(shown: Shown) -> None:
    reading = await shown.views(
        PaymentMethodsView("ann", BOTH, "pm_1"), PaymentMethodsView("ben", (saved("pm_3"),), "pm_3")
    )
    assert await reading.payment_methods.of("ann") == Saved(BOTH, "pm_1")
    assert await reading.payment_methods.of("carl") == Saved()
