"""Servers that ask who speaks, for the tests of this folder, and the topics and rights of the house."""

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from choreography.kafka.access import KafkaAccess
from choreography.kafka.acls import allow_only
from choreography.kafka.topics import Topic, provision
from choreography.mesh import MeshSettings
from ops.credentials.folder import write
from ops.credentials.kafka import acls
from ops.credentials.parts import ADMIN, password
from ops.generate.house import house
from ops.stack import Addresses
from ops.stack.process import child_setup
from tests.eventually import eventually

MESH = MeshSettings(role_secret="made-up-for-a-test-of-credentials")


@dataclass(frozen=True)
class Guarded:
    at: Addresses
    ca: str

    def kafka(self, part: str) -> KafkaAccess:
        return KafkaAccess(user=part, password=password(MESH, "kafka", part), ca=self.ca)

    def nats(self, part: str) -> str:
        return self.at.nats.replace("://", f"://{part}:{password(MESH, 'nats', part)}@")

    def redis(self, part: str) -> str:
        return self.at.redis.replace("://", f"://{part}:{password(MESH, 'redis', part)}@")


@pytest.fixture(scope="package")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("guarded")
    write(folder / "credentials", MESH, local=True)
    options = ["--json", "--data", str(folder / "stack"), "--guard", str(folder / "credentials")]
    command = [sys.executable, "-m", "ops.cli", "stack", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, preexec_fn=child_setup(None, signal.SIGTERM)) as running:  # noqa: PLW1509
        try:
            assert running.stdout is not None
            found = Guarded(Addresses(**json.loads(running.stdout.readline())), str(folder / "credentials/ca.pem"))
            with known_as(found.kafka(ADMIN)):
                asyncio.run(provisioned(found))
            yield found
        finally:
            running.terminate()
            running.wait(60)


async def provisioned(guarded: Guarded) -> None:
    topics = [Topic(spec.name, 1) for spec in house().topics]
    await eventually(lambda: provision(guarded.at.kafka, topics))
    await allow_only(guarded.at.kafka, acls())


@contextmanager
def known_as(access: KafkaAccess) -> Iterator[None]:
    """This process, to the brokers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOXOFFICE_KAFKA_USER", access.user)
        patch.setenv("BOXOFFICE_KAFKA_PASSWORD", access.password.get_secret_value())
        patch.setenv("BOXOFFICE_KAFKA_CA", access.ca)
        yield
