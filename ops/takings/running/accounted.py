"""The end of the day: two operators send back what is nobody's, and the organiser is paid."""

import asyncio

from contracts.payments import Reconcile
from ops.client.door import Door, Refusal
from ops.takings.running.desk import PATIENCE, Desk, asked, read, until
from ops.takings.running.listed import bookings, cases

OVER = ("confirmed", "cancelled", "expired", "rejected")
WAITING = ("open", "proposed", "failed")
Two = tuple[Door, Door]


async def accounted(desk: Desk, operators: Two) -> None:
    await settled(desk)
    await desk.bank.pays_for_nothing()
    await decided(desk, operators)
    for event in desk.events.values():
        await paid_out(desk, event, operators)


async def settled(desk: Desk) -> None:
    """Once each booking has an end, and its money with it: what nobody was told of is found by comparing."""
    for _ in range(int(PATIENCE)):
        if not [one for one in await bookings(desk) if one["state"] not in OVER]:
            return
        await asyncio.sleep(1)
    desk.wrong.append("a booking has no end")


async def decided(desk: Desk, operators: Two) -> None:
    """Each case that waits, until none does."""
    for _ in range(int(PATIENCE)):
        await desk.said(Reconcile(provider="stripe"))
        found = await cases(desk, operators[0])
        if found and not [one for one in found if one["state"] in (*WAITING, "applying")]:
            return
        for one in found:
            if one["state"] in WAITING:
                await applied(one["id"], operators)
        await asyncio.sleep(1)
    desk.wrong.append("a case was not settled")


async def applied(case: str, operators: Two) -> None:
    """What is listed may be behind: who is refused for the case's state comes too late, or asked before."""
    for one in operators:
        try:
            await asked(one, "POST", f"/money/cases/{case}/application")
        except Refusal as refusal:
            if refusal.code != refusal.problem.get("state"):
                raise


async def paid_out(desk: Desk, event: str, operators: Two) -> None:
    """One asks, the other says that it was paid."""
    path = f"/events/{event}/payouts"
    if (owed := (await read(operators[0], path)).get("owed", 0)) > 0:
        id_ = (await asked(operators[0], "POST", path, {"amount": owed}))["payout_id"]
        await asked(operators[1], "POST", f"{path}/{id_}/confirmation")
        await until(operators[0], path, lambda shown: shown["paid"] == owed)
