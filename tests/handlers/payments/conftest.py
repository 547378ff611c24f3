from collections.abc import Iterator

import pytest

from choreography.testing import Bench
from handlers.payments import payments as service
from handlers.payments.settings import settings


@pytest.fixture
def payments() -> Bench:
    return Bench(service)


@pytest.fixture
def two_tickets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """So many of an event may be paid with one card."""
    monkeypatch.setenv("BOXOFFICE_PAYMENTS_TICKETS_BY_CARD", "2")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def three_tries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The third declined card ends a payment."""
    monkeypatch.setenv("BOXOFFICE_PAYMENTS_DECLINES_AT_MOST", "3")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()
