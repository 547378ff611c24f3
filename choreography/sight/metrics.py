"""The metrics of a worker, by name: how each is read from a lane's own numbers, or from the last look."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from choreography.breaker import LEVELS
from choreography.lane import Lane
from choreography.sight.counters import Histogram
from choreography.sight.lag import Lag
from choreography.sight.look import Look
from choreography.sight.standing import EFFECT

Values = Iterable[tuple[tuple[str, ...], float]]
"""Label values besides the service, and the number."""
Counted = tuple[str, str, tuple[str, ...], Callable[[Look], Values]]
"""A metric's name, what it means, its further labels, and how it is read."""
REASONS = ("self", "early", "next", "parked", "dead")


def of_lane(read: Callable[[Lane], Any]) -> Callable[[Look], Values]:
    return lambda look: [((), float(read(look.lane)))]


def each(read: Callable[[Lane], dict[str, int]]) -> Callable[[Look], Values]:
    return lambda look: [((name,), number) for name, number in read(look.lane).items()]


def outbox_age(lane: Lane) -> float:
    oldest = next(iter(lane.relay.pending.values()), None)
    return max(0.0, time.time() - oldest.envelope.time.timestamp()) if oldest else 0.0


def breakers(look: Look) -> Values:
    return [((name,), LEVELS[breaker.state]) for name, breaker in look.lane.effects.breakers.items()]


def lag_messages(look: Look) -> Values:
    return [((topic,), sum(lag.messages for lag in lags)) for topic, lags in _by_topic(look)]


def lag_seconds(look: Look) -> Values:
    return [((topic,), max(lag.seconds for lag in lags)) for topic, lags in _by_topic(look)]


def _by_topic(look: Look) -> Iterator[tuple[str, list[Lag]]]:
    for topic in look.lane.topics:
        if lags := [lag for place, lag in look.lags.items() if place[0] == topic]:
            yield topic, lags


def waiting(look: Look) -> Values:
    return [((reason,), look.count(reason)) for reason in REASONS]


def waiting_age(look: Look) -> Values:
    return [((reason,), look.age(reason)) for reason in REASONS]


COUNTERS: tuple[Counted, ...] = (
    ("messages", "Handled, by outcome.", ("outcome",), each(lambda lane: lane.counters.outcomes)),
    ("said", "Messages that steps said.", (), of_lane(lambda lane: lane.counters.said)),
    ("batches_failed", "Not committed, by cause.", ("cause",), each(lambda lane: lane.counters.failed)),
    ("published", "Outbox rows that the log has.", (), of_lane(lambda lane: lane.relay.published)),
    ("publish_failed", "Rounds of publishing that failed.", (), of_lane(lambda lane: lane.relay.failed)),
    ("publish_seconds", "Spent in those that did not.", (), of_lane(lambda lane: lane.relay.seconds)),
    ("effects_done", "Effects that ended.", (), of_lane(lambda lane: lane.effects.done)),
    ("effects_dead", "Effects that ended without a result.", (), of_lane(lambda lane: lane.effects.dead)),
    ("effects_retried", "Calls that were made again.", (), of_lane(lambda lane: lane.effects.retried)),
    ("effects_withheld", "Calls that waited to be made again.", (), of_lane(lambda lane: lane.effects.withheld)),
    ("consumer_polls_failed", "Of the log.", (), of_lane(lambda lane: lane.consumed.polls_failed)),
    ("consumer_batches_failed", "Read again: a hearer raised.", (), of_lane(lambda lane: lane.consumed.batches_failed)),
    ("consumer_rebalances", "Assignments by the group.", (), of_lane(lambda lane: lane.consumed.rebalances)),
    ("consumer_restarts", "New consumers in the place of one.", (), of_lane(lambda lane: lane.consumed.restarts)),
    ("looks_failed", "Looks at lag and tables that failed.", (), lambda look: [((), look.failed)]),
)
GAUGES: tuple[Counted, ...] = (
    ("outbox_rows", "Committed, and not in the log yet.", (), of_lane(lambda lane: len(lane.relay.pending))),
    ("outbox_age_seconds", "Of the oldest of them.", (), of_lane(outbox_age)),
    ("outbox_bound", "At so many the lane stops fetching.", (), of_lane(lambda lane: lane.settings.outbox_at_most)),
    ("effects_open", "In the hands of this process.", (), of_lane(lambda lane: len(lane.effects.open))),
    ("effects_age_seconds", "Of the oldest not done.", (), lambda look: [((), look.age(EFFECT))]),
    ("effects_bound", "At so many the lane stops fetching.", (), of_lane(lambda lane: lane.settings.effects_at_most)),
    ("breaker_open", "1: nothing is called; 0.5: one probe is.", ("dependency",), breakers),
    ("lane_throttled", "1: too much is unpublished or undone to fetch more.", (), of_lane(lambda lane: lane.throttled)),
    (
        "lane_pausing",
        "1: work failed, and the store is asked after pauses that grow.",
        (),
        of_lane(lambda lane: lane.pausing),
    ),
    ("lane_partitions", "Owned by the lane.", (), of_lane(lambda lane: len(lane.epochs))),
    ("lane_ready", "1: it does all of its work.", (), lambda look: [((), float(not look.unready))]),
    ("lag_messages", "Records not handled.", ("topic",), lag_messages),
    ("lag_seconds", "Age of the oldest record not handled.", ("topic",), lag_seconds),
    ("waiting", "In the table, by why they wait.", ("reason",), waiting),
    ("waiting_age_seconds", "Of the oldest of them.", ("reason",), waiting_age),
)
HISTOGRAMS: tuple[tuple[str, str, Callable[[Look], Histogram]], ...] = (
    ("batch_messages", "Messages of a batch.", lambda look: look.lane.counters.sizes),
    ("batch_load_seconds", "Of a batch, to read its rows.", lambda look: look.lane.counters.load),
    ("batch_fold_seconds", "Of a batch, to run its steps.", lambda look: look.lane.counters.fold),
    ("batch_save_seconds", "Of a batch, to commit it.", lambda look: look.lane.counters.save),
)
