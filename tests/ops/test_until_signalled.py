"""A house is closed in order, however its process is asked to end."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from ops.until_signalled import ending, until_signalled

ENDS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.fixture
def unheard() -> Iterator[None]:
    """As for a process that `nohup` started."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("sign", ENDS)
@pytest.mark.parametrize("early", [False, True], ids=["when it is open", "while it is being opened"])
def test_what_is_open_is_closed(sign: signal.Signals, early: bool) -> None:
    said = []

    @asynccontextmanager
    async def house() -> AsyncIterator[str]:
        try:
            if early:
                os.kill(os.getpid(), sign)
                await asyncio.get_running_loop().create_future()
            yield "open"
        finally:
            said.append("closed")

    asyncio.run(until_signalled(house(), lambda found: (said.append(found), os.kill(os.getpid(), sign))))
    assert said == (["closed"] if early else ["open", "closed"])


@pytest.mark.usefixtures("unheard")
def test_who_is_to_outlive_its_terminal_does() -> None:
    assert ending() == [signal.SIGINT, signal.SIGTERM]


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        ([signal.SIGHUP, signal.SIGHUP], "closed"),
        ([signal.SIGHUP, signal.SIGTERM], "closed"),
        ([signal.SIGTERM, signal.SIGINT], "closed"),
        ([signal.SIGINT, signal.SIGINT], "broken off"),
    ],
    ids=lambda signs: " ".join(sign.name for sign in signs) if isinstance(signs, list) else signs,
)
def test_only_a_second_ctrl_c_breaks_off_the_closing(signs: list[signal.Signals], said: str) -> None:
    outcome = []

    @asynccontextmanager
    async def house() -> AsyncIterator[None]:
        heard = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, heard.set)
        try:
            yield
        finally:
            outcome.append("broken off")
            for sign in (signs[1], signal.SIGUSR1):
                os.kill(os.getpid(), sign)
            await heard.wait()
            outcome[:] = ["closed"]

    asyncio.run(until_signalled(house(), lambda _: os.kill(os.getpid(), signs[0])))
    assert outcome == [said]
