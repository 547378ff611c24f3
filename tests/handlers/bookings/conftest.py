import pytest

from choreography.testing import Bench
from handlers.bookings import bookings as service
from tests.handlers.bookings.saying import published


@pytest.fixture
def bookings() -> Bench:
    """An event is on sale."""
    bench = Bench(service)
    bench.given(published())
    return bench
