"""Two gates scan one ticket, each record lies in the log twice, and a worker dies at each point: one comes in."""

import json
import random
from collections import Counter

import pytest

from choreography.memory.loop import run
from choreography.tasks import seed_jitter
from contracts.bookings import BookingConfirmed, BookingRequested
from contracts.inventory import AdmitTicket
from handlers.inventory import inventory
from handlers.inventory.admissions import Admission
from ops.simulate.books import rows
from ops.simulate.odds import CALM
from tests.simulate.dying import Dying
from tests.simulate.sale import EVENT, SEAT, Prompt, Sale, until, who

SEED, SEATS = 7, (SEAT, "stalls-A2")
Ended = tuple[Counter[tuple[str, str]], dict[str, int], list[str]]


def scan(number: int, gate: str) -> AdmitTicket:
    booking = f"{EVENT}-ann"
    ticket = {"event_id": EVENT, "booking_id": booking, "ticket": f"{booking}.{number}"}
    return AdmitTicket(**ticket, organiser_id="olga", issue=1, gate=gate)


async def sold(world: Dying) -> None:
    await Sale(world, Prompt(world)).opens()
    wish = {**who("ann"), "seats": SEATS}
    await world.say(BookingRequested(**wish, attempt=1))
    await world.say(BookingConfirmed(**wish, price=1_800, currency="EUR", stock_seq=2))
    await until(lambda: world.diary.heard("TicketsIssued", wish["booking_id"]) and world.idle())


async def lived(at: int, all_die: bool) -> Ended:
    """What was said of each ticket, how often somebody came in, and the points that were passed."""
    world = Dying((inventory,), random.Random(SEED), CALM, at=at, all_die=all_die, doubled=True)  # noqa: S311
    await world.start()
    await sold(world)
    before, world.begun = sum(map(len, world.diary.facts.values())), True
    await world.say(scan(1, "north"), id="north")
    await world.say(scan(1, "south"), id="south")
    await world.say(scan(2, "south"), id="beside")
    await world.say(scan(1, "north"), id="north")
    await until(world.idle)
    said = [one for facts in world.diary.facts.values() for one in facts][before:]
    for worker in list(world.workers):
        await world.dismiss(worker)
    told = Counter((one.envelope.type, json.loads(one.body)["ticket"][-1]) for one in said)
    return told, {row.ticket[-1]: row.turn for row in rows(world, "inventory", Admission)}, world.points


def played(at: int = 0, all_die: bool = False) -> Ended:
    seed_jitter(SEED)
    return run(SEED, lived(at, all_die))


@pytest.mark.parametrize("all_die", [False, True], ids=["one dies", "all die"])
def test_whoever_dies_at_a_point_each_ticket_lets_one_in(all_die: bool) -> None:
    once = Counter({("TicketAdmitted", "1"): 1, ("AdmissionRefused", "1"): 1, ("TicketAdmitted", "2"): 1})
    told, turns, points = played()
    assert (told, turns) == (once, {"1": 1, "2": 1}) and len(points) > 3
    for at in range(1, len(points) + 1):
        told, turns, passed = played(at, all_die)
        assert (told, turns) == (once, {"1": 1, "2": 1}), f"{at}: {passed[at - 1]}"
