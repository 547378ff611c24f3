import pytest

from choreography.testing import Bench
from handlers.email import email as service


@pytest.fixture
def email() -> Bench:
    """Knows nobody."""
    return Bench(service)
