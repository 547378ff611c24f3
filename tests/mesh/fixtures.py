"""The mesh of a session's tests, and what its workers ask of the world outside."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest

from choreography.kafka.settings import KafkaSettings
from choreography.mesh import MeshSettings
from ops.inspector.memory import MemoryInspector
from ops.memory.tools import tools
from ops.stack import Addresses
from ops.stack.process import child_setup
from tests.mesh.mailbox import Mailbox, MemoryMailbox, mailing, sink_mailbox
from tests.mesh.operator import Operator
from tests.mesh.processes import Fleet, environment
from tests.mesh.profiles import Mesh, memory_mesh, real_mesh
from tests.mesh.provider import Provider
from tests.mesh.provider_fake import SECRET, fake_provider
from tests.mesh.provider_memory import InMemory

GRACE = "PT1S"
"""What was granted back, and what went back, are compared so soon."""


def settings(addresses: Addresses) -> tuple[MeshSettings, KafkaSettings]:
    mesh = MeshSettings(postgres=addresses.postgres, nats=addresses.nats, redis=addresses.redis)
    return mesh, KafkaSettings(bootstrap=addresses.kafka)


@pytest.fixture(scope="session")
def provisioned(stack: Addresses) -> Addresses:
    subprocess.run([sys.executable, "-m", "ops.provisioning"], env={**os.environ, **environment(stack)}, check=True)
    return stack


@contextmanager
def outside(module: str, *args: str) -> Iterator[str]:
    """A process of the world outside, and the line by which it says where it is."""
    dies_with_us = child_setup(None, signal.SIGTERM)
    command = [sys.executable, "-m", module, *args]
    with subprocess.Popen(command, stdout=subprocess.PIPE, preexec_fn=dies_with_us) as running:  # noqa: PLW1509
        assert running.stdout is not None
        yield running.stdout.readline().decode()
        running.terminate()


@pytest.fixture(scope="session")
def stripe_url() -> Iterator[str]:
    """A payment provider for all workers of the session."""
    with outside("ops.stripe_fake", "--secret", SECRET) as announced:
        yield announced.split()[-1]


@pytest.fixture(scope="session")
def sink() -> Iterator[dict[str, str]]:
    """A mail server for all workers of the session: where it takes mails, and where it shows them."""
    with outside("ops.mail_sink") as announced:
        yield json.loads(announced)


@pytest.fixture(scope="session")
def social() -> Iterator[dict[str, str]]:
    """Those who vouch for people: the settings by which they are found."""
    with outside("ops.social_fake") as announced:
        yield json.loads(announced)


@pytest.fixture(scope="session")
def fleet(provisioned: Addresses, stripe_url: str, sink: dict[str, str], social: dict[str, str]) -> Iterator[Fleet]:
    paying = {"BOXOFFICE_STRIPE_BASE": stripe_url, "BOXOFFICE_PAYMENTS_RECONCILE_EVERY": "0"}
    paying |= {"BOXOFFICE_PAYMENTS_REFUND_GRACE": GRACE}
    fleet = Fleet(provisioned, paying | social | mailing(sink))
    try:
        yield fleet
    finally:
        fleet.stop()


@pytest.fixture(params=["memory", pytest.param("real", marks=pytest.mark.real)])
async def mesh(request: pytest.FixtureRequest) -> AsyncIterator[Mesh]:
    if request.param == "memory":
        async with memory_mesh() as mesh:
            yield mesh
        return
    fleet: Fleet = request.getfixturevalue("fleet")
    fleet.whole()
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        yield mesh


@pytest.fixture
async def operator(mesh: Mesh, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Operator]:
    """At the command line of this mesh; the one in memory is reached by its socket."""
    ready, socket = tmp_path / "ready.json", tmp_path / "tools.sock"
    if isinstance(mesh.inspector, MemoryInspector):
        ready.write_text(json.dumps({"tools": str(socket)}))
        async with tools(mesh.inspector, mesh.ear, mesh.sender, socket):
            yield Operator(ready)
        return
    ready.write_text(json.dumps(asdict(request.getfixturevalue("fleet").addresses)))
    yield Operator(ready)


@pytest.fixture
async def provider(mesh: Mesh, request: pytest.FixtureRequest) -> AsyncIterator[Provider]:
    """The payment provider of this mesh; its webhooks are said as the edge would."""
    if mesh.profile == "memory":
        yield InMemory(mesh)
        return
    async with fake_provider(mesh, request.getfixturevalue("stripe_url")) as provider:
        yield provider


@pytest.fixture
async def mailbox(mesh: Mesh, request: pytest.FixtureRequest) -> AsyncIterator[Mailbox]:
    """The mailboxes of the people of this mesh."""
    if mesh.profile == "memory":
        yield MemoryMailbox(mesh)
        return
    fleet: Fleet = request.getfixturevalue("fleet")
    async with sink_mailbox(mesh, fleet.addresses.postgres, request.getfixturevalue("sink")["http"]) as mailbox:
        yield mailbox
