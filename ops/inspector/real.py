"""The inspector of a mesh on real servers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from choreography.kafka.settings import KafkaSettings
from choreography.mesh import MeshSettings
from ops.inspector.kafka import KafkaLog
from ops.inspector.port import Inspector
from ops.inspector.postgres import PostgresBooks


class RealInspector(PostgresBooks, KafkaLog):
    """Each half connects when it is asked."""

    def __init__(self, mesh: MeshSettings, kafka: KafkaSettings) -> None:
        PostgresBooks.__init__(self, mesh)
        KafkaLog.__init__(self, kafka)

    async def close(self) -> None:
        await PostgresBooks.close(self)
        await KafkaLog.close(self)


@asynccontextmanager
async def inspecting(mesh: MeshSettings, kafka: KafkaSettings) -> AsyncIterator[Inspector]:
    inspector = RealInspector(mesh, kafka)
    try:
        yield inspector
    finally:
        await inspector.close()
