"""What stands outside of the edge, in this process: the mesh's own bus, and memory instead of Redis and PostgreSQL."""

from typing import Any

from edge.asking.joins import MemoryJoins
from edge.asking.keys_seen import MemoryKeysSeen
from edge.board import Board
from edge.limits.bucket import MemoryBuckets
from edge.live.settings import LiveSettings
from edge.outside import Outside
from edge.reading.behind import Seconds
from edge.reading.lanes import Lanes, behind
from edge.settings import EdgeSettings
from ops import registry
from ops.inspector.memory import MemoryInspector
from ops.memory.mesh import Mesh
from ops.memory.reading import from_memory


def outside(mesh: Mesh, settings: EdgeSettings, board: Board) -> Outside:
    """What Redis would hold for several edges, one edge holds by itself."""
    return Outside(
        sender=mesh.bus.producer(),
        ear=mesh.nats,
        buckets=MemoryBuckets(board),
        board=board,
        seen=MemoryKeysSeen(settings.keys_remembered),
        joins=MemoryJoins(settings.acceptance),
        keyring=mesh.keyring,
        reading=from_memory(mesh.books, LiveSettings().replay_rows),
        lanes=memory_lanes(mesh.inspector),
        behind=memory_behind(mesh.inspector),
        tracer=mesh.tracer,
    )


def memory_lanes(inspector: MemoryInspector) -> Lanes:
    async def lanes() -> dict[str, list[dict[str, Any]]]:
        return {service.name: behind(await inspector.lags(service)) for service in registry.services()}

    return lanes


def memory_behind(inspector: MemoryInspector) -> Seconds:
    async def seconds() -> float:
        return max((lag.seconds for lag in await inspector.lags(registry.service("views"))), default=0.0)

    return seconds
