"""API tokens from their making to their end: in memory, and on real servers."""

from typing import Any

import pytest

from choreography.blind import blind_index
from contracts.identity import BanAccount, normal
from ops.commands.answered import ask
from tests.edge.counter import Counter
from tests.edge.front import Front, Person
from tests.eventually import eventually

BOTH = pytest.mark.parametrize("front", ["memory", "real"], indirect=True)
MEMORY = pytest.mark.parametrize("front", ["memory"], indirect=True)
pytestmark = pytest.mark.real
READ = {"name": "laptop", "scopes": ["read"]}


async def issued(person: Person, **wish: Any) -> dict[str, Any]:
    said = await person.asks("POST", "/me/tokens", json=READ | wish)
    assert said.status_code == 201, said.text
    found: dict[str, Any] = said.json()
    return found


async def program(front: Front, person: Person, **wish: Any) -> Person:
    """It comes with a token of the person's, once the door knows it."""
    made = Person(front.client, person.mail, {"access_token": (await issued(person, **wish))["token"]})
    await eventually(lambda: lets_in(made), within=15)
    return made


async def lets_in(program: Person) -> bool:
    return (await program.asks("GET", "/me")).status_code != 401


async def is_refused(program: Person) -> bool:
    said = await program.asks("GET", "/me")
    return (said.status_code, said.json().get("code")) == (401, "token_invalid")


async def listed(person: Person) -> dict[str, Any]:
    """The one token of the person's, once it is told that it was used."""

    async def there() -> dict[str, Any] | None:
        (found,) = (await person.asks("GET", "/me/tokens")).json()
        return found if found["used"] else None

    found = await eventually(there, within=15)
    assert found
    return found


async def has_none(person: Person) -> bool:
    return (await person.asks("GET", "/me/tokens")).json() == []


@BOTH
async def test_a_token_reads_and_watches_for_its_owner_until_it_is_revoked(front: Front) -> None:
    person = await front.person()
    reader = await program(front, person)
    assert (await reader.asks("GET", "/me")).json()["mail"] == person.mail
    booking = await reader.asks("POST", "/bookings", json={"event_id": "e1", "seats": ["stalls-A1"]})
    assert (booking.status_code, booking.json()["code"], booking.json()["scope"]) == (403, "scope_missing", "book")
    shown = await listed(person)
    assert (shown["name"], shown["scopes"]) == ("laptop", ["read"]) and "token" not in shown
    async with front.live(reader) as watcher:
        assert (await person.asks("DELETE", f"/me/tokens/{shown['id']}")).status_code == 204
        assert await watcher.hears() == {"type": "bye", "reason": "revoked"}
    await eventually(lambda: is_refused(reader), within=1)
    await eventually(lambda: has_none(person), within=15)
    assert "laptop" in await front.mail(person.mail, "A new API token for your account")


@MEMORY
async def test_a_token_that_may_book_books_what_its_owner_then_has(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    event = await front.on_sale(organiser)
    buying = await program(front, buyer, scopes=["book"])
    said = await front.buys(buying, event, "stalls-A1")
    assert said.status_code == 201, said.text
    await buyer.sees(f"/bookings/{said.json()['booking_id']}", state="confirmed")
    assert (await buying.asks("GET", "/bookings")).json()["code"] == "scope_missing"


@MEMORY
async def test_a_token_makes_no_token_and_lists_none(front: Front) -> None:
    reader = await program(front, await front.person())
    for method, path in (("POST", "/me/tokens"), ("GET", "/me/tokens"), ("DELETE", "/me/sessions")):
        said = await reader.asks(method, path, json=READ)
        assert (said.status_code, said.json()["code"]) == (403, "session_needed")


@MEMORY
async def test_a_banned_owners_token_is_refused_within_a_second(front: Front, counter: Counter) -> None:
    person = await front.person()
    reader = await program(front, person)
    await ask(counter.place, BanAccount(account=blind_index(normal(person.mail), counter.secret)))
    await eventually(lambda: is_refused(reader), within=1)


@MEMORY
async def test_an_account_has_twenty_and_a_token_has_a_year_at_most(front: Front) -> None:
    person = await front.person()
    for _ in range(20):
        await issued(person)
    one_more = await person.asks("POST", "/me/tokens", json=READ)
    assert (one_more.status_code, one_more.json()["code"]) == (409, "too_many_tokens")
    for wrong in ({"expires_in": 366}, {"expires_in": 0}, {"scopes": []}, {"scopes": ["operate"]}, {"name": ""}):
        said = await person.asks("POST", "/me/tokens", json=READ | wrong)
        assert (said.status_code, said.json()["code"]) == (422, "invalid")


@MEMORY
async def test_nobody_revokes_anothers_token(front: Front) -> None:
    ann, ben = await front.person(), await front.person()
    reader = await program(front, ann)
    mine = await listed(ann)
    for token_id in (mine["id"], "nonsense"):
        said = await ben.asks("DELETE", f"/me/tokens/{token_id}")
        assert (said.status_code, said.json()["code"]) == (404, "not_found")
    assert await lets_in(reader)
