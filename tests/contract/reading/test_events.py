"""What anybody reads of events, and what only some do."""

import json
from datetime import timedelta
from typing import Any

import pytest

from contracts.catalog import AddOn, Quota, TicketType
from contracts.prices import Breakdown, Terms
from contracts.seating import ListedSeat
from edge.live.ports import User
from edge.reading.search import FIRST, Search
from handlers.views.rows import SeatView, SectionView, TypeView
from tests.contract.reading.conftest import NOW, Shown, event

KINDS = (TicketType(name="seat", price=900), TicketType(name="standing", price=500, capacity=10))
PLAN = (
    event("e", ticket_types=KINDS, capacity=30, held=3, sold=2, blocked=4, stock_seq=7, currency="EUR"),
    TypeView("e", "standing", held=1, sold=2, blocked=3),
    SectionView("e", "stalls", "seat", 900, {"A": 8, "B": 2}, held=2),
    SectionView("e", "balcony", "seat", 700, {"A": 10}, blocked=1),
    SeatView("e", "balcony-A9", "blocked", 4),
    SeatView("e", "stalls-A2", "held", 5),
    SeatView("e", "stalls-A1", "sold", 6),
    SeatView("e", "stalls-A3", "free", 7),
)


def user(id_: str, *roles: str) -> User:
    return User(id_, frozenset(roles), "s", NOW)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (None, "abefg"), (user("ann", "buyer"), "abefg"),
        (user("olga"), "abcdefgh"), (user("oscar", "operator"), "abcefgh"),
    ],
)  # fmt: skip
async def test_a_draft_is_for_its_organiser_and_for_operators(shown: Shown, who: User | None, seen: str) -> None:
    """So is one that was called off as a draft; a deleted one is for nobody."""
    states = {"a": "on_sale", "b": "cancelled", "c": "draft", "d": "unknown"}
    states |= {"e": "sold_out", "f": "postponed", "g": "ended", "h": "cancelled", "i": "deleted"}
    reading = await shown.views(*(event(id_, state=state, capacity=id_ == "b") for id_, state in states.items()))
    assert "".join([id_ for id_ in states if await reading.events.one(id_, who)]) == seen
    assert "".join([id_ for id_ in states if await reading.events.availability(id_, who)]) == seen


async def test_an_event_is_shown_whole(shown: Shown) -> None:
    page = {"description": "Loud.", "category": "opera", "place": "Lyon", "venue_id": "v", "offer_version": 4}
    sale = {"sale_opens": NOW, "sale_closes": NOW + timedelta(days=2), "hold_for": timedelta(minutes=9)}
    sale |= {"cancel_before": timedelta(days=1), "offline_for": timedelta(days=5)}
    cost: dict[str, Any] = {"terms": Terms(tax_rate=700), "prices": {"seat": Breakdown.of(841, 59)}}
    reading = await shown.views(event("e", ticket_types=KINDS, currency="EUR", **page, **sale, **cost))
    found = json.loads(await reading.events.one("e", None) or b"")
    assert found["ticket_types"] == [kind.model_dump() for kind in KINDS]
    assert (found["version"], found["hold_for"], found["sale_opens"]) == (4, 540, NOW.isoformat())
    assert found["terms"] == Terms(tax_rate=700).model_dump()
    assert found["prices"] == {"seat": {"net": 841, "tax": 59, "fee": 0, "total": 900}}
    assert (found["cancel_before"], found["offline_for"]) == (86_400, 5 * 86_400)
    assert sorted(found) == sorted((
        "id", "version", "state", "reason", "name", "description", "category", "place", "venue_id", "organiser_id",
        "starts_at", "ends_at", "currency", "ticket_types", "sale_opens", "sale_closes", "hold_for", "capacity",
        "stock_seq", "queue", "utc_offset", "no_single_seats", "cancel_before", "offline_for", "quotas", "terms",
        "prices", "suspended", "add_ons",
    ))  # fmt: skip


