"""The day itself: what sells, who comes when, what goes wrong, and what is done at its end."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta

from choreography.keyring import MemoryKeyring
from choreography.memory.bus import loop_clock
from choreography.memory.loop import run
from choreography.tasks import seed_jitter
from contracts.catalog import EventCancelled, EventPublished, SectionPublished, TicketType
from contracts.payments import ApplyCase, ConfirmPayout, Reconcile, RequestPayout
from contracts.prices import Terms
from contracts.promotions import CreatePromotion, promotion_id
from handlers.bookings import bookings
from handlers.inventory import inventory
from handlers.invoices import invoices
from handlers.payments import payments
from handlers.payments.rows import Balance, MoneyCase
from handlers.promotions import promotions
from ops.simulate.books import rows
from ops.simulate.chaos import chaos
from ops.simulate.day import ended
from ops.simulate.odds import CALM
from ops.simulate.world import World
from ops.takings import buyers
from ops.takings.bank import Bank
from ops.takings.buyers import pays_too_late_for_these_seats
from ops.takings.desk import ORGANISER, Buyer, Desk
from ops.takings.odds import DISPUTING, kinds
from ops.takings.statement import Statement, statement

BOOKINGS = 2_000
LASTS, OUTAGE, CALLED_OFF = 2_400, (1_000, 1_600), 2_000
"""Seconds of the day's own time: for which people come, in which the provider is out, when one event is called off."""
RECONCILED_EVERY, ENDS_WITHIN = 300, 7_200
HOLD, ANOTHER_WAY = timedelta(minutes=10), timedelta(minutes=12)
TROUBLE = replace(
    CALM, doubled=0.02, lost_ack=0.01, lost_commit=0.01, kill=0.01, provider_away=0.02, provider_silent=0.02
)
EVENTS = {
    "opera": (4_500, Terms(tax_rate=700, fee=150)),
    "derby": (2_900, Terms(tax_rate=1_900, tax_included=False, fee_rate=500, fee_included=True)),
    "fair": (1_250, Terms()),
}
CALLED_OFF_EVENT = "fair"
CODES = {"TENOFF": 1_000, "GUESTS": 10_000}


def play(bookings: int = BOOKINGS, seed: int = 1) -> Statement:
    seed_jitter(seed)
    return run(seed, _live(bookings, seed))


async def _live(count: int, seed: int) -> Statement:
    world = World((bookings, inventory, payments, invoices, promotions), random.Random(seed), TROUBLE)  # noqa: S311
    desk = Desk(world, Bank(world))
    world.resources["keyring"] = MemoryKeyring()
    await world.start()
    trouble = asyncio.create_task(chaos(world))
    await opened(desk, count)
    rounds = asyncio.create_task(reconciled(desk))
    await lived(desk, count)
    await ended(trouble)
    world.calm_down()
    await settled(desk)
    await ended(rounds)
    await accounted(desk)
    found = statement(desk)
    for worker in list(world.workers):
        await world.dismiss(worker)
    return found


async def opened(desk: Desk, count: int) -> None:
    """Of the opera so many seats, and of all else places, that some who come have none."""
    for code, percent in CODES.items():
        id_ = promotion_id(ORGANISER, code)
        await desk.say(CreatePromotion(promotion_id=id_, organiser_id=ORGANISER, code=code, percent=percent))
    for event, (price, terms) in EVENTS.items():
        kind = TicketType(name="standing", price=price, capacity=count // 2)
        await desk.say(
            EventPublished(
                event_id=event, name=event, currency="EUR", ticket_types=(kind,), capacity=count // 2 + 4 * late(count),
                sale_opens=loop_clock(), sale_closes=loop_clock() + timedelta(days=1), hold_for=HOLD,
                offline_for=ANOTHER_WAY, terms=terms, organiser_id=ORGANISER,
            )
        )  # fmt: skip
        seats = SectionPublished(
            event_id=event, section="stalls", ticket_type="seat", price=price, rows={"A": 4 * late(count)}
        )
        await desk.say(seats)


def late(count: int) -> int:
    return max(4, count // 100)


async def lived(desk: Desk, count: int) -> None:
    async with asyncio.TaskGroup() as tasks:
        for number in range(count - 2 * late(count)):
            tasks.create_task(_comes(desk, number))
        for number in range(late(count)):
            tasks.create_task(_comes_too_late(desk, number))
        tasks.create_task(_fails(desk))
        tasks.create_task(_calls_off(desk))


async def _comes(desk: Desk, number: int) -> None:
    """The first are one of each kind."""
    rng = desk.world.rng
    often = kinds(buyers)
    kind = [*often, *rng.choices(list(often), list(often.values()))][min(number, len(often))]
    event = rng.choice([one for one in EVENTS if kind.__name__ not in DISPUTING or one != CALLED_OFF_EVENT])
    choice = {"ticket_type": "standing", "quantity": rng.randint(1, 3)}
    await asyncio.sleep(rng.uniform(0, LASTS))
    desk.played[kind.__name__] += 1
    await kind(Buyer(desk, event, f"{event}-{number}", choice))


async def _comes_too_late(desk: Desk, number: int) -> None:
    """The deadline is while the provider is out, and nothing is compared before: so nobody hears of the money."""
    await asyncio.sleep(OUTAGE[0] - 90)
    desk.played[pays_too_late_for_these_seats.__name__] += 1
    choice = {"seats": (f"stalls-A{2 * number + 1}",)}
    await pays_too_late_for_these_seats(Buyer(desk, "opera", f"opera-late{number}", choice))


async def _fails(desk: Desk) -> None:
    begins, ends = OUTAGE
    await asyncio.sleep(begins)
    desk.bank.out = True
    await asyncio.sleep(ends - begins)
    desk.bank.out = False


async def _calls_off(desk: Desk) -> None:
    await asyncio.sleep(CALLED_OFF)
    await desk.say(EventCancelled(event_id=CALLED_OFF_EVENT))


async def reconciled(desk: Desk) -> None:
    """Until cancelled."""
    while True:
        await asyncio.sleep(RECONCILED_EVERY)
        await desk.say(Reconcile(provider="stripe"))


async def settled(desk: Desk) -> None:
    for _ in range(ENDS_WITHIN):
        if desk.world.idle() and desk.bank.idle():
            return
        await asyncio.sleep(1)


async def accounted(desk: Desk) -> None:
    """Two operators: what somebody paid who owes nothing goes back, and the organiser is paid."""
    stranger = await desk.bank.gateway.create_intent(700, "EUR", {}, "stranger")
    desk.bank.gateway.pay(stranger.provider_id)
    await desk.say(Reconcile(provider="stripe"))
    await settled(desk)
    for case in rows(desk.world, "payments", MoneyCase):
        for operator in ("otto", "oda"):
            await desk.say(ApplyCase(provider="stripe", case_id=case.case_id, operator=operator))
    for one in rows(desk.world, "payments", Balance):
        what = {"event_id": one.event_id, "payout_id": f"{one.event_id}-1"}
        if one.owed > 0:
            await desk.say(RequestPayout(**what, operator_id="otto", amount=one.owed))
            await settled(desk)
            await desk.say(ConfirmPayout(**what, operator_id="oda"))
    await settled(desk)
