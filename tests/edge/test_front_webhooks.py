import json
import time
import uuid

import pytest

from choreography.kafka.settings import KafkaSettings
from ops.stack import Addresses
from ops.stripe_fake.signing import sign
from tests.edge.front import Front
from tests.edge.log import records
from tests.edge.till import SECRET, till

pytestmark = pytest.mark.real


def letter(booking: str = "") -> tuple[str, bytes]:
    id_ = f"evt_{uuid.uuid4().hex[:12]}"
    metadata = {"booking_id": booking, "event_id": "e1"} if booking else {}
    intent = {"id": "pi_1", "object": "payment_intent", "metadata": metadata}
    said = {"id": id_, "type": "payment_intent.succeeded", "created": int(time.time()), "data": {"object": intent}}
    return id_, json.dumps(said).encode()


async def sends(front: Front, body: bytes, secret: str = SECRET, at: float = 0) -> int:
    headers = {"Stripe-Signature": sign(body, [secret], int(at or time.time())), "Content-Type": "application/json"}
    return (await front.client.post("/webhooks/stripe", content=body, headers=headers)).status_code


async def test_a_signed_webhook_is_in_the_log_when_it_is_answered(front: Front, stack: Addresses) -> None:
    id_, body = letter("e1-00000000000000000000")
    assert await sends(front, body) == 200
    said = await records(KafkaSettings(bootstrap=stack.kafka), "edge.events", id_)
    assert [(one["event_id"], one["provider_id"], one["kind"]) for one in said] == [
        ("e1", "pi_1", "payment_intent.succeeded")
    ]


async def test_one_that_names_no_booking_is_kept_apart(front: Front, stack: Addresses) -> None:
    id_, body = letter()
    assert await sends(front, body) == 200
    said = await records(KafkaSettings(bootstrap=stack.kafka), "payments.unmatched", id_)
    assert [one["provider_id"] for one in said] == ["pi_1"]


async def test_the_secret_before_the_present_one_still_counts(front: Front) -> None:
    assert await sends(front, letter()[1], secret="whsec_before") == 200


async def test_what_is_signed_by_another_or_long_ago_is_refused(front: Front) -> None:
    assert await sends(front, letter()[1], secret="whsec_other") == 400
    assert await sends(front, letter()[1], at=time.time() - 400) == 400
    assert (await front.client.post("/webhooks/stripe", content=letter()[1])).status_code == 400


async def test_a_booking_that_is_paid_is_confirmed(front: Front, stripe_url: str) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True), price=900), await front.person()
    booking = (await front.buys(buyer, id_, "stalls-A1")).json()["booking_id"]
    async with till(stripe_url, front) as paying:
        await paying.pays(buyer, booking)
        shown = await buyer.becomes(f"/bookings/{booking}", lambda shown: shown["tickets"])
    assert (shown["state"], shown["payment"]["paid"], shown["payment"]["client_secret"]) == ("confirmed", 900, None)
