import pytest

from choreography.testing import Bench
from handlers.invoices import invoices as service
from tests.handlers.invoices.saying import published


@pytest.fixture
def invoices() -> Bench:
    """The event is Olga's."""
    bench = Bench(service)
    bench.given(published())
    return bench
