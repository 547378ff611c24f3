"""Asking the invariants of the running system's tables."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg

from ops import registry
from ops.check.invariants import MAIL, MONEY, SEATS, Invariant, of_service

SHOWN = 5
"""Breaches of one invariant that are shown."""
COUNTS = {
    "events": "select count(*) from inventory.stock",
    "bookings": "select count(*) from bookings.booking",
    "confirmed": "select count(*) from bookings.booking where state = 'confirmed'",
    "tickets": "select coalesce(sum(sold), 0) from inventory.stock",
    "payments": "select count(*) from payments.payment_intent where state in ('succeeded', 'refunded')",
    "mails": "select count(*) from email.delivery where state = 'sent'",
}


@dataclass(frozen=True)
class Finding:
    invariant: Invariant
    breaches: int
    examples: list[list[Any]]


def invariants() -> tuple[Invariant, ...]:
    return (*SEATS, *MONEY, *MAIL, *(one for name in registry.NAMES for one in of_service(name)))


async def check(dsn: str, patience: float) -> tuple[dict[str, int], list[Finding]]:
    """Counts, and what is breached now (for `at_once`), or still after `patience` seconds (for all others)."""
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            breached = [found for one in invariants() if one.at_once and (found := await ask(connection, one)).breaches]
        settled = await settle(connection, [one for one in invariants() if not one.at_once], patience)
        counts = {name: int(await connection.fetchval(query)) for name, query in COUNTS.items()}
        return counts, [*breached, *settled]
    finally:
        await connection.close()


async def settle(connection: Any, asked: Sequence[Invariant], patience: float) -> list[Finding]:
    """Those that are still breached when the patience is at its end."""
    deadline = time.monotonic() + patience
    while True:
        findings = [found for one in asked if (found := await ask(connection, one)).breaches]
        if not findings or time.monotonic() > deadline:
            return findings
        asked = [found.invariant for found in findings]
        await asyncio.sleep(0.2)


async def ask(connection: Any, invariant: Invariant) -> Finding:
    rows = await connection.fetch(invariant.breaches)
    return Finding(invariant, len(rows), [[str(value) for value in row] for row in rows[:SHOWN]])
