"""When more ask than can be answered, some are turned away at once: all others are answered in time.

Without this everybody would wait in one line that only grows: each answer would come too late, and nobody be served.
"""

import random
from collections.abc import Iterable

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from edge.door.bare import told
from edge.door.pulse import Pulse
from edge.problem import unavailable
from edge.settings import EdgeSettings

ALWAYS = ("/health", "/metrics", "/webhooks", "/ops")
"""Who watches and who helps is let in, and so is word of money."""
BUYING = "/bookings"
"""Who has got so far goes before those who are on their way: turned away only when it is twice as late."""
LONGEST = 60
"""Seconds after which somebody may be asked to come again."""


class Crowded:
    """`turned_away` counts."""

    def __init__(self, app: ASGIApp, pulse: Pulse, settings: EdgeSettings) -> None:
        self.app, self.pulse, self.settings = app, pulse, settings
        self.turned_away = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.pulse.late > self.settings.late and scope["type"] == ScopeType.HTTP and self.is_full(scope["path"]):
            self.turned_away += 1
            await self.turn_away(scope["headers"], send)
        else:
            await self.app(scope, receive, send)

    def is_full(self, path: str) -> bool:
        """By chance: none at `late`, all at twice of it."""
        if path.startswith(ALWAYS):
            return False
        bound = self.settings.late * (2 if path.startswith(BUYING) else 1)
        return random.random() < self.pulse.late / bound - 1  # noqa: S311 spreads, guards nothing

    async def turn_away(self, asked: Iterable[tuple[bytes, bytes]], send: Send) -> None:
        """Cheaply: nothing of the request is read but where it is from, for a page's program is told no other way."""
        problem = unavailable(self.again_in(), "busy")
        more = {}
        if (origin := dict(asked).get(b"origin", b"").decode("latin-1")) in self.settings.origins:
            more = {"access-control-allow-origin": origin, "access-control-expose-headers": "Retry-After"}
        await told(problem, send, more=more)

    def again_in(self) -> int:
        """Seconds, the more the later it is, and not the same for all: or they would come back together."""
        longest = self.settings.retry_after * self.pulse.late / self.settings.late
        return random.randint(1, round(min(LONGEST, longest)))  # noqa: S311 spreads, guards nothing
