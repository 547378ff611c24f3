"""Signing in by Google, GitHub and Facebook, there and back: in memory, and where it is stored on real servers."""

import uuid
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.edge.front import PASSWORD, Front, Person
from tests.edge.test_front_cookies import cookies
from tests.edge.test_front_second_factor import enrolled

pytestmark = pytest.mark.real
IN_MEMORY = pytest.mark.parametrize("front", ["memory"], indirect=True)
ON_BOTH = pytest.mark.parametrize("front", ["memory", "real"], indirect=True)


def somebody() -> dict[str, str]:
    return {"subject": str(uuid.uuid4().int % 10**12), "mail": f"{uuid.uuid4().hex[:12]}@example.org"}


async def returned(front: Front, provider: str, **who: str) -> dict[str, str]:
    """What a page has in its hands when the browser comes back."""
    begun = (await front.client.post(f"/sessions/providers/{provider}", json={})).json()
    async with httpx2.AsyncClient() as browser:
        back = await browser.get(begun["url"] + "".join(f"&{name}={value}" for name, value in who.items()))
    assert back.headers["location"].startswith(f"http://localhost:3000/signed-in/{provider}?")
    said = parse_qs(urlsplit(back.headers["location"]).query)
    return {"code": said["code"][0], "state": said["state"][0], "browser": begun["browser"]}


async def comes_back(front: Front, provider: str, said: dict[str, Any]) -> httpx2.Response:
    return await front.client.post(f"/sessions/providers/{provider}/return", json=said)


async def signs_in(front: Front, provider: str, **who: str) -> httpx2.Response:
    return await comes_back(front, provider, await returned(front, provider, **who))


async def verified(front: Front) -> Person:
    person = await front.person()
    code = await front.code(person.mail, "Verify your mail address")
    shown = await front.client.post("/accounts/verification", json={"mail": person.mail, "code": code})
    assert shown.status_code == 200, shown.text
    return person


@IN_MEMORY
@pytest.mark.parametrize("provider", ["google", "github", "facebook"])
async def test_whoever_a_provider_vouches_for_is_in_and_is_the_same_person_the_next_time(
    front: Front, provider: str
) -> None:
    ann = somebody()
    first, second = await signs_in(front, provider, **ann), await signs_in(front, provider, **ann)
    assert (first.status_code, second.status_code) == (201, 201), first.text + second.text
    assert first.json()["user_id"] == second.json()["user_id"]
    person = Person(front.client, ann["mail"], second.json())
    assert (await person.sees("/me", mail=ann["mail"]))["verified"]
    await person.becomes("/me/providers", lambda said: [one["provider"] for one in said] == [provider])  # type: ignore[attr-defined]
    last = await person.asks("DELETE", f"/me/providers/{provider}")
    assert (last.status_code, last.json()["code"]) == (409, "last_way_in")


@IN_MEMORY
async def test_what_came_back_counts_once_and_in_the_browser_alone_that_was_sent(front: Front) -> None:
    said = await returned(front, "google", **somebody())
    other = await comes_back(front, "google", said | {"browser": "another"})
    assert (other.status_code, other.json()["code"]) == (403, "state_invalid")
    assert (await comes_back(front, "github", said)).json()["code"] == "state_invalid"
    assert (await comes_back(front, "google", said)).status_code == 201
    again = await comes_back(front, "google", said)
    assert (again.status_code, again.json()["code"]) == (403, "attempt_spent")


@ON_BOTH
async def test_an_account_is_linked_by_its_owner_alone_who_is_mailed(front: Front) -> None:
    person = await verified(front)
    refused = await signs_in(front, "github", subject="77", mail=person.mail)
    assert (refused.status_code, refused.json()["code"]) == (409, "link_needed")
    linked = await person.asks("POST", "/me/providers", json={"voucher": refused.json()["voucher"]})
    assert (linked.status_code, linked.json()) == (200, {"type": "ProviderLinked"}), linked.text
    assert "GitHub" in await front.mail(person.mail, "A new way to sign in was added")
    assert (await signs_in(front, "github", subject="77", mail="another@example.org")).status_code == 201
    removed = await person.asks("DELETE", "/me/providers/github")
    assert (removed.status_code, removed.json()) == (200, {"type": "ProviderUnlinked"})


@ON_BOTH
async def test_the_password_of_who_registered_anothers_address_opens_nothing_any_more(front: Front) -> None:
    stranger = await front.person()
    assert (await signs_in(front, "google", subject="88", mail=stranger.mail)).status_code == 201
    said = await front.client.post("/sessions", json={"mail": stranger.mail, "password": PASSWORD})
    assert (said.status_code, said.json()["code"]) == (401, "bad_credentials")
    await front.mail(stranger.mail, "Your password was changed")


@IN_MEMORY
async def test_the_second_factor_is_asked_for_by_a_voucher(front: Front) -> None:
    person = await verified(front)
    _, spare = await enrolled(person)
    said = await returned(front, "facebook", subject="99", mail=person.mail) | {"link": True}  # type: ignore[operator]
    voucher = (await comes_back(front, "facebook", said)).json()["voucher"]
    assert (await person.asks("POST", "/me/providers", json={"voucher": voucher})).status_code == 200
    alone = await signs_in(front, "facebook", subject="99", mail=person.mail)
    assert (alone.status_code, alone.json()["code"]) == (401, "code_needed")
    asked = {"voucher": alone.json()["voucher"], "code": spare[0]}
    assert (await front.client.post("/sessions/vouched", json=asked)).status_code == 201


@IN_MEMORY
async def test_what_the_provider_does_not_vouch_for_is_nobody(front: Front) -> None:
    wrong = await signs_in(front, "google", fault="nonce", **somebody())
    assert (wrong.status_code, wrong.json()["code"]) == (403, "provider_refused")
    unverified = await signs_in(front, "github", verified="0", **somebody())
    assert (unverified.status_code, unverified.json()["code"]) == (403, "mail_unverified")
    away = await signs_in(front, "facebook", fault="error", **somebody())
    assert (away.status_code, away.json()["code"]) == (503, "provider_away")
    tampered = await front.client.post("/sessions/vouched", json={"voucher": f"{'0' * 32}.YQ.YQ"})
    assert (tampered.status_code, tampered.json()["code"]) == (401, "bad_credentials")


@IN_MEMORY
async def test_a_page_is_known_by_a_cookie_and_gets_its_tokens_in_one(front: Front) -> None:
    begun = await front.client.post("/sessions/providers/google", json={"cookie": True})
    assert set(cookies(begun)) == {"__Host-browser"} and set(begun.json()) == {"url"}
    assert (await front.client.get("/sessions/providers")).json() == ["google", "github", "facebook"]
