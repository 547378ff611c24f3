"""Two accounts link the same person of a provider at once, on real PostgreSQL and two workers: one of them does."""

import asyncio
import uuid

import httpx2
import pytest

from tests.edge.front import Front, Person
from tests.edge.test_front_providers import signs_in, verified
from tests.mesh.processes import Fleet

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["real"], indirect=True)]
PAIRS = 3


async def voucher(front: Front, person: Person, subject: str) -> str:
    """Of the provider, for who has the person's address there."""
    refused = await signs_in(front, "github", subject=subject, mail=person.mail)
    assert (refused.status_code, refused.json()["code"]) == (409, "link_needed"), refused.text
    return str(refused.json()["voucher"])


async def links(person: Person, by: str) -> httpx2.Response:
    return await person.asks("POST", "/me/providers", json={"voucher": by})


async def test_of_two_accounts_that_link_the_same_person_at_once_exactly_one_does(front: Front, fleet: Fleet) -> None:
    fleet.start("rival", "identity")
    try:
        people = await asyncio.gather(*(verified(front) for _ in range(2 * PAIRS)))
        subjects = [str(uuid.uuid4().int % 10**12) for _ in range(PAIRS)] * 2
        vouchers = [await voucher(front, *one) for one in zip(people, subjects, strict=True)]
        said = await asyncio.gather(*map(links, people, vouchers))
        for one, other in zip(said[:PAIRS], said[PAIRS:], strict=True):
            assert sorted(answer.status_code for answer in (one, other)) == [200, 409], (one.text, other.text)
            assert "provider_linked" in {one.json().get("code"), other.json().get("code")}
        for subject in subjects[:PAIRS]:
            again = await signs_in(front, "github", subject=subject, mail="another@example.org")
            assert again.status_code == 201, again.text
    finally:
        fleet.end("rival")
