"""What is shown of suspensions follows from the newest decision, in whatever order they come."""

from itertools import permutations

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.catalog import (
    OrganiserReinstated,
    OrganiserSuspended,
    OrganiserVerified,
    SalesReinstated,
    SalesSuspended,
)
from handlers.views import views as service
from handlers.views.rows import EventView, OrganiserView

BY = {"organiser_id": "olga", "operator_id": "oscar"}
DECIDED = (
    OrganiserVerified(**BY, verified=True, suspended=False, turn=1),
    OrganiserSuspended(**BY, reason="papers", verified=True, suspended=True, turn=2),
    OrganiserReinstated(**BY, reason="seen", verified=True, suspended=False, turn=3),
)
TOLD = (
    SalesSuspended(event_id="e1", turn=2),
    SalesReinstated(event_id="e1", turn=3),
    SalesSuspended(event_id="e1", turn=4),
)


@pytest.mark.parametrize("facts", [*permutations(DECIDED)])
def test_the_newest_decision_is_shown(facts: tuple[Message, ...]) -> None:
    bench = Bench(service)
    bench.given(*facts, *facts)
    view = bench.row(OrganiserView, "olga")
    assert view and (view.verified, view.suspended, view.reason, view.decided_by) == (True, False, "seen", "oscar")


@pytest.mark.parametrize("facts", [*permutations(TOLD)])
def test_the_event_is_shown_as_it_was_told_last(facts: tuple[Message, ...]) -> None:
    bench = Bench(service)
    bench.given(*facts, *facts)
    view = bench.row(EventView, "e1")
    assert view and view.suspended and view.state == "unknown"
