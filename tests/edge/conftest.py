import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.edge.front import Front
from tests.edge.house import House, open_house
from tests.eventually import eventually
from tests.mesh.processes import Fleet

UNHURRIED = {"BOXOFFICE_EDGE_SESSION_BURST": "1000", "BOXOFFICE_EDGE_STRIPE_OLD_SECRET": "whsec_before"}


@pytest.fixture(scope="session")
def front_url(fleet: Fleet) -> str:
    """An edge, a process of its own."""
    fleet.start("edge", "--port", "0", run="edge", **UNHURRIED)
    return str(fleet.said["edge"]["url"])


@pytest.fixture
async def front(front_url: str, fleet: Fleet) -> AsyncIterator[Front]:
    """With a worker of all services behind it."""
    fleet.whole()
    async with httpx.AsyncClient(base_url=front_url, timeout=40) as client:

        async def ready() -> bool:
            return (await client.get("/health/ready")).status_code == 200

        await eventually(ready, within=30)
        yield Front(client)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with open_house() as house:
        yield house


@contextmanager
def frozen(data: Path, server: str) -> Iterator[None]:
    """The server answers nobody meanwhile."""
    pid = int((data / "pids" / server).read_text())
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)
