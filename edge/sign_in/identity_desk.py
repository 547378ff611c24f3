"""Asks identity: seals what is secret, with the newest key, and once more if that was not the newest."""

import asyncio
import logging
from typing import Any

import msgspec

from choreography.intake import parse
from choreography.ports import Unreachable
from contracts.base import MESSAGES
from contracts.identity import EnsureKeys, SealingKeyPublished, WithSecret
from edge import ids
from edge.asking.asked import NOBODY, Asked
from edge.asking.desk import Desk
from edge.asking.waiting import Answered
from edge.auth.sealer import Sealer
from edge.problem import Problem, unavailable
from edge.sign_in.line import Full, Line
from edge.sign_in.owed import Owed

log = logging.getLogger(__name__)
AGAIN = 1.0
"""Seconds between two tries to learn the sealing key."""
WITHIN = 5.0


class IdentityDesk:
    """A box is never the same twice: a client's key names it where the request says what it `means`.

    None counts where the answer is sealed for this process alone: no other could repeat it.
    """

    def __init__(self, desk: Desk, sealer: Sealer) -> None:
        self.desk, self.sealer = desk, sealer
        self.line, self.owed = Line(desk.settings.sign_ins, desk.settings.retry_after), Owed()

    async def ask(
        self, kind: type[WithSecret], account: str, secret: str, asked: Asked, wait: float, **fields: Any
    ) -> tuple[Answered | None, str]:
        """The answer, and the request that it is bound to. Raises Problem."""
        began, session = self.line.clock(), str(fields.get("sid", ""))
        try:
            with self.line.place(self.owed.take(session)):
                answered, request = await self._twice(kind, account, secret, asked, wait, fields)
        except Full as full:
            raise unavailable(full.again_in, "busy") from full
        self.line.answered(began, wait)
        if answered is None:
            self.owed.note(session)
        return answered, request

    async def _twice(
        self, kind: type[WithSecret], account: str, secret: str, asked: Asked, wait: float, fields: dict[str, Any]
    ) -> tuple[Answered | None, str]:
        """Once more where the key has changed."""
        answered, request = await self._once(kind, account, secret, asked, wait, fields)
        if answered and msgspec.json.decode(answered.body).get("reason") == "unknown_key":
            await self.learn()
            answered, request = await self._once(kind, account, secret, asked.of("again"), wait, fields)
        return answered, request

    async def _once(
        self, kind: type[WithSecret], account: str, secret: str, asked: Asked, wait: float, fields: dict[str, Any]
    ) -> tuple[Answered | None, str]:
        if self.sealer.newest is None:
            raise unavailable(self.desk.settings.retry_after, "starting")
        request = ids.fresh()
        command = kind(**self.sealer.boxed(kind, account, request, secret), **fields)
        if asked.means and "reply_to" not in fields:
            return await self.desk.ask(command, asked if asked.user else asked.of(account), wait), request
        return await self.desk.ask(command, asked, wait, ids.fresh()), request

    async def learn(self) -> bool:
        """The newest sealing key; False if identity does not say. A key for signing is asked for too."""
        asked = [self.desk.ask(EnsureKeys(ring=ring), NOBODY, WITHIN, ids.fresh()) for ring in ("sealing", "signing")]
        sealing, signing = await asyncio.gather(*asked)
        if sealing is None or signing is None:
            return False
        newest = parse(MESSAGES[sealing.kind], sealing.body)
        if isinstance(newest, SealingKeyPublished):
            self.sealer.newest = newest
        return self.sealer.newest is not None

    async def run(self) -> None:
        """Until the first key is known; later ones are learnt when one is refused."""
        while True:
            try:
                if await self.learn():
                    return
            except (Problem, Unreachable) as error:
                log.warning("identity was not asked for its keys: %r", error)
            await asyncio.sleep(AGAIN)
