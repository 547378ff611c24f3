"""Asking the invariants of the running system's tables."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import asyncpg

from choreography.postgres.errors import reached
from ops.check.invariant import Invariant
from ops.check.invariants import invariants
from ops.check.report import Finding, Report, finding
from ops.check.warnings import WARNINGS

COUNTS = {
    "events": "select count(*) from inventory.stock",
    "bookings": "select count(*) from bookings.booking",
    "confirmed": "select count(*) from bookings.booking where state = 'confirmed'",
    "tickets": "select coalesce(sum(sold), 0) from inventory.stock",
    "payments": "select count(*) from payments.payment_intent where state in ('succeeded', 'refunded')",
    "mails": "select count(*) from email.delivery where state = 'sent'",
}
CONNECTS_WITHIN, ANSWERS_WITHIN = 10.0, 60.0
"""Seconds that the database has."""
Ask = Callable[[Invariant], Awaitable[Finding]]


async def check(dsn: str, patience: float) -> Report:
    """Counts, and what is breached now (for `at_once`), or still after `patience` seconds (for all others).

    Raises Unreachable.
    """
    with reached():
        connection = await asyncpg.connect(dsn, timeout=CONNECTS_WITHIN, command_timeout=ANSWERS_WITHIN)
        try:
            return await _check(connection, patience)
        finally:
            await connection.close(timeout=CONNECTS_WITHIN)


async def _check(connection: Any, patience: float) -> Report:
    async def ask(invariant: Invariant) -> Finding:
        return finding(invariant, await connection.fetch(invariant.breaches))

    async with connection.transaction(isolation="repeatable_read", readonly=True):
        breached = await breaches(ask, [one for one in invariants() if one.at_once])
    settled = await settle(ask, [one for one in invariants() if not one.at_once], patience)
    counts = {name: int(await connection.fetchval(query)) for name, query in COUNTS.items()}
    return Report(counts, [*breached, *settled], await breaches(ask, WARNINGS))


async def breaches(ask: Ask, asked: Sequence[Invariant]) -> list[Finding]:
    return [found for one in asked if (found := await ask(one)).breaches]


async def settle(ask: Ask, asked: Sequence[Invariant], patience: float) -> list[Finding]:
    """Those that are still breached when the patience is at its end."""
    deadline = time.monotonic() + patience
    while True:
        findings = await breaches(ask, asked)
        if not findings or time.monotonic() > deadline:
            return findings
        asked = [found.invariant for found in findings]
        await asyncio.sleep(0.2)
