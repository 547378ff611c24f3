import pytest

from choreography.testing import Bench
from handlers.catalog import catalog as service


@pytest.fixture
def catalog() -> Bench:
    return Bench(service)
