"""The books of a whole house, in which rows are planted, and what is breached in them."""

from collections.abc import Awaitable, Callable

from choreography.row import Row
from ops.check.invariant import Invariant
from ops.check.invariants import invariants
from ops.check.warnings import WARNINGS
from tests.contract.planting import Stores, plant


class Checked:
    def __init__(self, stores: Stores, breaches: Callable[[Invariant], Awaitable[int]]) -> None:
        self.stores, self.breaches = stores, breaches

    async def given(self, **rows: list[Row]) -> None:
        for service, of_service in rows.items():
            await plant(self.stores[service], *of_service)

    async def breached(self) -> dict[str, int]:
        """How often each that does not hold is breached."""
        asked = (*invariants(), *WARNINGS)
        return {one.name: count for one in asked if (count := await self.breaches(one))}
