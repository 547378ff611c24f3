"""What all copies of a service say by the clock is handled once."""

import asyncio
from datetime import UTC, datetime

import pytest

from choreography.envelope import Envelope
from choreography.memory.bus import loop_clock
from choreography.memory.loop import run
from choreography.ports import Unreachable
from choreography.rounds import rounds, said
from choreography.service import Round
from contracts.payments import Reconcile

EVERY = Round("reconcile", 300.0, Reconcile(provider="stripe"))


class Log:
    """A log that does not take the first `away` records."""

    def __init__(self, away: int = 0) -> None:
        self.away, self.taken = away, list[Envelope]()

    async def send(self, envelope: Envelope, body: bytes, timeout: float) -> None:
        if self.away:
            self.away -= 1
            raise Unreachable("away")
        self.taken.append(envelope)


def lived(log: Log, *copies: Round, seconds: float = 1_000) -> list[str]:
    """The ids that so many copies have said in this time."""

    async def live() -> None:
        tasks = [asyncio.create_task(rounds(one, log, loop_clock)) for one in copies]
        await asyncio.wait(tasks, timeout=seconds)
        for task in tasks:
            task.cancel()

    run(1, live())
    return [envelope.id for envelope in log.taken]


def test_three_copies_say_one_thing_a_round_under_one_id() -> None:
    said = lived(Log(), EVERY, EVERY, EVERY)
    assert len(set(said)) == 3 and all(said.count(id_) == 3 for id_ in said)


def test_what_the_log_did_not_take_is_said_in_the_next_round() -> None:
    assert len(lived(Log(away=1), EVERY)) == 2


def test_zero_is_never() -> None:
    assert lived(Log(), Round("reconcile", 0, Reconcile(provider="stripe"))) == []


@pytest.mark.parametrize("second", [899.99, 900.01])
async def test_clocks_that_differ_a_little_mean_the_same_round(second: float) -> None:
    log = Log()
    for time in (second, 900):
        await said(EVERY, log, datetime.fromtimestamp(time, UTC))
    assert len({one.id for one in log.taken}) == 1
