"""A worker dies at each point of a purchase, and of each way in which one fails: all comes to the same end, and who
was told of it heard the same.
"""

import random
from collections.abc import Awaitable, Callable
from typing import Any, cast

import pytest

from choreography.memory.loop import run
from choreography.tasks import seed_jitter
from contracts.catalog import EventCancelled
from handlers.bookings import bookings
from handlers.inventory import inventory
from handlers.inventory.rows import Hold
from handlers.invoices import invoices
from handlers.payments import payments
from handlers.promotions import promotions
from ops.simulate.books import rows
from ops.simulate.invariants import always, finally_
from ops.simulate.odds import CALM
from tests.simulate.dying import Dying
from tests.simulate.heard_of import TELLERS, Told, mailing, registered, told
from tests.simulate.points import points_of, said, share
from tests.simulate.sale import EVENT, SEAT, Prompt, Sale, until

SEED = 7
Story = Callable[[Sale], Awaitable[None]]


async def it_is_paid(sale: Sale) -> None:
    await sale.bought("ann", SEAT)


async def it_is_sold_out(sale: Sale) -> None:
    await sale.bought("ann")
    await sale.asks("bob")


async def it_is_taken(sale: Sale) -> None:
    await sale.bought("ann", SEAT)
    await sale.asks("bob", "stalls-A2", SEAT)


async def it_is_declined(sale: Sale) -> None:
    await sale.held("ann", SEAT)
    sale.provider.gateway.decline(sale.intent("ann"))


async def nobody_pays(sale: Sale) -> None:
    await sale.held("ann", SEAT)


async def the_money_is_late(sale: Sale) -> None:
    await sale.held("ann", SEAT)
    sale.provider.muted = True
    sale.provider.gateway.pay(sale.intent("ann"))
    await until(lambda: [hold.state for hold in rows(sale.world, "inventory", Hold)] == ["released"])


async def the_money_is_late_and_the_seat_is_free(sale: Sale) -> None:
    await the_money_is_late(sale)
    sale.provider.speaks()


async def the_money_is_late_and_all_is_gone(sale: Sale) -> None:
    await the_money_is_late(sale)
    await sale.held("bob", SEAT, "stalls-A2")
    sale.provider.gateway.pay(sale.intent("bob"))
    sale.provider.speaks()


async def the_provider_is_away_until_the_hold_lapsed(sale: Sale) -> None:
    sale.provider.away = True
    await sale.asks("ann", SEAT)
    await sale.told("BookingExpired", "ann")
    sale.provider.away = False
    await sale.bought("bob", SEAT)


async def the_buyer_cancels(sale: Sale) -> None:
    await sale.bought("ann", SEAT)
    await sale.cancels("ann")


async def the_event_is_cancelled(sale: Sale) -> None:
    await sale.bought("ann", SEAT)
    await sale.held("bob", "stalls-A2")
    await sale.world.say(EventCancelled(event_id=EVENT))


STORIES: dict[Story, dict[str, str]] = {
    it_is_paid: {"ann": "confirmed"},
    it_is_sold_out: {"ann": "confirmed", "bob": "rejected"},
    it_is_taken: {"ann": "confirmed", "bob": "rejected"},
    it_is_declined: {"ann": "cancelled"},
    nobody_pays: {"ann": "expired"},
    the_money_is_late_and_the_seat_is_free: {"ann": "confirmed"},
    the_money_is_late_and_all_is_gone: {"ann": "cancelled", "bob": "confirmed"},
    the_provider_is_away_until_the_hold_lapsed: {"ann": "expired", "bob": "confirmed"},
    the_buyer_cancels: {"ann": "cancelled"},
    the_event_is_cancelled: {"ann": "cancelled", "bob": "cancelled"},
}


Played = tuple[list[str], dict[str, str], Told, list[str]]


def played(story: Story, at: int = 0, all_die: bool = False, doubled: bool = False) -> Played:
    """What is wrong, how the bookings ended, who was told what, and the points that were passed."""
    seed_jitter(SEED)
    return run(SEED, lived(story, at, all_die, doubled))


async def lived(story: Story, at: int, all_die: bool, doubled: bool) -> Played:
    services = (bookings, inventory, payments, invoices, promotions, *TELLERS)
    rng = random.Random(SEED)  # noqa: S311 (plays, guards nothing)
    world = Dying(services, rng, CALM, at=at, all_die=all_die, doubled=doubled)
    sale, post = Sale(world, provider := Prompt(world)), mailing(world)
    world.diary.check = lambda: always(world, provider)
    await world.start()
    for name in ("ann", "bob"):
        await registered(world, f"buyer-{name}")
    await sale.opens()
    world.begun = True
    await story(sale)
    await until(lambda: world.diary.broken or (world.idle() and provider.idle()), within=1_500)
    wrong = [world.diary.broken] if world.diary.broken else finally_(world, cast(Any, sale), provider)
    for worker in list(world.workers):
        await world.dismiss(worker)
    return wrong, sale.states(), told(world, post), world.points


@pytest.mark.timeout(900)
@pytest.mark.parametrize("all_die", [False, True], ids=["one dies", "all die"])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__.replace("_", " "))
def test_whoever_dies_at_a_point_the_end_is_the_same(story: Story, all_die: bool) -> None:
    """In one of the two each record lies in the log twice, and with the next share in the other."""
    doubled = (share() + all_die) % 2 == 1
    wrong, ends, heard, points = played(story, doubled=doubled)
    assert not wrong and ends == STORIES[story]
    for at in points_of(len(points), [*STORIES].index(story)):
        wrong, ends, heard_then, passed = played(story, at, all_die, doubled)
        assert (wrong, ends) == ([], STORIES[story]), said(at, passed[at - 1])
        assert heard_then == heard, said(at, passed[at - 1])
