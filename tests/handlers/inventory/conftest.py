import pytest

from choreography.testing import Bench
from handlers.inventory import inventory as service
from tests.handlers.inventory.saying import published, stalls


@pytest.fixture
def inventory() -> Bench:
    """An event with seats stalls-A1 and stalls-A2, at 50.00, and two places to stand, at 20.00."""
    bench = Bench(service)
    bench.given(published(), stalls())
    return bench
