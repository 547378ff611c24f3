"""What the payment provider sends, in either form, and what it sends of others."""

import json
import time
from typing import Any

import httpx2
import pytest

from edge.settings import EdgeSettings
from ops.stripe_fake.signing import sign
from tests.edge.house import House, open_house

SECRET = EdgeSettings().stripe_secret.get_secret_value()
THIN: dict[str, Any] = {
    "id": "evt_1", "object": "v2.core.event", "type": "v1.payment_intent.succeeded", "created": "2026-11-28T17:00:00Z",
    "livemode": False, "context": None, "related_object": {"id": "pi_1", "type": "payment_intent", "url": "/v1/x"},
}  # fmt: skip
WHOLE: dict[str, Any] = {
    "id": "evt_1", "object": "event", "type": "payment_intent.succeeded", "created": 1_764_000_000, "livemode": False,
    "data": {"object": {"id": "pi_1", "metadata": {"event_id": "e1", "booking_id": "e1-b1"}}},
}  # fmt: skip


PAYER = {
    "name": "Ann Payer",
    "email": "ann@payer.example",
    "phone": "+4930123456",
    "address": {"line1": "Payer Road 7"},
}
FAILED: dict[str, Any] = {"code": "card_declined", "message": "Ann Payer's card", "payment_method": {
    "id": "pm_1", "billing_details": PAYER, "card": {"last4": "4242", "exp_year": 2031, "fingerprint": "fp1"},
}}  # fmt: skip
OURS: dict[str, str] = WHOLE["data"]["object"]["metadata"]
DECLINED: dict[str, Any] = WHOLE | {"type": "payment_intent.payment_failed", "data": {"object": {
    "id": "pi_1", "metadata": OURS | {"note": "for ann@payer.example"}, "receipt_email": PAYER["email"],
    "shipping": PAYER, "latest_charge": {"billing_details": PAYER}, "last_payment_error": FAILED,
}}}  # fmt: skip
DISPUTED: dict[str, Any] = WHOLE | {"type": "charge.dispute.created", "data": {"object": {
    "id": "dp_1", "payment_intent": "pi_1", "evidence_details": {"due_by": 1, "has_evidence": True},
    "balance_transactions": [{"amount": -5, "description": "Ann Payer"}], "metadata": {},
    "evidence": {"customer_name": "Ann Payer", "customer_email_address": "ann@payer.example"},
}}}  # fmt: skip


async def sends(house: House, event: dict[str, Any], sent: bytes = b"") -> tuple[int, str]:
    return await posts(house, json.dumps(event).encode(), sent)


async def posts(house: House, body: bytes, sent: bytes = b"") -> tuple[int, str]:
    """Signed as it is; with `sent`, another comes than was signed."""
    headers = {"Stripe-Signature": sign(body, [SECRET], int(time.time()))}
    said = await house.client.post("/webhooks/stripe", content=sent or body, headers=headers)
    return said.status_code, said.json().get("code", "")


async def test_a_thin_event_is_told_with_the_object_that_is_to_be_read(house: House) -> None:
    assert await sends(house, THIN) == (200, "")
    ((_, body),) = house.log.of("StripeEventNoticed")
    assert (body["kind"], body["object_kind"], body["object_id"]) == (
        "payment_intent.succeeded", "payment_intent", "pi_1",
    )  # fmt: skip


async def test_the_same_event_again_has_the_same_id(house: House) -> None:
    for event in (THIN, THIN, WHOLE):
        assert await sends(house, event) == (200, "")
    first, second = house.log.of("StripeEventNoticed")
    assert first[0].id == second[0].id and len(house.log.of("StripeEventReceived")) == 1


@pytest.mark.parametrize("event", [DECLINED, DISPUTED])
async def test_who_pays_and_what_is_on_the_card_is_not_handed_on(house: House, event: dict[str, Any]) -> None:
    """What the bus has it has for ever, and nobody could forget who stands there."""
    assert await sends(house, event) == (200, "")
    said = repr(house.log.said).lower()
    assert not [word for word in ("payer", "4930123456", "4242", "2031") if word in said]


async def test_what_payments_reads_of_it_is_handed_on(house: House) -> None:
    for event in (DECLINED, DISPUTED):
        await sends(house, event)
    ((_, declined),), ((_, disputed),) = map(house.log.of, ("StripeEventReceived", "StripeEventUnmatched"))
    error = json.loads(declined["body"])["data"]["object"]["last_payment_error"]
    assert error == {"code": "card_declined", "payment_method": {"card": {"fingerprint": "fp1"}}}
    about = json.loads(disputed["body"])["data"]["object"]
    assert (about["evidence_details"], about["balance_transactions"]) == ({"due_by": 1}, [{"amount": -5}])


