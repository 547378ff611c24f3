"""What the lanes of a process need open, all at once: one after another each would wait for its own connection."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import Any

from choreography.jobs import resources_for
from choreography.mesh import MeshSettings
from choreography.postgres.store import PostgresStore
from choreography.service import Service
from choreography.tasks import side_by_side

Needs = tuple[Service, PostgresStore, dict[str, Any]]
"""A service, its books, and what its effects ask for by name."""


async def opened(services: Sequence[Service], mesh: MeshSettings, stack: AsyncExitStack) -> list[Needs]:
    """Closed with the stack. Raises Unreachable and Disagreement."""
    stores, resources = await side_by_side(
        side_by_side(*(store_of(service, mesh, stack) for service in services)),
        side_by_side(*(stack.enter_async_context(resources_for(service)) for service in services)),
    )
    return list(zip(services, stores, resources, strict=True))


async def store_of(service: Service, mesh: MeshSettings, stack: AsyncExitStack) -> PostgresStore:
    store = await PostgresStore.open(mesh.dsn(service.name), service)
    stack.push_async_callback(store.close)
    return store
