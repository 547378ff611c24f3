import pytest

from choreography.testing import Bench
from handlers.audit import audit as service


@pytest.fixture
def audit() -> Bench:
    """Has heard nothing."""
    return Bench(service)