@pytest.mark.parametrize("event", [THIN | {"context": "acct_2"}, WHOLE | {"account": "acct_2"}])
async def test_what_is_of_another_account_is_refused(house: House, event: dict[str, Any]) -> None:
    assert await sends(house, event) == (400, "other_account")
    assert not house.log.of("StripeEventNoticed") and not house.log.of("StripeEventReceived")


@pytest.mark.parametrize("event", [THIN, WHOLE])
@pytest.mark.parametrize("live", [True, False])
async def test_what_is_of_the_other_mode_is_refused(event: dict[str, Any], live: bool) -> None:
    async with open_house(stripe_live=live) as house:
        assert await sends(house, event | {"livemode": live}) == (200, "")
        assert await sends(house, event | {"livemode": not live}) == (400, "other_account")


@pytest.mark.parametrize("event", [THIN, WHOLE])
async def test_what_does_not_say_its_mode_is_refused_where_the_mode_is_known(event: dict[str, Any]) -> None:
    silent = {name: value for name, value in event.items() if name != "livemode"}
    for live in (True, False):
        async with open_house(stripe_live=live) as house:
            assert await sends(house, silent) == (400, "other_account")
            assert await sends(house, silent | {"livemode": None}) == (400, "other_account")


UNHEARD: list[dict[str, Any]] = [
    THIN | {"type": "v1.charge.succeeded"}, THIN | {"type": "v2.core.event_destination.ping", "related_object": None},
    WHOLE | {"type": "charge.succeeded"}, WHOLE | {"type": "balance.available", "data": {"object": {"available": []}}},
    WHOLE | {"type": "person.updated", "created": 1e18, "data": {"object": {"id": "a\0b"}}},
]  # fmt: skip


@pytest.mark.parametrize("event", UNHEARD)
async def test_what_nobody_hears_is_taken_and_told_to_nobody(house: House, event: dict[str, Any]) -> None:
    assert await sends(house, event) == (200, "")
    assert not [said for said, _ in house.log.said if said.type.startswith("Stripe")]


async def test_what_was_written_anew_after_it_was_signed_is_refused(house: House) -> None:
    assert await sends(house, WHOLE, json.dumps(WHOLE, indent=1).encode()) == (400, "bad_signature")


async def test_what_is_signed_and_no_event_is_refused(house: House) -> None:
    heard = {"id": "evt_1", "type": "refund.failed", "created": 1, "data": {}}
    for event in ({}, {"object": "v2.core.event"}, heard, THIN | {"related_object": None}):
        assert await sends(house, event) == (422, "invalid")


async def test_what_is_wrong_with_it_is_named(house: House) -> None:
    headers = {"Stripe-Signature": sign(b"{}", [SECRET], int(time.time()))}
    said = (await house.client.post("/webhooks/stripe", content=b"{}", headers=headers)).json()
    assert said["errors"] == [{"field": "", "message": "no event of the provider's"}]


async def comes_back(house: House, body: bytes) -> httpx2.Response:
    headers = {"Boxoffice-Signature": sign(body, ["whsec_mail"], int(time.time()))}
    return await house.client.post("/webhooks/mail", content=body, headers=headers)


NO_BOUNCES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["address", "kind"]), ({"address": "a", "kind": "late"}, ["address", "kind"]),
    ({"address": "ann@example.org", "kind": "hard", "code": "5", "of": "theirs"}, ["code"]),
    ({"address": "ann@example.org", "kind": "hard", "message_id": "a\0b"}, [""]),
]  # fmt: skip


@pytest.mark.parametrize(("bounce", "wrong"), NO_BOUNCES)
async def test_a_signed_word_of_a_mail_is_refused_by_its_fields(bounce: dict[str, Any], wrong: list[str]) -> None:
    """What their provider says besides is not looked at, and what no table holds goes no further."""
    async with open_house(mail_secret="whsec_mail") as house:
        body = json.dumps(bounce).encode()
        said = await comes_back(house, body)
        assert (said.status_code, [one["field"] for one in said.json()["errors"]]) == (422, wrong)
        assert not house.log.of("RecordBounce")


