"""Topics are made by a command, and never by accident."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import (
    GroupCoordinatorNotAvailableError,
    InvalidReplicationFactorError,
    KafkaError,
    NotControllerError,
    RequestTimedOutError,
    TopicAlreadyExistsError,
    for_code,
)

from choreography.kafka.access import connecting
from choreography.kafka.patience import SLOW, Away, Tell, patient, untold
from choreography.ports import WrongTopic
from choreography.tasks import whole

BUSY = (RequestTimedOutError, NotControllerError, InvalidReplicationFactorError)
"""What a cluster says that is coming up, or has too much to do."""
MAX_MESSAGE = 1024 * 1024
"""Bytes of one record batch that a topic accepts."""


@dataclass(frozen=True, slots=True)
class Topic:
    """`retention` is how long records are kept; None: for ever."""

    name: str
    partitions: int
    retention: timedelta | None = None

    @property
    def config(self) -> dict[str, str]:
        """Only whole segments are deleted: so none may hold more than a quarter of the time that is kept."""
        sizes = {"retention.bytes": "-1", "max.message.bytes": str(MAX_MESSAGE + 4096)}
        if self.retention is None:
            return sizes | {"retention.ms": "-1"}
        kept = int(self.retention.total_seconds() * 1000)
        return sizes | {"retention.ms": str(kept), "segment.ms": str(max(kept // 4, 60_000))}


async def provision(bootstrap: str, topics: Iterable[Topic], tell: Tell = untold, patience: float = SLOW) -> list[str]:
    """Make what is missing, with three replicas or as many as there are brokers, and verify all; the names of the new.

    Brokers that come up slowly are waited for, `patience` seconds, and `tell` hears of it. Raises WrongTopic.
    """
    wanted = {topic.name: topic for topic in topics}
    return await patient(lambda: _provisioned(bootstrap, wanted), tell, patience)


async def _provisioned(bootstrap: str, wanted: dict[str, Topic]) -> list[str]:
    async with admin(bootstrap) as client:
        replicas = min(3, len((await client.describe_cluster())["brokers"]))
        new = [NewTopic(t.name, t.partitions, replicas, topic_configs=t.config) for t in wanted.values()]
        made = _made(await client.create_topics(new))
        await _coordinated(client)
    for partitions in {topic.partitions for topic in wanted.values()}:
        same = [topic.name for topic in wanted.values() if topic.partitions == partitions]
        await verify(bootstrap, same, partitions, patience=SLOW)
    return made


async def _coordinated(client: AIOKafkaAdminClient, patience: float = SLOW) -> None:
    """A new cluster makes the topic of its groups when it is first asked for one: whoever joins later need not wait."""
    deadline = asyncio.get_running_loop().time() + patience
    while True:
        try:
            await client.find_coordinator("boxoffice")
            return
        except GroupCoordinatorNotAvailableError:
            if asyncio.get_running_loop().time() > deadline:
                raise
        await asyncio.sleep(0.1)


def _made(response: object) -> list[str]:
    """aiokafka's admin calls raise nothing: each error is a code in the answer."""
    made = []
    for name, code, *why in response.topic_errors:  # type: ignore[attr-defined] # aiokafka is not typed
        error = for_code(code)
        if code == 0:
            made.append(name)
        elif error in BUSY:
            raise Away(f"{name} could not be made yet: {error.__name__}")
        elif error is not TopicAlreadyExistsError:
            raise WrongTopic(f"{name} could not be made: {error.__name__} {why[0] if why else ''}".strip())
    return made


async def verify(bootstrap: str, names: Iterable[str], partitions: int, patience: float = 1.0) -> None:
    """Raises WrongTopic, naming the first that differs; a topic made just now is waited for, `patience` seconds."""
    deadline = asyncio.get_running_loop().time() + patience
    async with admin(bootstrap) as client:
        while wrong := _wrong(await counts(client, sorted(names)), partitions):
            if "has" in wrong or asyncio.get_running_loop().time() > deadline:
                raise WrongTopic(wrong)
            await asyncio.sleep(0.1)


def _wrong(found: dict[str, int], partitions: int) -> str:
    for name, count in found.items():
        if count == 0:
            return f"the topic {name} does not exist: provision the topics first"
        if count != partitions:
            return f"the topic {name} has {count} partitions, not {partitions}: keys would change their partition"
    return ""


async def counts(client: AIOKafkaAdminClient, names: list[str]) -> dict[str, int]:
    """How many partitions each topic has; 0 if it does not exist."""
    described = await client.describe_topics(names) if names else []
    return {topic["topic"]: len(topic["partitions"]) if topic["error_code"] == 0 else 0 for topic in described}


@asynccontextmanager
async def admin(bootstrap: str) -> AsyncIterator[AIOKafkaAdminClient]:
    """Raises Away if the cluster cannot be reached."""
    client = AIOKafkaAdminClient(**connecting(bootstrap))
    try:
        await whole(client.start())
        yield client
    except KafkaError as error:
        raise Away(f"{bootstrap}: {error!r}") from error
    finally:
        await client.close()
