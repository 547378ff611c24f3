"""What exists before the first worker starts: schemas, roles, tables, topics, and rights."""

import asyncio
import sys
from collections.abc import Iterable

from choreography.kafka.access import KafkaAccess
from choreography.kafka.acls import allow_only
from choreography.kafka.patience import Tell
from choreography.kafka.settings import KafkaSettings
from choreography.kafka.topics import Topic
from choreography.kafka.topics import provision as provision_topics
from choreography.mesh import MeshSettings
from choreography.postgres.provision import provision
from choreography.postgres.provision_keyring import provision_keyring
from contracts import edge as _edge  # noqa: F401 its topics are to be made too
from contracts.topics import topics
from edge.provision import provision_edge
from ops import registry
from ops.credentials.kafka import acls

KEYRING = {"sealers": ("edge", "identity", "payments"), "openers": ("edge", "email"), "erasers": ("users",)}
"""Who may call which of its functions, and nobody else: who is no longer named here may not after the next set-up."""


def on_stderr(text: str) -> None:
    print(f"provision: {text}", file=sys.stderr, flush=True)


async def provision_all(
    mesh: MeshSettings, kafka: KafkaSettings, names: Iterable[str] = registry.NAMES, tell: Tell = on_stderr
) -> None:
    """Idempotent. Brokers that come up slowly are waited for, and `tell` hears of it."""
    for name in names:
        await provision(mesh.postgres, registry.service(name), registry.migrations(name), mesh.password(name))
    await provision_edge(mesh.postgres, mesh.password("edge"))
    await provision_keyring(mesh.postgres, **KEYRING)
    wanted = [Topic(spec.name, kafka.partitions, spec.retention) for spec in topics()]
    await provision_topics(kafka.bootstrap, wanted, tell)
    if KafkaAccess().user:
        await allow_only(kafka.bootstrap, acls())


if __name__ == "__main__":
    asyncio.run(provision_all(MeshSettings(), KafkaSettings()))