async def test_what_a_word_of_a_mail_says_besides_may_be_what_no_table_holds() -> None:
    async with open_house(mail_secret="whsec_mail") as house:
        body = rb'{"address": "ann@example.org", "kind": "hard", "diagnostic": "550 \u0000"}'
        assert (await comes_back(house, body)).status_code == 200
        assert len(house.log.of("RecordBounce")) == 1


async def test_a_field_that_is_said_twice_and_wrong_once_is_told(house: House) -> None:
    said = await house.client.post("/passes/v1/log", content=b'{"logs": [1], "logs": ["a"]}')
    assert (said.status_code, [one["field"] for one in said.json()["errors"]]) == (422, [""])
    assert "expected" in said.json()["errors"][0]["message"].lower()


@pytest.mark.parametrize("event", UNHEARD)
async def test_of_what_nobody_hears_too_what_is_no_event_is_refused(house: House, event: dict[str, Any]) -> None:
    for part in ("id", "type", "related_object" if event in UNHEARD[:2] else "data"):
        assert await sends(house, {name: value for name, value in event.items() if name != part}) == (422, "invalid")
    for kind in (None, 7, ["charge.succeeded"]):
        assert await sends(house, event | {"type": kind}) == (422, "invalid")


@pytest.mark.parametrize("created", ["1e400", "-1e400", "1e18", "9" * 30, "9" * 5_000, "-62135596800", "NaN", '"now"'])
async def test_a_moment_that_is_none_is_refused(house: House, created: str) -> None:
    assert await posts(house, json.dumps(WHOLE).replace("1764000000", created).encode()) == (422, "invalid")
    assert not house.log.of("StripeEventReceived")


@pytest.mark.parametrize("id_", ["", "a\0b", "ä" * 200, "\ud83c", 7, None, True, ["a"]])
@pytest.mark.parametrize("event", [THIN, WHOLE, WHOLE | {"type": "payment_method.attached"}])
async def test_an_id_that_no_record_can_have_is_refused(house: House, event: dict[str, Any], id_: Any) -> None:
    assert await sends(house, event | {"id": id_}) == (422, "invalid")
    about = event.get("related_object") or event["data"]["object"]
    changed = json.dumps(event).replace(json.dumps(about["id"]), json.dumps(id_))
    assert await posts(house, changed.encode()) == ((200, "") if "pi_1" in changed else (422, "invalid"))


async def test_a_number_that_no_table_can_have_is_refused(house: House) -> None:
    about = WHOLE["data"]["object"]
    for amount in (2**63, -(2**63) - 1, 1.5, "much", [1]):
        assert await sends(house, WHOLE | {"data": {"object": about | {"amount": amount}}}) == (422, "invalid")


@pytest.mark.parametrize("due", [10**18, -(10**11), "soon", [1]])
async def test_a_term_of_a_dispute_that_is_no_moment_is_refused(house: House, due: Any) -> None:
    about = DISPUTED["data"]["object"] | {"evidence_details": {"due_by": due}}
    assert await sends(house, DISPUTED | {"data": {"object": about}}) == (422, "invalid")
    assert not house.log.of("StripeEventUnmatched")


@pytest.mark.parametrize("name", ["currency", "reason", "status", "description"])
async def test_a_character_that_no_column_holds_is_refused_where_it_would_be_handed_on(house: House, name: str) -> None:
    about = DISPUTED["data"]["object"] | {name: "e\0r"}
    said = await sends(house, DISPUTED | {"data": {"object": about}})
    assert said == ((200, "") if name == "description" else (422, "invalid"))


async def test_half_a_character_is_refused_where_it_would_be_handed_on(house: House) -> None:
    about = WHOLE["data"]["object"]
    assert await sends(house, WHOLE | {"data": {"object": about | {"currency": "eu\ud83c"}}}) == (422, "invalid")
    assert await sends(house, WHOLE | {"data": {"object": about | {"description": "\ud83c"}}}) == (200, "")


async def test_it_is_answered_once_the_bus_has_it_and_waits_for_nobody_who_handles_it(house: House) -> None:
    """No service runs here, and nobody answers: as where all handlers are stopped."""
    answers: list[str] = []
    await house.nats.listen("answers.>", lambda subject, *_: answers.append(subject))
    house.log.away = True
    assert await sends(house, WHOLE) == (503, "unavailable")
    house.log.away = False
    assert await sends(house, WHOLE) == (200, "")
    ((envelope, body),) = house.log.of("StripeEventReceived")
    assert (envelope.topic, body["provider_event_id"]) == ("edge.events", "evt_1")
    assert not answers
