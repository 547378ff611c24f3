"""The key that tickets are signed with becomes known because the edge asks for it."""

import asyncio
import logging

from choreography.ports import Unreachable
from contracts.inventory import PublishTicketKey
from edge import ids
from edge.asking.asked import Asked
from edge.asking.desk import Desk
from edge.problem import Problem

log = logging.getLogger(__name__)
NOBODY = Asked(user="", key="", keyed=False, wait=0, correlation="", traceparent="")
WITHIN, AGAIN = 5.0, 1.0
"""Seconds for an answer, and until the next try if there is none."""
EVERY = 3_600.0
"""Seconds after which it is asked for once more: it may be another by then."""


async def ask_for_key(desk: Desk) -> None:
    """For ever."""
    while True:
        known = await asked(desk)
        await asyncio.sleep(EVERY if known else AGAIN)


async def asked(desk: Desk) -> bool:
    """False if inventory does not answer."""
    try:
        return await desk.ask(PublishTicketKey(ring="ticket"), NOBODY, WITHIN, ids.fresh()) is not None
    except (Problem, Unreachable) as error:
        log.warning("inventory was not asked for its key: %r", error)
        return False
