"""What people are in organisations, looked up no more than twice a second for each."""

import time
from collections.abc import Awaitable, Callable

from contracts.rights import MemberRole

KEPT = 0.5
"""Seconds: with the views' way from the log, another role holds everywhere within a second."""
MOST = 10_000
"""People who are remembered at once."""
ReadRoles = Callable[[str], Awaitable[dict[str, MemberRole]]]
"""By organisation. May raise Unreachable."""


class Roles:
    def __init__(self, read: ReadRoles, kept: float = KEPT) -> None:
        self.read, self.kept = read, kept
        self._known: dict[str, tuple[float, dict[str, MemberRole]]] = {}

    async def of(self, account_id: str) -> dict[str, MemberRole]:
        """Raises Unreachable."""
        since, roles = self._known.get(account_id, (time.monotonic() - self.kept, {}))
        return roles if time.monotonic() - since < self.kept else await self.now(account_id)

    async def now(self, account_id: str) -> dict[str, MemberRole]:
        """Whatever was looked up before. Raises Unreachable."""
        now = time.monotonic()
        roles = await self.read(account_id)
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[account_id] = now, roles
        return roles
