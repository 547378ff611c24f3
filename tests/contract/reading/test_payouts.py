"""What events brought, as their organisers and operators read it."""

import json
from datetime import timedelta
from typing import Any

from edge.live.ports import User
from handlers.views.money import BalanceView, PayoutView
from tests.contract.reading.conftest import NOW, Shown, event

BROUGHT = {"sales": 900, "tax": 90, "fees": 10, "disputed": 60, "offline": 40, "paid": 500}
SOLD: dict[str, Any] = {"currency": "EUR", **BROUGHT, "balance_version": 4}
TOLD = BROUGHT | {"owed": 300}


def user(id_: str, *roles: str) -> User:
    return User(id_, frozenset(roles), "s", NOW)


async def of_event(shown: Shown, user: User) -> Any:
    found = await shown.reading.payouts.of_event("e", user)
    return found and json.loads(found)


async def test_an_event_shows_what_it_brought_and_its_payouts_the_newest_first(shown: Shown) -> None:
    later = NOW + timedelta(days=1)
    paid = PayoutView("e", "p1", 500, "EUR", "otto", NOW, "oda", later)
    asked = PayoutView("e", "p2", 300, "EUR", "oda", later)
    await shown.views(event("e", currency="EUR"), BalanceView("e", **SOLD), paid, asked, PayoutView("f", "p3", 1))
    found = await of_event(shown, user("olga"))
    assert found.pop("payouts") == [
        {
            "id": "p2", "amount": 300, "state": "requested", "asked_by": "oda", "asked_at": later.isoformat(),
            "paid_by": "", "paid_at": None,
        },
        {
            "id": "p1", "amount": 500, "state": "paid", "asked_by": "otto", "asked_at": NOW.isoformat(),
            "paid_by": "oda", "paid_at": later.isoformat(),
        },
    ]  # fmt: skip
    assert found == {"event_id": "e", "version": 4, "currency": "EUR", **TOLD}


async def test_an_event_that_sold_nothing_brought_nothing(shown: Shown) -> None:
    await shown.views(event("e", currency="EUR"))
    found = await of_event(shown, user("olga"))
    nothing = dict.fromkeys(TOLD, 0)
    assert found == {"event_id": "e", "version": 0, "currency": "EUR", **nothing, "payouts": []}


async def test_what_an_event_brought_is_for_its_organiser_and_for_operators(shown: Shown) -> None:
    await shown.views(event("e", currency="EUR"), BalanceView("e", **SOLD))
    who = [user("olga"), user("oscar", "operator"), user("otto", "organiser"), user("ann")]
    assert [bool(await of_event(shown, one)) for one in who] == [True, True, False, False]


async def test_all_of_an_organisers_events_are_added_up_by_currency(shown: Shown) -> None:
    events = [event("e"), event("f"), event("g"), event("h", organiser_id="otto")]
    francs = BalanceView("g", **SOLD | {"currency": "CHF", "paid": 0})
    await shown.views(*events, BalanceView("e", **SOLD), BalanceView("f", **SOLD), francs, BalanceView("h", **SOLD))
    assert json.loads(await shown.reading.payouts.of("olga")) == {
        "items": [
            {"currency": "CHF", **TOLD, "paid": 0, "owed": 800},
            {"currency": "EUR", **{name: 2 * part for name, part in TOLD.items()}},
        ]
    }
    assert json.loads(await shown.reading.payouts.of("oscar")) == {"items": []}
