"""What a buyer reads of bookings."""

import json
from datetime import timedelta
from typing import Any

from contracts.prices import Breakdown
from edge.live.ports import User
from edge.reading.bookings import Asked, Wanted
from handlers.realtime.rows import Channel
from handlers.views.rows import SectionView
from tests.contract.reading.conftest import NOW, Shown, booking, event

COST = Breakdown.of(800, 90, 10)


async def test_a_booking_is_its_buyers_alone(shown: Shown) -> None:
    reading = await shown.views(booking("e-1"))
    assert json.loads(await reading.bookings.one("e-1", "ann") or b"")["id"] == "e-1"
    assert await reading.bookings.one("e-1", "ben") is None
    assert await reading.bookings.one("e-2", "ann") is None


async def test_a_booking_that_is_only_known_shows_what_is_known(shown: Shown) -> None:
    reading = await shown.views(booking("e-1", state="accepted", state_version=-1))
    assert json.loads(await reading.bookings.one("e-1", "ann") or b"") == {
        "id": "e-1", "event_id": "e", "version": 0, "state": "accepted", "reason": "", "seats": [], "ticket_type": "",
        "quantity": 0, "lost": [], "created_at": NOW.isoformat(), "updated_at": NOW.isoformat(), "expires_at": None,
        "currency": "", "stock_seq": -1, "price": None, "breakdown": None, "refund_until": None, "payment": None,
        "not_cancelled": None,
        "tickets": [], "offline": False, "by_hand": False, "owed_back": 0, "complimentary": False, "apart": False,
        "granted": 0, "code": "", "shares": [], "returned": [], "given_up": [], "add_ons": {},
    }  # fmt: skip


async def test_the_secret_is_told_while_it_is_held(shown: Shown) -> None:
    paying = {"provider_id": "pi_1", "client_secret": "s", "price": 900, "price_version": 1, "breakdown": COST}
    reading = await shown.views(
        booking("e-1", state="held", expires_at=NOW, **paying),
        booking("e-2", state="confirmed", paid=900, seats=("s-A1",), codes=("c1",), **paying),
        booking("e-3", state="confirmed", quantity=2, codes=("c2", "c3")),
    )
    held, paid, free = [json.loads(await reading.bookings.one(f"e-{n}", "ann") or b"") for n in (1, 2, 3)]
    assert held["payment"] == {"provider_id": "pi_1", "paid": 0, "refunded": 0, "client_secret": "s"}
    assert paid["payment"] == {"provider_id": "pi_1", "paid": 900, "refunded": 0, "client_secret": None}
    assert (held["expires_at"], held["price"], paid["price"]) == (NOW.isoformat(), 900, 900)
    assert held["breakdown"] == paid["breakdown"] == {"net": 800, "tax": 90, "fee": 10, "total": 900}
    assert paid["tickets"] == [{"code": "c1", "seat": "s-A1", "number": 1}]
    assert free["tickets"] == [{"code": "c2", "seat": None, "number": 1}, {"code": "c3", "seat": None, "number": 2}]


async def test_the_offer_of_a_changed_event_is_shown_while_the_booking_is_confirmed(shown: Shown) -> None:
    offered = {"change": 1, "refund_until": NOW}
    reading = await shown.views(
        booking("e-1", state="confirmed", **offered), booking("e-2", state="cancelled", **offered)
    )
    found = [json.loads(await reading.bookings.one(f"e-{n}", "ann") or b"")["refund_until"] for n in (1, 2)]
    assert found == [NOW.isoformat(), None]


async def test_why_a_booking_is_not_cancelled_is_shown_with_when_that_was_said(shown: Shown) -> None:
    refused = booking("e-1", state="confirmed", not_cancelled="too_late_to_cancel", not_cancelled_at=NOW)
    found = json.loads(await (await shown.views(refused)).bookings.one("e-1", "ann") or b"")
    assert found["not_cancelled"] == {"reason": "too_late_to_cancel", "at": NOW.isoformat()}


