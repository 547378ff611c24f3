"""Who forks and restarts the processes may die too."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ops.stack.process import StartFailed
from ops.up.fleet import Fleet, Process
from tests.eventually import eventually

pytestmark = pytest.mark.real
Told = list[tuple[str, str]]


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
async def fleet(tmp_path: Path, told: Told) -> AsyncIterator[Fleet]:
    """With one process, which stands for all."""
    fleet = Fleet({}, tmp_path, lambda who, what: told.append((who, what)))
    await fleet.open()
    await fleet.start(Process("mail", "mail"))
    yield fleet
    if not fleet.failure:
        await fleet.close()


def kill_nursery(fleet: Fleet) -> None:
    assert fleet.nursery
    fleet.nursery.kill()


def another(fleet: Fleet, pid: int) -> bool:
    return fleet.processes["mail"].pid not in (0, pid)


async def test_when_the_nursery_is_killed_all_processes_start_again(fleet: Fleet, told: Told) -> None:
    first = fleet.processes["mail"].pid
    kill_nursery(fleet)
    await eventually(lambda: another(fleet, first), within=30)
    await eventually(lambda: [who for who, what in told if "ready" in what] == ["mail", "nursery", "mail"])
    assert ("nursery", "ended with -9, all start again") in told
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


async def test_after_that_a_process_that_dies_starts_again_as_before(fleet: Fleet) -> None:
    first = fleet.processes["mail"].pid
    kill_nursery(fleet)
    await eventually(lambda: another(fleet, first), within=30)
    second = fleet.processes["mail"].pid
    os.kill(second, signal.SIGKILL)
    await eventually(lambda: another(fleet, second))


async def test_a_process_that_waits_to_start_again_starts_once(fleet: Fleet, told: Told) -> None:
    mail = fleet.processes["mail"]
    mail.deaths = 6
    os.kill(mail.pid, signal.SIGKILL)
    await eventually(lambda: mail.again)
    kill_nursery(fleet)
    await eventually(lambda: ("nursery", "ready") in told and mail.pid, within=30)
    assert mail.again and mail.again.cancelled()


async def test_a_nursery_that_cannot_come_back_ends_all_with_an_error(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asked.set)
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    kill_nursery(fleet)
    await asyncio.wait_for(asked.wait(), 30)
    with pytest.raises(StartFailed, match="cannot start again"):
        await fleet.close()


async def test_who_keeps_the_pids_is_told_of_each_new_one(fleet: Fleet) -> None:
    seen, first = list[int](), fleet.processes["mail"].pid
    fleet.moved = lambda: seen.append(fleet.processes["mail"].pid)
    os.kill(first, signal.SIGKILL)
    await eventually(lambda: seen and seen[-1] not in (0, first))


async def test_a_fleet_that_closes_moves_no_more(fleet: Fleet) -> None:
    moves = list[int]()
    fleet.moved = lambda: moves.append(1)
    await fleet.close()
    assert fleet.nursery and fleet.nursery.returncode == 0 and not moves
