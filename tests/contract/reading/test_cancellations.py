"""What organisers read of an event that they call off."""

import json
from typing import Any

from edge.live.ports import User
from tests.contract.reading.conftest import NOW, Shown, booking, event

OLGA, EVE = (User(id_, frozenset(("organiser",)), "s", NOW) for id_ in ("olga", "eve"))
OSCAR = User("oscar", frozenset(("operator",)), "s", NOW)
NOTHING = {"bookings": 0, "cancelled": 0, "refund": 0, "refunded": 0, "failed": 0, "at_risk": 0, "by_hand": 0}
GONE = {"state": "cancelled", "reason": "event_cancelled", "paid": 900}


async def told(shown: Shown, user: User = OLGA) -> Any:
    found = await shown.reading.cancellations.of_event("e", user)
    return found and json.loads(found)


async def test_before_it_is_what_would_be_cancelled_and_go_back(shown: Shown) -> None:
    await shown.views(
        event("e", currency="EUR"), booking("e-1", state="confirmed", paid=900),
        booking("e-2", state="held", price=900),
        booking("e-3", state="confirmed", price=500, by_hand=True), booking("e-4", state="accepted"),
        booking("e-5", state="cancelled", reason="buyer", paid=900, refunded=900), booking("e-6", state="expired"),
        booking("f-1", state="confirmed", paid=900),
    )  # fmt: skip
    figures = {"bookings": 3, "refund": 900, "by_hand": 500}
    assert await told(shown) == {"event_id": "e", "state": "on_sale", "currency": "EUR", **NOTHING, **figures}


async def test_then_it_is_how_far_that_has_come_and_what_failed(shown: Shown) -> None:
    await shown.views(
        event("e", state="cancelled"), booking("e-1", **GONE, refunded=900), booking("e-2", **GONE),
        booking("e-3", **GONE, refund_failure="expired_card"), booking("e-4", state="confirmed", paid=900),
    )  # fmt: skip
    figures = {"bookings": 1, "cancelled": 3, "refund": 2_700, "refunded": 900, "failed": 1, "at_risk": 900}
    assert await told(shown) == {"event_id": "e", "state": "cancelled", "currency": "", **NOTHING, **figures}


async def test_it_is_for_the_events_organiser_and_for_operators(shown: Shown) -> None:
    await shown.views(event("e"))
    assert await told(shown, EVE) is None
    assert (await told(shown, OSCAR) or {})["bookings"] == 0


async def test_of_an_event_that_nobody_knows_nothing_is_told(shown: Shown) -> None:
    await shown.views(event("e", state="unknown"), booking("e-1"))
    assert await told(shown, OSCAR) is None
