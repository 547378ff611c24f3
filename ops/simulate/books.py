"""A look into a service's books."""

from typing import Any, TypeVar

from choreography.row import Row
from ops.simulate.world import World

R = TypeVar("R", bound=Row)


def rows(world: World, service: str, kind: type[R]) -> list[R]:
    found: Any = world.books[service].rows.get(kind, {}).values()
    return list(found)
