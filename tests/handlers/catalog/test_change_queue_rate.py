"""More turns a minute, or fewer, for a queue that people stand in."""

import pytest

from choreography.testing import START, Bench
from contracts.catalog import ChangeQueueRate, EventChanged, EventForbidden, EventInvalid, EventRefused, Queueing
from handlers.catalog.rows import Listing
from tests.handlers.catalog.asking import cancel, create, publish

QUEUE = Queueing(opens=START, per_minute=60)


def rate(per_minute: int = 90, organiser: str = create().organiser_id, **more: bool) -> ChangeQueueRate:
    return ChangeQueueRate(event_id="e1", organiser_id=organiser, per_minute=per_minute, **more)


@pytest.fixture
def selling(catalog: Bench) -> Bench:
    catalog.given(create(queue=QUEUE), publish())
    return catalog


@pytest.mark.parametrize("asked", [rate(), rate(organiser="olaf", by_operator=True)])
def test_the_rate_is_another_and_all_else_of_the_queue_as_it_was(selling: Bench, asked: ChangeQueueRate) -> None:
    selling.when(asked)
    queue = Queueing(opens=START, per_minute=90)
    selling.then(EventChanged.of(create(queue=queue), changed=("queue",)))
    listing = selling.row(Listing, "e1")
    assert listing and listing.queue == queue


def test_the_same_rate_again_is_answered_and_nothing_is_other(selling: Bench) -> None:
    selling.given(rate())
    selling.when(rate())
    selling.then(EventChanged.of(create(queue=Queueing(opens=START, per_minute=90)), changed=()))


def test_it_is_for_who_may_change_the_event(selling: Bench) -> None:
    selling.when(rate(organiser="olaf"))
    selling.then(EventForbidden(event_id="e1"))


@pytest.mark.parametrize("per_minute", [0, -1, 60_001])
def test_a_rate_has_bounds(selling: Bench, per_minute: int) -> None:
    selling.when(rate(per_minute))
    selling.then(EventInvalid(event_id="e1", reason="per_minute"))


def test_what_is_called_off_has_no_rate_any_more(selling: Bench) -> None:
    selling.given(cancel())
    selling.when(rate())
    selling.then(EventRefused(event_id="e1", reason="illegal_move"))


def test_an_event_without_a_queue_gets_none(catalog: Bench) -> None:
    catalog.given(create(), publish())
    catalog.when(rate())
    catalog.then(EventRefused(event_id="e1", reason="no_queue"))
