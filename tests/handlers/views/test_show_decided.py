import pytest

from choreography.testing import Bench
from contracts.payments import CaseDecided
from handlers.views import views as service
from handlers.views.rows import BookingView


def decided(step: str, found: int) -> CaseDecided:
    about = {
        "event_id": "e1",
        "booking_id": "e1-b1",
        "buyer_id": "ben",
        "provider": "stripe",
        "case_id": "c",
        "kind": "k",
    }
    return CaseDecided(**about, step=step, found=found)


@pytest.mark.parametrize("order", [(700, 300, 700), (300, 700), (700,)])
def test_what_went_back_by_hand_is_shown_as_granted_in_whatever_order_it_is_told(order: tuple[int, ...]) -> None:
    bench = Bench(service)
    bench.given(*(decided("book", found) for found in order))
    shown = bench.row(BookingView, "e1", "e1-b1")
    assert shown and shown.granted == 700


def test_another_step_shows_nothing() -> None:
    bench = Bench(service)
    bench.when(decided("retry", 700))
    bench.then_nothing()
