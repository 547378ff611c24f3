"""What a service is told by the clock. All copies of it say the same under the same id, so that it is handled once."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from choreography.envelope import Envelope, derived
from choreography.ports import Sender, Unreachable
from choreography.service import Round

log = logging.getLogger(__name__)
NOW = partial(datetime.now, UTC)
WITHIN = 30.0
"""Seconds that the log has to take it."""


async def rounds(round_: Round, sender: Sender, clock: Callable[[], datetime] = NOW) -> None:
    """Until cancelled. What the log would not take is said again when its time comes next."""
    while round_.every:
        await asyncio.sleep(round_.every - clock().timestamp() % round_.every)
        try:
            await said(round_, sender, clock())
        except Unreachable as error:
            log.warning("the round %s was not said: %s", round_.name, error)


async def said(round_: Round, sender: Sender, now: datetime) -> None:
    command, number = round_.command, round(now.timestamp() / round_.every)
    id_ = derived(command.SERVICE, round_.name, number)
    envelope = Envelope(
        id=id_, type=type(command).__name__, source=command.SERVICE, time=now, topic=command.TOPIC,
        key=command.key, subject=command.subject, correlation=id_, actor="the clock",
    )  # fmt: skip
    await sender.send(envelope, command.model_dump_json().encode(), WITHIN)
