"""When API tokens were last used: said once in each minute of use, by whichever process is the first."""

import asyncio
import logging
import time
from datetime import UTC, datetime

from choreography.envelope import derived
from contracts.edge import TokenUsed
from edge.asking.asked import NOBODY
from edge.asking.desk import Desk
from edge.problem import Problem

log = logging.getLogger(__name__)
EVERY = 60
"""Seconds."""
MANY = 10_000


class TokenUse:
    """`noted` is in which minute each was last told of. Nobody waits for it, and nothing depends on it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.noted: dict[str, int] = {}
        self._telling: set[asyncio.Task[None]] = set()

    def note(self, account_id: str, token_id: str) -> None:
        minute = int(time.time()) // EVERY
        if self.noted.get(token_id) == minute:
            return
        if len(self.noted) >= MANY:
            self.noted.clear()
        self.noted[token_id] = minute
        task = asyncio.create_task(self._tell(account_id, token_id, minute))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _tell(self, account_id: str, token_id: str, minute: int) -> None:
        """The same from all processes, so that the second copy is dropped."""
        said = TokenUsed(account_id=account_id, token_id=token_id, at=datetime.fromtimestamp(minute * EVERY, UTC))
        try:
            await self.desk.tell(said, NOBODY, derived("token used", token_id, minute))
        except Problem as problem:
            log.warning("it was not noted that a token was used: %s", problem.code)
