"""The local stack: every server answers, comes back on its port after a SIGKILL, and is gone after a stop."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import nats
import pytest
import pytest_asyncio
from aiokafka.admin import AIOKafkaAdminClient
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from ops.stack import Addresses, Event, Stack
from ops.stack.folders import InUse
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
SERVERS = ["postgres", "kafka1", "nats", "valkey"]


class Observed(Stack):
    """Keeps what the stack tells."""

    def __init__(self, data: Path) -> None:
        self.events: list[Event] = []
        super().__init__(data, tell=self.events.append)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own-stack")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(data: Path) -> AsyncIterator[Observed]:
    stack = Observed(data)
    await stack.start()
    yield stack
    await stack.stop()


async def select_1(at: Addresses) -> None:
    connection = await asyncpg.connect(at.postgres)
    assert await connection.fetchval("select 1") == 1
    await connection.close()


async def list_topics(at: Addresses) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=at.kafka)
    await admin.start()
    assert await admin.list_topics() == []
    await admin.close()


async def flush(at: Addresses) -> None:
    connection = await nats.connect(at.nats)
    await connection.flush()
    await connection.close()


async def ping(at: Addresses) -> None:
    async with Redis.from_url(at.redis) as client:
        assert await client.ping()


ASK = dict(zip(SERVERS, [select_1, list_topics, flush, ping], strict=True))


@pytest.mark.parametrize("name", SERVERS)
async def test_a_server_answers_its_client(running: Observed, name: str) -> None:
    await ASK[name](running.addresses)


@pytest.mark.parametrize("name", SERVERS)
async def test_a_killed_server_comes_back_on_its_port(running: Observed, name: str) -> None:
    running.events.clear()
    running.kill(name)
    await eventually(lambda: [event.what for event in running.events] == ["died", "ready"], within=30)
    await ASK[name](running.addresses)


async def test_a_held_server_stays_down_until_it_is_restarted(running: Observed) -> None:
    running.kill("valkey", hold=True)
    await eventually(lambda: running.events[-1].what == "died")
    with pytest.raises(RedisConnectionError):
        await ping(running.addresses)
    await running.restart("valkey")
    await ping(running.addresses)


async def test_a_data_folder_has_one_stack(running: Observed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.stack.folders.PATIENCE", 0.0)
    with pytest.raises(InUse):
        await Stack(running.data).start()


async def test_a_stop_leaves_no_process_and_a_warm_start_has_the_same_addresses(tmp_path: Path) -> None:
    stack = Stack(tmp_path)
    before = await stack.start()
    assert processes_of(tmp_path)
    await stack.stop()
    assert processes_of(tmp_path) == []
    assert await stack.start() == before
    await stack.stop()


async def test_a_start_can_be_broken_off(tmp_path: Path) -> None:
    start = asyncio.create_task(Stack(tmp_path).start())
    await eventually(lambda: processes_of(tmp_path))
    start.cancel()
    with pytest.raises(asyncio.CancelledError):
        await start
    assert processes_of(tmp_path) == []


async def test_a_killed_supervisor_leaves_no_process(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    command = [sys.executable, "-m", "ops.cli", "stack", "--data", str(tmp_path / "data"), "--ready-file", str(ready)]
    supervisor = await asyncio.create_subprocess_exec(*command)
    await eventually(lambda: ready.exists() or supervisor.returncode is not None, within=60)
    assert ready.exists()
    os.kill(supervisor.pid, signal.SIGKILL)
    await supervisor.wait()
    await eventually(lambda: not processes_of(tmp_path), within=30)


def processes_of(data: Path) -> list[str]:
    """Command lines of the processes that were given this folder, or work in it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            works_in = os.readlink(process / "cwd")
        except OSError:
            continue
        if str(data) in command or works_in.startswith(str(data)):
            found.append(command)
    return found
