"""What came of the day at a box office that runs, as the statement says it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ops import at as places
from ops.client.door import Door
from ops.commands.check import found as checked
from ops.inspector.owed import Owed
from ops.takings.running.desk import Desk, read
from ops.takings.running.listed import bookings, cases, invoices
from ops.takings.statement import Statement, counted

PATIENCE = 300.0
"""Seconds that what is under way has to arrive before all is checked."""


async def told(desk: Desk, operator: Door, at: str) -> Statement:
    breached = (await checked(places.find(at), PATIENCE)).findings
    desk.wrong += [f"{one.invariant.name}: {one.breaches}, as {one.examples[:1]}" for one in breached]
    ledger, holds = await owed(desk), await desk.bank.holds({*desk.events.values()})
    accounts, at_the_door = added(ledger), (await read(desk.organiser, "/payouts"))["items"]
    desk.wrong += [*wrong(accounts, holds, sum(one.owed for one in ledger), sum(one["owed"] for one in at_the_door))]
    return Statement(
        counted(one["state"] for one in await bookings(desk)),
        counted(desk.played),
        counted(desk.happened),
        accounts,
        sum(one.entries for one in ledger),
        holds,
        counted(one["kind"] for one in await invoices(desk)),
        sum(one.owed for one in ledger),
        counted(one["state"] for one in await cases(desk, operator)),
        desk.wrong,
    )


async def owed(desk: Desk) -> list[Owed]:
    async with places.looking(desk.place) as inspector:
        return [one for event in desk.events.values() for one in await inspector.owed(event)]


def added(ledger: Sequence[Owed]) -> dict[str, int]:
    """By account, what its entries come to."""
    sums = Counter[str]()
    for one in ledger:
        of = {"provider": one.provider, "offline": one.offline, "disputes": one.disputed, "sales": one.paid - one.sales}
        sums.update(of | {"tax": -one.tax, "fees": -one.fees, "bank": -one.paid})
    return dict(sums)


def wrong(accounts: dict[str, int], holds: int, ledger: int, door: int) -> Iterator[str]:
    if accounts.get("provider", 0) != holds:
        yield f"the provider holds {holds}, the ledger says {accounts.get('provider', 0)}"
    if ledger != door:
        yield f"the ledger says that {ledger} is owed, the door {door}"
    if total := sum(accounts.values()):
        yield f"the entries come to {total}"
