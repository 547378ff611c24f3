import json
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from choreography.blind import BlindSettings
from choreography.kafka.settings import KafkaSettings
from choreography.mesh import MeshSettings
from ops.at import Place
from tests.edge.counter import Counter
from tests.edge.front import Front, visiting
from tests.edge.house import House, open_house
from tests.edge.till import Till, at_memory, till
from tests.memory_house import memory_house
from tests.mesh.fixtures import settings
from tests.mesh.operator import Operator
from tests.mesh.processes import Fleet

UNHURRIED = {
    "BOXOFFICE_EDGE_SESSION_BURST": "1000",
    "BOXOFFICE_EDGE_CHANGE_BURST": "10000",
    "BOXOFFICE_EDGE_READ_BURST": "100000",
    "BOXOFFICE_EDGE_STRIPE_OLD_SECRET": "whsec_before",
    "BOXOFFICE_EDGE_MAIL_SECRET": "whsec_of_the_mails",
}


@pytest.fixture(scope="session")
def front_url(fleet: Fleet) -> str:
    """An edge, a process of its own."""
    fleet.start("edge", "--port", "0", run="edge", **UNHURRIED)
    return str(fleet.said["edge"]["url"])


@pytest.fixture(scope="session")
def memory_said(tmp_path_factory: pytest.TempPathFactory, social: dict[str, str]) -> Iterator[dict[str, Any]]:
    """What a box office in memory says of itself."""
    with memory_house(tmp_path_factory.mktemp("front"), **UNHURRIED, **social) as said:
        yield said


@pytest.fixture(scope="session")
def memory_url(memory_said: dict[str, Any]) -> str:
    """Its edge."""
    return str(memory_said["edge"])


@pytest.fixture
async def paying(request: pytest.FixtureRequest, front: Front) -> AsyncIterator[Till]:
    """Where the buyers at this front pay."""
    if request.node.callspec.params.get("front") == "memory":
        async with at_memory(request.getfixturevalue("memory_said")["stripe"]) as paying:
            yield paying
    else:
        async with till(request.getfixturevalue("stripe_url"), front) as paying:
            yield paying


@pytest.fixture
async def front(request: pytest.FixtureRequest) -> AsyncIterator[Front]:
    """With everything behind it: real servers and a worker of all services, or, where a test asks for it, memory."""
    memory = getattr(request, "param", "real") == "memory"
    if not memory:
        request.getfixturevalue("fleet").whole()
    url = request.getfixturevalue("memory_url" if memory else "front_url")
    mails = request.getfixturevalue("memory_said")["mail"] if memory else request.getfixturevalue("sink")["http"]
    async with visiting(url, mails) as front:
        yield front


@pytest.fixture
def counter(front: Front, request: pytest.FixtureRequest) -> Counter:
    """Behind the same front."""
    if request.node.callspec.params["front"] == "memory":
        said = request.getfixturevalue("memory_said")
        place = Place(MeshSettings(), KafkaSettings(), said["tools"])
        secrets = json.loads((Path(said["data"]) / "secrets.json").read_text())
        return Counter(front, place, SecretStr(secrets["BOXOFFICE_BLIND_SECRET"]))
    addresses = request.getfixturevalue("fleet").addresses
    return Counter(front, Place(*settings(addresses)), BlindSettings().secret)


@pytest.fixture
def at_front(request: pytest.FixtureRequest, tmp_path: Path) -> Operator:
    """At the command line of the box office behind the door that the test uses."""
    ready = tmp_path / "ready.json"
    callspec = getattr(request.node, "callspec", None)
    memory = callspec is not None and callspec.params.get("front") == "memory"
    said = request.getfixturevalue("memory_said") if memory else asdict(request.getfixturevalue("fleet").addresses)
    ready.write_text(json.dumps({"data": str(tmp_path), **said}))
    return Operator(ready)


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
