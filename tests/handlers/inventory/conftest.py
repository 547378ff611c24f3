import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.inventory import Counted, SeatsRejected, Unchanged
from handlers.inventory import inventory as service
from tests.handlers.inventory.saying import published, stalls


@pytest.fixture(autouse=True)
def counts_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said is compared without its counts, and an answer that changes nothing without its number.

    They have tests of their own: `test_counts`, `test_stock_seq`.
    """
    said = Bench.said
    monkeypatch.setattr(Bench, "said", lambda bench: [apart(one) for one in said(bench)])


def apart(said: Message) -> Message:
    if isinstance(said, Unchanged) and not isinstance(said, SeatsRejected):
        return said.model_copy(update={"stock_seq": 0})
    return said.model_copy(update={"counts": {}, "free": {}}) if isinstance(said, Counted) else said


@pytest.fixture
def inventory() -> Bench:
    """An event with seats stalls-A1 and stalls-A2, at 50.00, and two places to stand, at 20.00."""
    bench = Bench(service)
    bench.given(published(), stalls())
    return bench
