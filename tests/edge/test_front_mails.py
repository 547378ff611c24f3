"""The way out of mails, by the link in them; and mails that come back."""

import json
import time
from urllib.parse import urlsplit

import pytest

from ops.stripe_fake.signing import sign
from tests.edge.front import Front, Person
from tests.eventually import eventually
from tests.mesh.operator import Operator

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
OURS = "whsec_of_the_mails"


async def link(front: Front, person: Person) -> str:
    """As it stands in the mail that welcomed them, without the door's address."""
    text = await front.mail((await front.verified(person)).mail, "Welcome to Boxoffice")
    there = urlsplit(next(word for word in text.split() if "/mail/unsubscribe?" in word))
    return f"{there.path}?{there.query}"


async def test_one_request_without_signing_in_unsubscribes(front: Front) -> None:
    person = await front.person()
    path = await link(front, person)
    assert (await front.client.get(path)).status_code == 200
    shown = await person.becomes("/me", lambda me: "preferences" in me)
    assert "mail.news" not in shown["preferences"]
    for _ in range(2):
        assert (await front.client.post(path, data={"List-Unsubscribe": "One-Click"})).status_code == 200
    await person.becomes("/me", lambda me: me["preferences"].get("mail.news") == "off")


async def test_a_link_without_its_mark_unsubscribes_nobody(front: Front) -> None:
    ann, ben = await front.person(), await front.person()
    forged = (await link(front, ann)).replace("account=", "account=0")
    for method in ("GET", "POST"):
        said = await front.client.request(method, forged)
        assert (said.status_code, said.json()["code"]) == (403, "forbidden")
    assert "mail.news" not in (await ben.asks("GET", "/me")).json().get("preferences", {})


async def comes_back(front: Front, address: str, by: str = OURS, **more: str) -> int:
    body = json.dumps({"address": address, "kind": "hard", "code": "5.1.1", "message_id": address, **more}).encode()
    signed = {"Boxoffice-Signature": sign(body, [by], int(time.time())), "Content-Type": "application/json"}
    return (await front.client.post("/webhooks/mail", content=body, headers=signed)).status_code


async def test_a_signed_word_that_a_mail_came_back_is_taken_once_and_again(front: Front) -> None:
    assert [await comes_back(front, "Ann@example.org") for _ in range(2)] == [200, 200]
    assert await comes_back(front, "ann@example.org", kind="soft", code="", message_id="") == 200


async def test_an_address_from_which_a_mail_came_back_is_mailed_no_more_until_an_operator_lifts_it(
    front: Front, at_front: Operator
) -> None:
    event, person = await front.on_sale(await front.person(organiser=True), places=100), await front.person()
    assert await comes_back(front, person.mail.upper()) == 200
    await eventually(lambda: is_mailed(front, at_front, person, event, "EmailFailed"), within=30)
    assert "BounceLifted" in (await at_front.runs("mail", "lift", person.mail)).output
    assert await is_mailed(front, at_front, person, event, "EmailSent")


async def is_mailed(front: Front, at_front: Operator, person: Person, event: str, what: str) -> bool:
    """Is this what came of the mail about one more booking?"""
    wish = {"event_id": event, "ticket_type": "standing", "quantity": 1}
    booking = (await person.asks("POST", "/bookings", json=wish)).json()["booking_id"]

    async def told() -> str:
        output = (await at_front.runs("saga", booking)).output
        return output if "EmailFailed" in output or "EmailSent" in output else ""

    return what in str(await eventually(told, within=15))


async def test_what_is_not_signed_or_says_nothing_is_refused(front: Front) -> None:
    assert await comes_back(front, "ann@example.org", by="whsec_other") == 400
    assert await comes_back(front, "ann@example.org", kind="loud") == 422