async def test_the_newest_come_first_page_by_page(shown: Shown) -> None:
    days = {"e-a": 1, "e-b": 3, "e-c": 1, "e-d": 2}
    reading = await shown.views(*(booking(id_, days=day) for id_, day in days.items()), booking("e-z", buyer_id="ben"))
    first = json.loads(await reading.bookings.of("ann", 3, ""))
    assert ([one["id"] for one in first["items"]], first["next"]) == (["e-b", "e-d", "e-a"], "e-a")
    second = json.loads(await reading.bookings.of("ann", 3, "e-a"))
    assert ([one["id"] for one in second["items"]], second["next"]) == (["e-c"], None)


async def test_after_what_nobody_knows_there_is_nothing(shown: Shown) -> None:
    reading = await shown.views(booking("e-1"))
    assert json.loads(await reading.bookings.of("ann", 3, "e-9")) == {"items": [], "next": None}


async def test_behind_anothers_booking_there_is_nothing(shown: Shown) -> None:
    """It would tell when they booked."""
    reading = await shown.views(booking("e-1", days=1), booking("e-2", days=2, buyer_id="ben"))
    assert json.loads(await reading.bookings.of("ann", 3, "e-2")) == {"items": [], "next": None}


async def mine(shown: Shown, size: int = 9, after: str = "", **wanted: Any) -> str:
    """The ends of their ids."""
    said = json.loads(await shown.reading.bookings.of("ann", size, after, Wanted(**wanted)))
    return "".join(one["id"][-1] for one in said["items"])


async def test_a_buyer_finds_bookings_by_the_words_of_their_event_their_number_and_their_state(shown: Shown) -> None:
    await shown.views(
        event("e", name="Große Oper", place="Łódź"), event("f", name="Rock"),
        booking("e-a1", days=3), booking("f-b2", days=2, state="held"), booking("g-c3", days=1),
        booking("e-d4", buyer_id="ben"),
    )  # fmt: skip
    words = {"grosse oper": "1", "op": "1", "lodz": "1", "rock": "2", "oper rock": "", "e-a": "1", "b2": "2", "c": "3"}
    assert {text: await mine(shown, words=text) for text in words} == words
    assert [await mine(shown, words=text) for text in ("%", "_", "'", "' | 'x", "d4", "")] == [*[""] * 5, "123"]
    assert [await mine(shown, state=state) for state in ("held", "requested", "x")] == ["2", "13", ""]


async def test_a_buyer_finds_bookings_by_the_day_of_their_event(shown: Shown) -> None:
    day = (NOW + timedelta(days=9)).replace(hour=0, minute=0, second=0)
    await shown.views(
        event("e", starts_at=day), event("f", starts_at=day + timedelta(hours=23)),
        event("g", starts_at=day + timedelta(days=1)),
        *(booking(f"{id_}-{id_}", days=-n) for n, id_ in enumerate("efgh")),
    )  # fmt: skip
    one, next_ = day.date(), day.date() + timedelta(days=1)
    assert [await mine(shown, first=one, last=one), await mine(shown, first=next_)] == ["ef", "g"]
    assert await mine(shown) == "efgh"


async def test_a_narrowed_list_goes_on_behind_what_does_not_fit_any_more(shown: Shown) -> None:
    states = ("held", "confirmed", "held", "held", "held")
    await shown.views(event("e"), *(booking(f"e-{n}", days=-n, state=state) for n, state in enumerate(states)))
    assert await mine(shown, 2, state="held", words="opera") == "02"
    assert await mine(shown, 2, "e-1", state="held", words="opera") == "23"
    assert await mine(shown, 2, "e-3", state="held", words="opera") == "4"


async def test_whose_a_booking_is_the_feeds_know_first(shown: Shown) -> None:
    reading = await shown.views(booking("e-1"))
    await shown.realtime(Channel("e", "e-1", "", 1), Channel("e", "e-2", "ben", 1))
    assert [await reading.bookings.buyer(f"e-{n}") for n in (1, 2, 3)] == ["ann", "ben", None]


def user(id_: str, *roles: str) -> User:
    return User(id_, frozenset(roles), "s", NOW)


OLGA, OTTO = user("olga", "organiser"), user("otto", "operator")