async def test_sold_out_and_postponed_ones_are_listed_too(shown: Shown) -> None:
    states = ("sold_out", "postponed", "ended", "cancelled", "deleted", "draft")
    over = [event(f"over {state}", days=-9, state=state) for state in ("sold_out", "postponed")]
    reading = await shown.views(*over, *(event(state, state=state) for state in states))
    found = json.loads(await reading.events.on_sale(9, FIRST, Search()))
    assert [one["id"] for one in found["items"]] == ["over postponed", "postponed", "sold_out"]


async def test_the_version_of_an_event_is_that_of_the_newest_word_of_it(shown: Shown) -> None:
    reading = await shown.views(event("e", offer_version=1, details_version=5, state_version=3))
    assert json.loads(await reading.events.one("e", None) or b"")["version"] == 5


async def test_an_organiser_lists_all_of_their_own(shown: Shown) -> None:
    mine, others = event("a", state="draft"), event("b", organiser_id="ben")
    reading = await shown.views(mine, others, event("c", days=-9), event("d", state="deleted"))
    assert [one["id"] for one in json.loads(await reading.events.of("olga", 9, FIRST))["items"]] == ["c", "a"]


async def test_what_is_left_is_told_by_type_and_section(shown: Shown) -> None:
    found = json.loads(await (await shown.views(*PLAN)).events.availability("e", None) or b"")
    assert found == {
        "event_id": "e", "version": 7, "state": "on_sale", "currency": "EUR", "capacity": 30, "held": 3, "sold": 2,
        "blocked": 4, "free": 21,
        "ticket_types": [
            {"name": "standing", "price": 500, "capacity": 10, "held": 1, "sold": 2, "blocked": 3, "free": 4}
        ],
        "add_ons": [], "quotas": [],
        "sections": [
            {"name": "balcony", "ticket_type": "seat", "price": 700, "seats": 10, "held": 0, "sold": 0, "blocked": 1},
            {"name": "stalls", "ticket_type": "seat", "price": 900, "seats": 10, "held": 2, "sold": 0, "blocked": 0},
        ],
    }  # fmt: skip


CORNER = (ListedSeat(number=1, x=1.5, y=-2, properties=("aisle",)), ListedSeat(number=3))
IMPORTED = (
    event("e", plan_version=4, state="sold_out"),
    SectionView("e", "boxes", "seat", 900, {"A": 8}, plan_version=3),
    SectionView("e", "stalls", "seat", 900, {"A": 8, "B": 2}, {"B": CORNER}, plan_version=4),
    SectionView("e", "balcony", "seat", 700, {"A": 10}, plan_version=5),
)


async def test_a_section_that_came_during_the_sale_is_shown_though_no_plan_had_it(shown: Shown) -> None:
    reading = await shown.views(*IMPORTED, SectionView("e", "pit", "seat", 900, {"A": 2}, layout_seq=3))
    for found in (await reading.events.plan("e", None, "pit"), await reading.events.seats("e", None, "pit")):
        assert [one["rows"] for one in json.loads(found or b"")["sections"]] == [{"A": 2}]
    stock = json.loads(await reading.events.availability("e", None) or b"")
    assert [one["name"] for one in stock["sections"]] == ["balcony", "pit", "stalls"]


async def test_a_plan_is_shown_as_it_may_be_imported_without_what_it_dropped(shown: Shown) -> None:
    reading = await shown.views(*IMPORTED)
    found = json.loads(await reading.events.plan("e", None, "") or b"")
    corner = [seat.model_dump(mode="json") for seat in CORNER]
    balcony = {"section": "balcony", "ticket_type": "seat", "rows": {"A": 10}}
    stalls = {"section": "stalls", "ticket_type": "seat", "rows": {"A": 8, "B": corner}}
    assert found == {"event_id": "e", "version": 4, "state": "sold_out", "sections": [balcony, stalls]}
    one = json.loads(await reading.events.plan("e", None, "balcony") or b"")
    assert one["sections"] == [balcony] and await reading.events.plan("nowhere", None, "") is None
    seats = json.loads(await reading.events.seats("e", None, "") or b"")
    assert [(one["name"], one["seats"]) for one in seats["sections"]] == [("balcony", 10), ("stalls", 10)]
    assert seats["sections"][1]["rows"]["B"] == corner


