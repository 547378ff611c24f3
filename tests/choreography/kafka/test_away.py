"""What the log says while a broker is away: a few lines, whatever aiokafka writes of it."""

import asyncio
import logging
from contextlib import suppress

import pytest
from aiokafka.errors import GroupAuthorizationFailedError, NodeNotReadyError

from choreography.kafka.away import Brokers
from choreography.kafka.connection import Connection
from choreography.kafka.settings import KafkaSettings
from choreography.ports import Unreachable

AT, REFUSED = "10.0.0.7:9092", ConnectionRefusedError(111, "refused")
NOT_READY = ("Failed fetch messages from %s: %s", 1, NodeNotReadyError("node 1"))
NOT_ALLOWED = ("Group Coordinator Request failed: %s", GroupAuthorizationFailedError("bookings"))


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def brokers(clock: Clock, caplog: pytest.LogCaptureFixture) -> Brokers:
    caplog.set_level(logging.INFO)
    return Brokers(clock)


def line(said: str, *args: object) -> logging.LogRecord:
    return logging.LogRecord("aiokafka", logging.ERROR, "", 0, said, args, None)


def test_it_is_said_that_it_is_away_that_it_still_is_and_that_it_is_back(
    brokers: Brokers, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    for tenth in range(120):
        clock.now = tenth / 10
        brokers.failed(AT, REFUSED)
        brokers.filter(line(*NOT_READY))
    brokers.reached(AT)
    assert [said.split(":9092 ")[1] for said in caplog.messages] == [
        f"is away: {REFUSED!r}",
        f"is away for 5 s: {REFUSED!r}; 50 lines of its client say the same and are left out",
        f"is away for 10 s: {REFUSED!r}; 50 lines of its client say the same and are left out",
        "is there again after 11.9 s; 20 lines of its client say the same and are left out",
    ]


def test_who_is_reached_and_was_not_away_is_not_spoken_of(brokers: Brokers, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        brokers.reached(AT)
    assert caplog.messages == []


def test_one_broker_that_is_there_says_nothing_of_another(brokers: Brokers, caplog: pytest.LogCaptureFixture) -> None:
    brokers.failed(AT, REFUSED)
    brokers.reached("10.0.0.8:9092")
    assert len(caplog.messages) == 1 and not brokers.filter(line(*NOT_READY))


def test_what_is_no_consequence_is_shown_meanwhile_too(brokers: Brokers) -> None:
    brokers.failed(AT, REFUSED)
    assert brokers.filter(line(*NOT_ALLOWED))
    assert not brokers.filter(line("Unable connect to node with id %s: %s", 1, REFUSED))


def test_nothing_is_left_out_before_it_or_once_nobody_tries_any_more(brokers: Brokers, clock: Clock) -> None:
    assert brokers.filter(line(*NOT_READY))
    brokers.failed(AT, REFUSED)
    clock.now = 1.9
    assert not brokers.filter(line(*NOT_READY))
    clock.now = 2.0
    assert brokers.filter(line(*NOT_READY))


def test_while_it_loads_its_groups_it_is_as_if_away_but_not_for_longer(brokers: Brokers, clock: Clock) -> None:
    brokers.failed(AT, REFUSED)
    brokers.reached(AT)
    clock.now = 9.9
    assert not brokers.filter(line("Marking the coordinator dead (node %s)for group %s.", 1, "bookings"))
    clock.now = 10.0
    assert brokers.filter(line("Marking the coordinator dead (node %s)for group %s.", 1, "bookings"))


def test_away_is_who_was_tried_lately_and_not_reached(brokers: Brokers, clock: Clock) -> None:
    brokers.failed(AT, REFUSED)
    brokers.failed("10.0.0.8:9092", REFUSED)
    brokers.reached("10.0.0.8:9092")
    assert brokers.away == [AT]
    clock.now = 60.0
    assert brokers.away == []


def test_one_that_is_tried_each_40_seconds_as_where_packets_are_dropped_is_away_all_the_time(
    brokers: Brokers, clock: Clock
) -> None:
    brokers.failed(AT, TimeoutError())
    clock.now = 39.9
    assert brokers.away == [AT]
    brokers.failed(AT, TimeoutError())
    clock.now = 79.8
    assert brokers.away == [AT]


@pytest.mark.real
async def test_many_who_try_at_once_write_one_line(caplog: pytest.LogCaptureFixture) -> None:
    async def tries() -> None:
        with suppress(Unreachable):
            await Connection(KafkaSettings(bootstrap="127.0.0.1:9")).ready()

    await asyncio.gather(*(tries() for _ in range(20)))
    (said,) = [record.getMessage() for record in caplog.records if record.name.startswith(("aiokafka", "choreography"))]
    assert "Kafka at 127.0.0.1:9 is away" in said
