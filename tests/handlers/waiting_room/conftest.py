import pytest

from choreography.testing import Bench
from handlers.waiting_room import waiting_room as service
from handlers.waiting_room.own import SeedMade
from tests.handlers.waiting_room.saying import EVENT, SEED, published


@pytest.fixture
def waiting_room() -> Bench:
    """A queue takes people; its sale starts in an hour."""
    bench = Bench(service)
    bench.given(published(), SeedMade(event_id=EVENT, seed=SEED))
    return bench
