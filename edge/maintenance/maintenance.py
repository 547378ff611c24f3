"""Each edge looks at the board, refuses what the notice there says, and tells its sockets of each change."""

import asyncio
import logging
import math
import time
from collections.abc import Callable, Mapping
from typing import Any

from choreography.ports import Unreachable
from edge.board import Board
from edge.maintenance.notice import OFF, Notice, as_written, written
from edge.problem import unavailable
from edge.redis_keys import MAINTENANCE

log = logging.getLogger(__name__)
LOOK = 0.5
"""Seconds between two looks."""
READS = ("GET", "HEAD", "OPTIONS")
BEGINS: dict[str, Any] = {"maintenance": "begins"}
"""`opt` of a route with which a booking begins."""
GOES_ON: dict[str, Any] = {"maintenance": "goes on"}
"""`opt` of a change with which something that runs ends, or without which nobody could look."""


class Maintenance:
    """Without a word of the board an edge keeps what it knows, and puts it there again."""

    def __init__(self, board: Board, tell: Callable[[Notice], object], clock: Callable[[], float] = time.time) -> None:
        self.board, self.tell, self.clock = board, tell, clock
        self.notice = OFF

    def check(self, opt: Mapping[str, Any], method: str) -> None:
        """Raises Problem for what must wait."""
        if self.notice is OFF or method in READS:
            return
        notice, kind = self.notice.at(self.clock()), opt.get("maintenance")
        if (kind == "begins" and notice.mode != "off") or (kind is None and notice.mode == "read_only"):
            raise unavailable(math.ceil(notice.until - self.clock()), "maintenance", notice.text)

    async def run(self) -> None:
        """For ever."""
        while True:
            try:
                await self.look()
            except Unreachable as error:
                log.debug("nobody says whether there is maintenance: %s", error)
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        now, text = self.clock(), await self.board.read(MAINTENANCE)
        notice = (as_written(text) if text else self.notice).at(now)
        if not text and notice is not OFF:
            await self.board.write(MAINTENANCE, written(notice), notice.until - now, new=True)
        if notice != self.notice:
            self.notice = notice
            self.tell(notice)