async def test_what_is_left_of_a_type_is_what_its_quotas_have_left(shown: Shown) -> None:
    kinds = tuple(TicketType(name=name, price=0, capacity=5) for name in ("adult", "child", "member"))
    quotas = (
        Quota(name="floor", size=6, ticket_types=("adult", "child")),
        Quota(name="bar", size=3, ticket_types=("child",)),
    )
    counts = TypeView("e", "adult", held=1, sold=3), TypeView("e", "child", blocked=1), TypeView("f", "child", sold=5)
    reading = await shown.views(event("e", ticket_types=kinds, quotas=quotas, capacity=13), *counts)
    found = json.loads(await reading.events.availability("e", None) or b"")
    assert [(kind["name"], kind["free"]) for kind in found["ticket_types"]] == [
        ("adult", 1), ("child", 1), ("member", 5),
    ]  # fmt: skip
    assert found["quotas"] == [
        {"name": "floor", "size": 6, "held": 1, "sold": 3, "blocked": 1},
        {"name": "bar", "size": 3, "held": 0, "sold": 0, "blocked": 1},
    ]  # fmt: skip
    page = json.loads(await reading.events.one("e", None) or b"")
    assert page["quotas"] == [quota.model_dump(mode="json") for quota in quotas]


async def test_what_is_left_of_an_add_on_is_the_least_of_its_own_and_of_its_quotas(shown: Shown) -> None:
    adult = TicketType(name="adult", price=0, capacity=9)
    quotas = (Quota(name="floor", size=6, ticket_types=("adult",), add_ons=("parking",)),)
    add_ons = (AddOn(name="parking", price=500, capacity=5), AddOn(name="meal", price=900, capacity=4, per_ticket=1))
    counts = TypeView("e", "adult", sold=3), TypeView("e", "parking", held=1, sold=1), TypeView("e", "meal", sold=4)
    reading = await shown.views(event("e", ticket_types=(adult,), quotas=quotas, add_ons=add_ons), *counts)
    found = json.loads(await reading.events.availability("e", None) or b"")
    assert found["add_ons"] == [
        {"name": "parking", "price": 500, "capacity": 5, "held": 1, "sold": 1, "free": 1},
        {"name": "meal", "price": 900, "capacity": 4, "held": 0, "sold": 4, "free": 0},
    ]
    assert found["quotas"] == [{"name": "floor", "size": 6, "held": 1, "sold": 4, "blocked": 0}]
    assert [kind["free"] for kind in found["ticket_types"]] == [1]
    page = json.loads(await reading.events.one("e", None) or b"")
    assert page["add_ons"] == [one.model_dump(mode="json") for one in add_ons]


async def test_a_plan_names_the_seats_that_are_taken(shown: Shown) -> None:
    reading = await shown.views(*PLAN)
    whole = json.loads(await reading.events.seats("e", None, "") or b"")
    assert whole["taken"] == {"balcony-A9": "blocked", "stalls-A1": "sold", "stalls-A2": "held"}
    assert [one["rows"] for one in whole["sections"]] == [{"A": 10}, {"A": 8, "B": 2}]
    balcony = json.loads(await reading.events.seats("e", None, "balcony") or b"")
    assert (balcony["taken"], [one["name"] for one in balcony["sections"]]) == ({"balcony-A9": "blocked"}, ["balcony"])
    assert await reading.events.seats("nowhere", None, "") is None
