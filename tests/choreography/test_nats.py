"""The NATS client while there is no server, and when it comes, goes and comes back."""

import asyncio
import socket
import sysconfig
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from choreography import nats as module
from choreography.nats import Nats
from choreography.ports import Unreachable
from tests.eventually import eventually

SERVER = Path(sysconfig.get_path("scripts"), "nats-server")


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number: int = taken.getsockname()[1]
        return number


@pytest.fixture
async def nats(port: int) -> AsyncIterator[Nats]:
    nats = Nats(f"nats://127.0.0.1:{port}")
    await nats.start()
    yield nats
    await nats.stop()


async def serve(port: int) -> asyncio.subprocess.Process:
    quiet = asyncio.subprocess.DEVNULL
    return await asyncio.create_subprocess_exec(SERVER, "-a", "127.0.0.1", "-p", str(port), stdout=quiet, stderr=quiet)


async def end(server: asyncio.subprocess.Process) -> None:
    server.kill()
    await server.wait()


async def test_starting_waits_for_no_server_and_telling_says_that_there_is_none() -> None:
    nats = Nats("nats://127.0.0.1:9")
    await nats.start()

    with pytest.raises(Unreachable):
        await nats.tell("x", b"")

    assert not nats.connected
    await nats.stop()


@pytest.mark.real
async def test_a_server_that_is_not_there_when_one_begins_is_told_of_once_and_so_is_that_it_comes(
    port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "FIRST", 0.05)
    nats = Nats(f"nats://us:secret@127.0.0.1:{port}")
    await nats.start()
    await eventually(lambda: nats.dropped >= 3)
    server = await serve(port)
    away, there = await eventually(lambda: two if len(two := told(caplog)) == 2 else None)
    await nats.stop()
    await end(server)
    assert away.startswith(f"NATS at 127.0.0.1:{port} is away since the start: ") and "Error" in away
    assert there.startswith(f"NATS at 127.0.0.1:{port} is there after ")


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [line for line in caplog.messages if line.startswith("NATS")]


@pytest.mark.real
async def test_who_listened_before_there_was_a_server_hears_once_there_is(nats: Nats, port: int) -> None:
    heard: list[bytes] = []
    await nats.listen("x", lambda subject, body, headers: heard.append(body))

    server = await serve(port)
    await eventually(lambda: nats.connected)
    await nats.listen("y", lambda subject, body, headers: None)
    await nats.tell("x", b"1")

    await eventually(lambda: heard == [b"1"])
    await end(server)


@pytest.mark.real
async def test_after_a_lost_server_the_owners_are_told_and_listening_goes_on(
    nats: Nats, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    heard, told = list[bytes](), list[str]()

    async def look_elsewhere() -> None:
        told.append("reconnected")

    nats.reconnected.append(look_elsewhere)
    server = await serve(port)
    await eventually(lambda: nats.connected)
    await nats.listen("x", lambda subject, body, headers: heard.append(body))
    await end(server)
    await eventually(lambda: not nats.connected)
    await nats.tell("x", b"kept, up to a bound")

    server = await serve(port)
    await eventually(lambda: told == ["reconnected"])
    await nats.tell("x", b"later")

    await eventually(lambda: heard == [b"kept, up to a bound", b"later"])
    away, again = (line for line in caplog.messages if line.startswith("NATS"))
    assert away == f"NATS at 127.0.0.1:{port} is away" and "there again after" in again
    await end(server)
