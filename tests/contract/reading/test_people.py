"""What is read of people, venues and keys."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from contracts.sealed import Sealed
from edge.live.ports import User
from edge.reading.people import SignedIn
from handlers.views.jobs import AT_ONCE, FORGET, KEPT, forget_sessions
from handlers.views.keys_and_people import AddressView, KeyView, PersonView, ProviderView, SessionView
from handlers.views.rows import UNKNOWN, OrganiserView, VenueView
from tests.contract.planting import plant, postgres_stores
from tests.contract.reading.conftest import NOW, Shown


def box(text: str) -> Sealed:
    return Sealed(person_id="ann", key_version=1, nonce="n", ciphertext=text)


async def test_a_person_is_read_with_the_name_that_counts_now(shown: Shown) -> None:
    reading = await shown.views(
        PersonView("ann", box("mail"), box("first"), None, {"seat": "aisle"}, NOW),
        PersonView("ben", None, box("first"), box("second"), {}, NOW, verified=True, second_factor=True),
    )
    ann, ben = await reading.people.one("ann"), await reading.people.one("ben")
    assert ann and ben and (ann.mail, ann.name, ben.mail, ben.name) == (box("mail"), box("first"), None, box("second"))
    assert (ann.preferences, ann.created, ann.version) == ({"seat": "aisle"}, NOW, 1)
    assert ben.verified and ben.second_factor and not ann.verified and not ann.second_factor
    assert await reading.people.one("nobody") is None


async def test_a_venue_is_for_everybody(shown: Shown) -> None:
    reading = await shown.views(VenueView("v", "olga", "The Old House", "Lyon", 90))
    found = json.loads(await reading.people.venue("v") or b"")
    told = {"id": "v", "version": 1, "organiser_id": "olga", "name": "The Old House", "place": "Lyon", "capacity": 90}
    assert found == told and await reading.people.venue("w") is None


async def test_what_operators_decided_of_an_organiser_is_read_with_its_reason(shown: Shown) -> None:
    reading = await shown.views(OrganiserView("olga", True, True, "papers", "oscar", 2))
    found = json.loads(await reading.people.organiser("olga") or b"")
    told = {"id": "olga", "version": 1, "verified": True, "suspended": True, "reason": "papers", "decided_by": "oscar"}
    assert found == told and await reading.people.organiser("otto") is None


async def test_keys_that_sign_are_told_in_the_order_in_which_they_start(shown: Shown) -> None:
    def key(kid: str, days: int, ring: str = "signing", **fields: object) -> KeyView:
        return KeyView(ring, kid, **{"public": f'{{"kid":"{kid}"}}', "starts": NOW + timedelta(days=days), **fields})  # type: ignore[arg-type]

    reading = await shown.views(
        key("b", 2), key("a", 1), key("old", 0, retired=True), key("box", 0, "sealing"), key("early", 0, public="")
    )
    assert await reading.people.keys() == [{"kid": "a"}, {"kid": "b"}]


async def test_the_sessions_of_a_person_are_those_that_have_not_ended_the_last_seen_first(shown: Shown) -> None:
    now = datetime.now(UTC).replace(microsecond=0)

    def session(sid: str, seen: float, **fields: object) -> SessionView:
        times = {"started": NOW, "seen": now - timedelta(hours=seen), "expires": now + timedelta(days=1)}
        return SessionView(str(fields.pop("who", "ann")), sid, "Firefox", **{**times, **fields})  # type: ignore[arg-type]

    reading = await shown.views(
        session("s1", 2), session("s2", 1), session("over", 0, expires=now - timedelta(seconds=1)),
        session("out", 0, ended=True), session("bens", 0, who="ben"),
    )  # fmt: skip
    found = await reading.people.sessions("ann")
    assert [one.sid for one in found] == ["s2", "s1"] and not await reading.people.sessions("nobody")
    assert found[1] == SignedIn("s1", "Firefox", NOW, now - timedelta(hours=2), now + timedelta(days=1))


async def test_a_session_stands_until_it_is_ended_or_over_and_of_others_nothing_is_known(shown: Shown) -> None:
    now = datetime.now(UTC)

    def session(sid: str, hours: float = 1, ended: bool = False) -> SessionView:
        return SessionView("ann", sid, expires=now + timedelta(hours=hours), ended=ended)

    reading = await shown.views(session("s1"), session("over", -1), session("out", ended=True), session("s2"))
    asked = [User(who, frozenset(), sid, now) for who, sid in (("ann", "s1"), ("ann", "over"), ("ann", "out"))]
    unknown = [User("ben", frozenset(), "s2", now), User("ann", frozenset(), "new", now)]
    assert await reading.people.standing([*asked, *unknown]) == {"s1": True, "over": False, "out": False}


async def test_of_a_session_whose_end_is_long_past_nothing_is_known_any_more(shown: Shown) -> None:
    now, hour = datetime.now(UTC), timedelta(hours=1)
    ends = {"long": now - KEPT - hour, "lately": now - KEPT + hour, "on": now + hour}
    told = [SessionView("ann", sid, expires=end, ended=sid != "on") for sid, end in ends.items()]
    reading = await shown.views(*told, SessionView("ann", "no beginning", ended=True))
    for _ in range(2):
        await forget_sessions(shown.stores["views"].place, nobody)
    asked = [User("ann", frozenset(), sid, now) for sid in (*ends, "no beginning")]
    assert await reading.people.standing(asked) == {"lately": False, "on": True, "no beginning": False}


@pytest.mark.real
async def test_sessions_are_forgotten_by_their_end_and_one_that_another_worker_has_is_left_to_it(
    views_dsn: str,
) -> None:
    past = datetime.now(UTC) - KEPT - timedelta(hours=1)
    other = await asyncpg.connect(views_dsn)
    async with postgres_stores(views_dsn, ["views"]) as stores:
        place = stores["views"].place
        assert "session_view_expires" in str(await place.fetch(f"explain {FORGET}", UNKNOWN, KEPT, AT_ONCE))
        await plant(stores["views"], *(SessionView("ann", sid, expires=past) for sid in ("s1", "s2")))
        async with other.transaction():
            await other.execute("delete from views.session_view where sid = 's1'")
            await asyncio.wait_for(forget_sessions(place, nobody), 5)
            assert [row["sid"] for row in await other.fetch("select sid from views.session_view")] == []
    await other.close()


async def nobody(subject: str, body: bytes) -> None:
    """Is told."""


async def test_a_person_is_shown_the_mail_that_took_the_place_of_the_first(shown: Shown) -> None:
    reading = await shown.views(PersonView("ann", box("first"), new_mail=box("second")))
    ann = await reading.people.one("ann")
    assert ann and ann.mail == box("second")


async def test_an_address_leads_to_the_account_that_went_over_to_it(shown: Shown) -> None:
    reading = await shown.views(AddressView("ann", "new"), AddressView("ben", "other"))
    assert [await reading.people.owner(one) for one in ("new", "other", "ann")] == ["ann", "ben", None]


async def test_the_providers_of_a_person_are_those_that_are_linked_now(shown: Shown) -> None:
    later = NOW + timedelta(days=1)
    reading = await shown.views(
        ProviderView("ann", "google", NOW), ProviderView("ann", "github", later, NOW),
        ProviderView("ann", "facebook", NOW, later), ProviderView("ben", "google", NOW),
    )  # fmt: skip
    assert await reading.people.providers("ann") == [("github", later), ("google", NOW)]
    assert not await reading.people.providers("nobody")
