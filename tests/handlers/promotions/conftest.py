import pytest

from choreography.testing import Bench
from handlers.promotions import promotions as service


@pytest.fixture
def promotions() -> Bench:
    return Bench(service)
