import json
import time
import uuid

import pytest

from choreography.kafka.settings import KafkaSettings
from edge.settings import EdgeSettings
from ops.stack import Addresses
from ops.stripe_fake.signing import sign
from tests.edge.front import Front
from tests.edge.log import records

pytestmark = pytest.mark.real
SECRET = EdgeSettings().stripe_secret.get_secret_value()


def letter(booking: str = "") -> tuple[str, bytes]:
    id_ = f"evt_{uuid.uuid4().hex[:12]}"
    intent = {"id": "pi_1", "object": "payment_intent", "metadata": {"booking_id": booking} if booking else {}}
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
