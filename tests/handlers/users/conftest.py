import pytest

from choreography.testing import Bench
from handlers.users import users as service


@pytest.fixture
def users() -> Bench:
    """Knows nobody."""
    return Bench(service)
