import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator

import pytest

from choreography.kafka.settings import KafkaSettings
from choreography.worker import MeshSettings
from ops.stack import Addresses
from tests.mesh.processes import Fleet, environment
from tests.mesh.profiles import Mesh, memory_mesh, real_mesh


def settings(addresses: Addresses) -> tuple[MeshSettings, KafkaSettings]:
    mesh = MeshSettings(postgres=addresses.postgres, nats=addresses.nats, redis=addresses.redis)
    return mesh, KafkaSettings(bootstrap=addresses.kafka)


@pytest.fixture(scope="session")
def provisioned(stack: Addresses) -> Addresses:
    subprocess.run([sys.executable, "-m", "ops.provisioning"], env={**os.environ, **environment(stack)}, check=True)
    return stack


@pytest.fixture(scope="session")
def fleet(provisioned: Addresses) -> Iterator[Fleet]:
    fleet = Fleet(provisioned)
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
    if not fleet.running:
        fleet.start("all")
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        yield mesh
