"""What a buyer reads of bookings."""

import json

from handlers.realtime.rows import Channel
from tests.contract.reading.conftest import NOW, Shown, booking


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
        "currency": "", "stock_seq": -1, "price": None, "payment": None, "tickets": [],
    }  # fmt: skip


async def test_the_secret_is_told_while_it_is_held(shown: Shown) -> None:
    paying = {"provider_id": "pi_1", "client_secret": "s", "price": 900, "price_version": 1}
    reading = await shown.views(
        booking("e-1", state="held", expires_at=NOW, **paying),
        booking("e-2", state="confirmed", paid=900, seats=("s-A1",), codes=("c1",), **paying),
        booking("e-3", state="confirmed", quantity=2, codes=("c2", "c3")),
    )
    held, paid, free = [json.loads(await reading.bookings.one(f"e-{n}", "ann") or b"") for n in (1, 2, 3)]
    assert held["payment"] == {"provider_id": "pi_1", "paid": 0, "refunded": 0, "client_secret": "s"}
    assert paid["payment"] == {"provider_id": "pi_1", "paid": 900, "refunded": 0, "client_secret": None}
    assert (held["expires_at"], held["price"], paid["price"]) == (NOW.isoformat(), 900, 900)
    assert paid["tickets"] == [{"code": "c1", "seat": "s-A1"}]
    assert free["tickets"] == [{"code": "c2", "seat": None}, {"code": "c3", "seat": None}]


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


async def test_whose_a_booking_is_the_feeds_know_first(shown: Shown) -> None:
    reading = await shown.views(booking("e-1"))
    await shown.realtime(Channel("e", "e-1", "", 1), Channel("e", "e-2", "ben", 1))
    assert [await reading.bookings.buyer(f"e-{n}") for n in (1, 2, 3)] == ["ann", "ben", None]
