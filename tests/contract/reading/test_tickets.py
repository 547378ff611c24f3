"""What gates read."""

import json
from datetime import datetime, timedelta

from contracts.sealed import Sealed
from contracts.ticket_codes import reference
from edge.reading.tickets import Booked, Void
from handlers.views.admissions import AdmissionView
from handlers.views.keys_and_people import KeyView
from tests.contract.reading.conftest import NOW, Shown, booking, event


async def test_the_keys_of_tickets_are_told_the_newest_last(shown: Shown) -> None:
    reading = await shown.views(
        KeyView("ticket", "a", "new", NOW), KeyView("ticket", "b", "old", NOW - timedelta(days=1)),
        KeyView("signing", "c", "{}", NOW),
    )  # fmt: skip
    assert await reading.tickets.keys() == [{"kid": "b", "public": "old"}, {"kid": "a", "public": "new"}]


async def test_void_tickets_of_the_event_come_by_their_bookings_page_by_page(shown: Shown) -> None:
    reading = await shown.views(
        booking("e-1", void=("S1", "S2")), booking("e-2"), booking("e-3", void=("S3",)), booking("e-4", void=("S4",)),
        booking("f-1", void=("S5",)),
    )  # fmt: skip
    assert await reading.tickets.void("e", "", 2) == [Void("e-1", ("S1", "S2")), Void("e-3", ("S3",))]
    assert await reading.tickets.void("e", "e-3", 2) == [Void("e-4", ("S4",))]


async def test_an_events_organiser_is_known_once_the_event_is(shown: Shown) -> None:
    reading = await shown.views(event("e"), event("heard", state="unknown"))
    found = [await reading.tickets.organiser(id_) for id_ in ("e", "heard", "none")]
    assert found == ["olga", None, None]


async def test_the_holders_of_tickets_are_shown_to_their_buyer_in_their_order(shown: Shown) -> None:
    name = Sealed(person_id="ann", key_version=1, nonce="n", ciphertext="c")
    reading = await shown.views(booking("e-1", holders=(None, name)), booking("e-2"))
    found = [await reading.tickets.holders(*asked) for asked in (("e-1", "ann"), ("e-1", "ben"), ("e-2", "ann"))]
    assert found == [[None, name], [], []] and await reading.tickets.holders("e-9", "ann") == []


async def test_a_booking_is_found_by_what_stands_for_it_in_its_tickets_codes(shown: Shown) -> None:
    odd = "e-\\x41\\'ä"
    reading = await shown.views(booking("e-1", seats=("s-A1", "s-A2")), booking(odd), booking("f-1"))
    found = [await reading.tickets.booked("e", reference(id_)) for id_ in ("e-1", odd, "f-1", "e-2")]
    assert found == [Booked("e-1", ("s-A1", "s-A2")), Booked(odd, ()), None, None]


async def test_who_is_in_is_told_with_gate_and_time_and_of_nobody_else_anything(shown: Shown) -> None:
    reading = await shown.views(
        AdmissionView("e", "e-1.1", "admitted", "s-A1", "north", NOW, 1),
        AdmissionView("e", "e-1.2", "taken_back", "s-A2", "north", NOW, 2),
    )
    found = json.loads(await reading.tickets.admission("e", "e-1.1") or b"")
    at = datetime.fromisoformat(found.pop("admitted_at"))
    assert (at, found) == (NOW, {"event_id": "e", "ticket": "e-1.1", "place": "s-A1", "gate": "north"})
    assert [await reading.tickets.admission(*asked) for asked in (("e", "e-1.2"), ("f", "e-1.1"))] == [None, None]
    assert await reading.tickets.used("e", ["e-1.1", "e-1.2", "e-1.3"]) == {"e-1.1": NOW}