async def of_event(shown: Shown, user: User, size: int = 10, **asked: Any) -> Any:
    found = await shown.reading.bookings.of_event("e", user, Asked(size, **asked))
    return found and json.loads(found)


async def test_an_organiser_sees_the_bookings_of_the_event_without_codes_and_secrets(shown: Shown) -> None:
    paying = {"provider_id": "pi_1", "client_secret": "s", "price": 900, "price_version": 1, "paid": 900}
    await shown.views(event("e"), booking("e-1", state="confirmed", codes=("c1",), quantity=1, **paying))
    found = await of_event(shown, OLGA)
    assert [(one["id"], one["buyer_id"], one["price"], one["paid"]) for one in found["items"]] == [
        ("e-1", "ann", 900, 900)
    ]
    assert not {"codes", "tickets", "payment", "client_secret", "provider_id"} & found["items"][0].keys()
    assert await of_event(shown, OTTO) == found


async def test_another_organiser_and_a_buyer_see_no_event(shown: Shown) -> None:
    await shown.views(event("e"), booking("e-1"))
    assert await of_event(shown, user("oscar", "organiser")) is None
    assert await of_event(shown, user("ann")) is None


async def test_an_organiser_sees_how_disputes_stand(shown: Shown) -> None:
    await shown.views(event("e"), booking("e-1", state="confirmed", disputes={"dp_1": "lost"}))
    (found,) = (await of_event(shown, OLGA))["items"]
    assert found["disputes"] == {"dp_1": "lost"}


async def test_an_organisers_list_is_narrowed_and_goes_page_by_page(shown: Shown) -> None:
    days = {"e-a": 1, "e-b": 3, "e-c": 1, "e-d": 2}
    await shown.views(event("e"), *(booking(id_, days=day) for id_, day in days.items()), booking("f-1"))
    await shown.views(booking("e-z", buyer_id="ben", state="confirmed"), booking("e-0", state="accepted"))
    first = await of_event(shown, OLGA, 3, state="requested")
    assert ([one["id"] for one in first["items"]], first["next"]) == (["e-b", "e-d", "e-a"], "e-a")
    second = await of_event(shown, OLGA, 3, state="requested", after="e-a")
    assert ([one["id"] for one in second["items"]], second["next"]) == (["e-c"], None)
    assert [one["id"] for one in (await of_event(shown, OLGA, buyer="ben"))["items"]] == ["e-z"]


async def found(shown: Shown, **asked: Any) -> str:
    """The ends of their ids."""
    return "".join(one["id"].removeprefix("e-")[0] for one in (await of_event(shown, OLGA, **asked))["items"])


async def test_an_organiser_looks_for_ids_days_and_ticket_types(shown: Shown) -> None:
    await shown.views(
        event("e"),
        SectionView("e", "stalls", "seat"), SectionView("e", "box", "best"), SectionView("f", "box", "seat"),
        booking("e-a1", days=3, seats=("stalls-A1",)), booking("e-b1", days=2, seats=("box-A1",)),
        booking("e-c1", days=1, ticket_type="standing", quantity=2), booking("f-a1", seats=("box-A1",)),
    )  # fmt: skip
    day = (NOW + timedelta(days=2)).date()
    assert [await found(shown, begins=begins) for begins in ("", "a", "e-b", "e-b1", "1")] == ["abc", "a", "b", "b", ""]
    assert [await found(shown, ticket_type=kind) for kind in ("seat", "best", "standing", "x")] == ["a", "b", "c", ""]
    assert [await found(shown, first=day), await found(shown, last=day)] == ["ab", "bc"]
    assert await found(shown, first=day, last=day, ticket_type="best", begins="b", buyer="ann") == "b"


async def test_what_is_written_in_a_filter_is_no_pattern(shown: Shown) -> None:
    await shown.views(event("e"), booking("e-a1", ticket_type="standing", quantity=1))
    assert [await found(shown, begins=text) for text in ("%", "_1", ".*")] == ["", "", ""]


async def test_an_event_without_bookings_has_an_empty_list(shown: Shown) -> None:
    await shown.views(event("e"))
    assert await of_event(shown, OLGA) == {"items": [], "next": None}
