"""Two events on sale want one venue, each record lies in the log twice, and a worker dies at each point: one moves."""

import random
from datetime import timedelta
from typing import Any

import pytest

from choreography.memory.bus import loop_clock
from choreography.memory.loop import run
from choreography.tasks import seed_jitter
from contracts.catalog import ChangeEvent, CreateEvent, CreateVenue, PublishEvent, TicketType
from handlers.catalog import catalog
from handlers.catalog.rows import Listing
from handlers.inventory import inventory
from handlers.inventory.rows import Stock
from ops.check.breaches_venues import disagreeing, overlapping
from ops.simulate.books import rows
from ops.simulate.diary import Broken
from ops.simulate.odds import CALM
from tests.choreography.playing import passes
from tests.simulate.dying import Dying
from tests.simulate.sale import until

SEED, EVENTS = 7, ("opera", "derby")
Ended = tuple[list[str], list[tuple[int, int]], list[str]]


def drafted(event: str) -> CreateEvent:
    now = loop_clock()
    starts, kinds = now + timedelta(days=9), (TicketType(name="standing", price=0, capacity=5),)
    times = {"sale_opens": now, "sale_closes": starts, "starts_at": starts, "ends_at": starts + timedelta(hours=2)}
    what = {"name": event, "currency": "EUR", "ticket_types": kinds, "venue_id": f"{event}-hall"}
    return CreateEvent(event_id=event, organiser_id="olga", **what, **times)


def alone(world: Dying) -> None:
    if wrong := list(overlapping(world.books)):
        raise Broken(f"at a venue at once: {wrong}")


async def selling(world: Dying) -> None:
    for venue, capacity in (("opera-hall", 90), ("derby-hall", 90), ("new-hall", 7)):
        await world.say(CreateVenue(venue_id=venue, organiser_id="olga", name=venue, capacity=capacity))
    for event in EVENTS:
        await world.say(drafted(event))
        await world.say(PublishEvent(event_id=event, organiser_id="olga"))
        await until(lambda event=event: world.diary.heard("StockOpened", event))  # type: ignore[misc]
    world.diary.check, world.begun = lambda: alone(world), True


def answered(world: Dying, ids: list[str]) -> list[str]:
    """As the inbox has it, not as it was told: who died may not have told it."""
    inbox: Any = world.books["catalog"].inbox
    found = [inbox[id_].answer for id_ in ids if id_ in inbox]
    return sorted(answer.type for answer in found if answer)


async def lived(at: int, all_die: bool) -> Ended:
    """What the requests came to, of each event whether it has moved and what room it has, and the points."""
    world = Dying((catalog, inventory), random.Random(SEED), CALM, at=at, all_die=all_die, doubled=True)  # noqa: S311
    await world.start()
    await selling(world)
    for event in EVENTS:
        move = ChangeEvent(event_id=event, organiser_id="olga", changed=("venue_id",), venue_id="new-hall")
        await world.say(move, id=f"{event} moves")
    ids = [f"{event} moves" for event in EVENTS]
    await until(lambda: len(answered(world, ids)) == len(ids))
    await passes(60)
    for worker in list(world.workers):
        await world.dismiss(worker)
    assert not world.diary.broken and not list(disagreeing(world.books)), world.diary.broken
    known = {row.event_id: row.room for row in rows(world, "inventory", Stock)}
    at_new = {row.event_id: row.venue_id == "new-hall" for row in rows(world, "catalog", Listing)}
    return answered(world, ids), sorted((at_new[event], known[event]) for event in EVENTS), world.points


def played(at: int = 0, all_die: bool = False) -> Ended:
    seed_jitter(SEED)
    return run(SEED, lived(at, all_die))


@pytest.mark.parametrize("all_die", [False, True], ids=["one dies", "all die"])
def test_whoever_dies_while_two_events_move_to_one_venue_one_is_there_and_the_other_stays(all_die: bool) -> None:
    once = (["EventChanged", "EventRefused"], [(False, 90), (True, 7)])
    *ended, points = played()
    assert tuple(ended) == once and len(points) > 3
    for at in range(1, len(points) + 1):
        *ended, passed = played(at, all_die)
        assert tuple(ended) == once, f"{at}: {passed[at - 1]}"
