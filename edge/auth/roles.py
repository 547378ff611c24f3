"""What people are in organisations: told over NATS, and looked up no more than twice a second for each."""

import json
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Literal

from contracts.rights import MemberRole
from edge.auth.told import Told
from edge.live.ports import User

KEPT = 0.5
"""Seconds: another role holds everywhere within a second, also where its word over NATS was lost."""
MOST = 10_000
"""People who are remembered at once."""
ReadRoles = Callable[[str], Awaitable[dict[str, MemberRole]]]
"""By organisation. May raise Unreachable."""


class Roles:
    def __init__(self, read: ReadRoles, kept: float = KEPT) -> None:
        self.read, self.kept = read, kept
        self._told: Told[dict[str, MemberRole | Literal[""]]] = Told()
        self._known: dict[str, tuple[float, dict[str, MemberRole]]] = {}

    def hear(self, subject: str, body: bytes, headers: object) -> None:
        """A NATS listener. What is no such word is passed over."""
        with suppress(ValueError, KeyError, TypeError):
            said = json.loads(body)
            account, role = str(said["account_id"]), said["role"]
            self._told.note(account, (self._told.of(account) or {}) | {str(said["organisation_id"]): role})
            self._known.pop(account, None)

    def ahead(self, user: User) -> User:
        """With what was told of them a moment ago: what they are shown may be read in views that are behind."""
        told = self._told.of(user.id)
        return replace(user, told=told) if told else user

    async def of(self, account_id: str) -> dict[str, MemberRole]:
        """Raises Unreachable."""
        since, roles = self._known.get(account_id, (time.monotonic() - self.kept, {}))
        return roles if time.monotonic() - since < self.kept else await self.now(account_id)

    async def now(self, account_id: str) -> dict[str, MemberRole]:
        """Whatever was looked up before. Raises Unreachable."""
        now = time.monotonic()
        found = {**await self.read(account_id), **(self._told.of(account_id) or {})}
        roles = {organisation: role for organisation, role in found.items() if role}
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[account_id] = now, roles
        return roles
