import pytest

from choreography.testing import Bench
from handlers.views import views as service


@pytest.fixture
def views() -> Bench:
    return Bench(service)
