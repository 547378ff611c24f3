import time

import pytest
from stripe import StripeClient

from tests.eventually import eventually
from tests.ops.stripe_fake.control import Control
from tests.ops.stripe_fake.making import paid, unpaid
from tests.ops.stripe_fake.receiver import Receiver

pytestmark = pytest.mark.real


async def test_a_delayed_event_comes_late(shop: StripeClient, control: Control, receiver: Receiver) -> None:
    await control.rule("payment_intent.created", delay=0.3)
    before = time.monotonic()
    await paid(shop)
    assert await eventually(lambda: receiver.of("payment_intent.created"))
    assert time.monotonic() - before >= 0.3
    assert receiver.types()[-1] == "payment_intent.created"


async def test_an_event_comes_as_often_as_told(shop: StripeClient, control: Control, receiver: Receiver) -> None:
    await control.rule("payment_intent.succeeded", duplicates=99)
    await paid(shop)
    copies = await eventually(lambda: len(receiver.got) == 102 and receiver.of("payment_intent.succeeded"))
    assert isinstance(copies, list) and len(copies) == 100
    assert len({event.id for event in copies}) == 1


async def test_held_events_come_in_reverse(shop: StripeClient, control: Control, receiver: Receiver) -> None:
    await control.rule("*", hold=True)
    await paid(shop)
    held = [row["type"] for row in await control.deliveries("held")]
    assert (len(held), receiver.got) == (3, [])
    assert await control.ask("POST", "release") == {"released": 3}
    assert await eventually(lambda: receiver.types() == held[::-1])


async def test_a_lost_event_is_only_in_the_list(shop: StripeClient, control: Control, receiver: Receiver) -> None:
    await control.rule("payment_intent.succeeded", lose=True)
    await paid(shop)
    await eventually(lambda: len(receiver.got) == 2)
    listed = await shop.v1.events.list_async({"type": "payment_intent.succeeded"})
    assert (len(listed.data), len(await control.deliveries("lost"))) == (1, 1)
    assert receiver.of("payment_intent.succeeded") == []


async def test_a_rule_ends_after_its_times(shop: StripeClient, control: Control, receiver: Receiver) -> None:
    await control.rule("payment_intent.*", lose=True, times=1)
    await unpaid(shop)
    second = await unpaid(shop)
    event = (await eventually(lambda: receiver.of("payment_intent.created")))[0]
    assert event.data.object["id"] == second.id and len(receiver.got) == 1


async def test_an_old_event_is_sent_again(shop: StripeClient, control: Control, receiver: Receiver) -> None:
    await unpaid(shop)
    event = (await eventually(lambda: receiver.of("payment_intent.created")))[0]
    await control.ask("POST", f"events/{event.id}/resend")
    assert await eventually(lambda: [again.id for again in receiver.of("payment_intent.created")] == [event.id] * 2)


async def test_an_event_of_an_intent_that_nobody_made(control: Control, receiver: Receiver) -> None:
    forged = {"id": "pi_unknown", "object": "payment_intent", "amount": 1, "currency": "usd"}
    await control.ask("POST", "events", type="payment_intent.succeeded", object=forged)
    event = (await eventually(lambda: receiver.of("payment_intent.succeeded")))[0]
    assert event.data.object["id"] == "pi_unknown"


async def test_a_field_of_the_body_can_be_changed(shop: StripeClient, control: Control, receiver: Receiver) -> None:
    await control.rule("*", overrides={"livemode": True, "account": "acct_stranger"})
    await unpaid(shop)
    event = (await eventually(lambda: receiver.of("payment_intent.created")))[0]
    assert (event.livemode, event.account) == (True, "acct_stranger")
