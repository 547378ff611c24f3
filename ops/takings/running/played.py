"""The day itself: who comes when, what goes wrong, and what is done at its end."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
import typer

from contracts.payments import Reconcile
from ops.at import find
from ops.client.door import Door, Refusal
from ops.sale.person import session
from ops.sale.plan import ADDRESS
from ops.simulate.day import ended
from ops.takings.odds import DISPUTING, LAPSING, OFTEN, kinds
from ops.takings.running import buyers
from ops.takings.running.accounted import accounted
from ops.takings.running.bank import Bank, now
from ops.takings.running.desk import Buyer, Desk, asked, until
from ops.takings.running.opened import opened, person, staffed
from ops.takings.running.told import told
from ops.takings.statement import Statement

A_SECOND, AT_LEAST = 6, 10.0
"""People who come in a second, and the seconds for which they come."""
CALLED_OFF, CALLED_OFF_AFTER, OUT_AFTER = "fair", 0.8, 0.4
"""One event is called off, and the provider is out for a while, after such a part of the day."""
LOOKS_BEFORE = 100
"""So often it is asked for with the number and sum that were seen last."""
FAILS, RECONCILED_EVERY, SHOWN_EVERY = 12, 5.0, 10.0
"""So many calls of the provider fail then; seconds between two comparisons with it, and two words of progress."""


@dataclass(frozen=True)
class Wish:
    bookings: int = 2_000
    lapsing: bool = True
    """With those who let a hold lapse, which takes its minute."""


async def play(found: dict[str, Any], at: str, wish: Wish) -> Statement:
    """Raises Refusal, and aiohttp.ClientError, where the box office or the provider's fake refuses what is part of
    no day."""
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(aiohttp.ClientSession())
        await Door(found["edge"], http).opens()
        bank, place = Bank(http, found["stripe"], now()), find(at)
        counter = await staffed(found["edge"], at, place, http)
        late = max(4, wish.bookings // 100)
        events = await opened(counter.organiser, max(30, wish.bookings), late)
        desk = Desk(place, bank, counter.organiser, events, random.Random(wish.bookings))  # noqa: S311
        doors = [await stack.enter_async_context(session(n)) for n in range(0, wish.bookings, ADDRESS)]
        going = [
            asyncio.create_task(work) for work in (counter.renewed(), reconciled(desk), shown(desk, wish.bookings))
        ]
        await lived(desk, [Door(found["edge"], doors[n // ADDRESS]) for n in range(wish.bookings)], wish.lapsing)
        await accounted(desk, counter.operators)
        statement = await told(desk, counter.operators[0], at)
        for task in going:
            await ended(task)
        return statement


async def lived(desk: Desk, doors: list[Door], lapsing: bool) -> None:
    lasts = max(AT_LEAST, len(doors) / A_SECOND)
    who = coming(desk.rng, len(doors), often(lapsing))
    try:
        async with asyncio.TaskGroup() as tasks:
            for door, kind in zip(doors, who, strict=True):
                tasks.create_task(comes(desk, door, kind, lasts))
            tasks.create_task(fails(desk, OUT_AFTER * lasts))
            tasks.create_task(calls_off(desk, CALLED_OFF_AFTER * lasts))
    except ExceptionGroup as several:
        raise several.exceptions[0] from several


def often(lapsing: bool) -> dict[buyers.Kind, int]:
    """With those who need the end of a hold, a minute; or without them."""
    if lapsing:
        return kinds(buyers) | {buyers.pays_too_late_for_these_seats: 1}
    return kinds(buyers, [name for name in OFTEN if name not in LAPSING])


def coming(rng: random.Random, count: int, often: dict[buyers.Kind, int]) -> Iterator[buyers.Kind]:
    """The first are one of each kind."""
    yield from [*often, *rng.choices(list(often), [*often.values()], k=max(0, count - len(often)))][:count]


async def comes(desk: Desk, door: Door, kind: buyers.Kind, lasts: float) -> None:
    """Who is refused has come too late, or asked for what there is no more. No other trouble is part of any day."""
    await asyncio.sleep(desk.rng.uniform(0, lasts))
    await person(door)
    desk.played[kind.__name__] += 1
    try:
        await kind(Buyer(desk, door, *wanted(desk, kind)))
    except Refusal as refusal:
        desk.happened[f"refused: {refusal.code}"] += 1
    except (aiohttp.ClientError, TimeoutError) as error:
        desk.wrong.append(f"{kind.__name__}: {error!r}")
    desk.left += 1


def wanted(desk: Desk, kind: buyers.Kind) -> tuple[str, dict[str, Any]]:
    """An event, and what of it."""
    if kind is buyers.pays_too_late_for_these_seats:
        return desk.events["opera"], {"seats": [f"stalls-A{desk.played[kind.__name__]}"]}
    names = [name for name in desk.events if kind.__name__ not in DISPUTING or name != CALLED_OFF]
    return desk.events[desk.rng.choice(names)], {"ticket_type": "standing", "quantity": desk.rng.randint(1, 3)}


async def fails(desk: Desk, after: float) -> None:
    """The provider is out; then it makes an intent, and never answers."""
    await asyncio.sleep(after)
    await desk.bank.control("faults", route="*", answer="500", times=FAILS)
    await desk.bank.control("faults", route="payment_intents.create", answer="timeout", seconds=2)
    desk.happened["outage"] += 1


async def calls_off(desk: Desk, after: float) -> None:
    """Until just what is called off was seen before: others buy meanwhile."""
    await asyncio.sleep(after)
    path = f"/events/{desk.events[CALLED_OFF]}/cancellation"
    seen = await until(desk.organiser, path, lambda shown: True)
    code = seen.get("code") or ""
    for _ in range(LOOKS_BEFORE):
        try:
            await asked(desk.organiser, "POST", path, {"reason": "rain", "code": code})
        except Refusal as refusal:
            if not (code := refusal.problem.get("confirmation", "")):
                raise
        else:
            desk.happened["called off"] += 1
            return
    desk.wrong.append("others bought for so long that nothing could be called off")


async def shown(desk: Desk, bookings: int) -> None:
    """Until cancelled, or nobody comes any more."""
    while desk.left < bookings:
        await asyncio.sleep(SHOWN_EVERY)
        typer.echo(f"came {desk.played.total()} of {bookings}, left {desk.left}", err=True)


async def reconciled(desk: Desk) -> None:
    """Until cancelled."""
    while True:
        await asyncio.sleep(RECONCILED_EVERY)
        with suppress(TimeoutError):
            await desk.said(Reconcile(provider="stripe"))
