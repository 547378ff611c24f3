import pytest
from stripe import CardError, StripeClient

from tests.eventually import eventually
from tests.ops.stripe_fake.control import Control
from tests.ops.stripe_fake.making import paid, paid_by, unpaid
from tests.ops.stripe_fake.receiver import SECRET, Receiver

pytestmark = pytest.mark.real
PAID = {"payment_intent.created", "charge.succeeded", "payment_intent.succeeded"}


async def test_a_payment_is_told_with_a_good_signature(shop: StripeClient, receiver: Receiver) -> None:
    intent = await paid(shop)
    assert await eventually(lambda: set(receiver.types()) == PAID)
    event = receiver.of("payment_intent.succeeded")[0]
    assert (event.data.object["id"], event.data.object["status"]) == (intent.id, "succeeded")
    assert (event.livemode, event.account if "account" in event else None) == (False, None)


async def test_a_decline_is_told(shop: StripeClient, receiver: Receiver) -> None:
    with pytest.raises(CardError):
        await paid_by(shop, "pm_card_chargeDeclined")
    await eventually(lambda: len(receiver.got) == 3)
    failed = receiver.of("payment_intent.payment_failed")[0]
    assert failed.data.object["status"] == "requires_payment_method"
    assert failed.data.object["last_payment_error"]["code"] == "card_declined"


async def test_a_cancellation_is_told(shop: StripeClient, receiver: Receiver) -> None:
    intent = await unpaid(shop)
    await shop.v1.payment_intents.cancel_async(intent.id)
    assert await eventually(lambda: receiver.of("payment_intent.canceled"))


async def test_a_slow_payment_is_told_twice(shop: StripeClient, control: Control, receiver: Receiver) -> None:
    intent = await paid_by(shop, "pm_usBankAccount_success")
    assert await eventually(lambda: receiver.of("payment_intent.processing"))
    await control.ask("POST", f"payment_intents/{intent.id}/settle", status="succeeded")
    assert await eventually(lambda: receiver.of("payment_intent.succeeded"))


async def test_a_refund_is_told_and_its_failure_too(shop: StripeClient, receiver: Receiver) -> None:
    intent = await paid_by(shop, "pm_card_refundFail")
    await shop.v1.refunds.create_async({"payment_intent": intent.id})
    told = {"refund.created", "charge.refunded", "refund.updated", "refund.failed"}
    assert await eventually(lambda: told <= set(receiver.types()))
    assert receiver.of("refund.created")[0].data.object["status"] == "succeeded"
    assert receiver.of("refund.failed")[0].data.object["failure_reason"] == "lost_or_stolen_card"


async def test_an_event_is_sent_until_it_is_taken(shop: StripeClient, control: Control, receiver: Receiver) -> None:
    receiver.statuses = [500, 404, 302]
    await unpaid(shop)
    delivered: bool = await eventually(control.any_delivered)
    assert delivered and (await control.deliveries("delivered"))[0]["answers"] == [500, 404, 302, 200]
    assert len({got.body for got in receiver.got}) == 1


async def test_an_endpoint_gets_the_types_that_were_chosen_for_it(
    shop: StripeClient, control: Control, receiver: Receiver
) -> None:
    chosen = ["payment_intent.succeeded"]
    await control.ask("PUT", "endpoint", url=receiver.url, secret=SECRET, events=chosen)
    await paid(shop)
    assert await eventually(receiver.types) == chosen
    told = await shop.v1.events.list_async()
    assert {event.type: event.pending_webhooks for event in told.data if event.type not in chosen} == dict.fromkeys(
        PAID - {*chosen}, 0
    )


async def test_an_endpoint_that_comes_back_gets_what_it_missed(
    shop: StripeClient, control: Control, receiver: Receiver
) -> None:
    await control.ask("PUT", "endpoint", url="http://127.0.0.1:9/", secret=SECRET)
    await unpaid(shop)
    waiting: bool = await eventually(control.any_waiting)
    assert waiting and not receiver.got
    await control.ask("PUT", "endpoint", url=receiver.url, secret=SECRET)
    assert await eventually(lambda: receiver.of("payment_intent.created"))


async def test_the_cause_of_an_event_is_named(shop: StripeClient, receiver: Receiver) -> None:
    params, key = {"amount": 4500, "currency": "eur"}, "booking-1"
    await shop.v1.payment_intents.create_async(params, {"idempotency_key": key})  # type: ignore[arg-type]
    event = (await eventually(lambda: receiver.of("payment_intent.created")))[0]
    assert event.request and event.request.idempotency_key == key


async def test_an_event_of_another_account_names_it(other_shop: StripeClient, receiver: Receiver) -> None:
    await unpaid(other_shop)
    event = (await eventually(lambda: receiver.of("payment_intent.created")))[0]
    assert event.account == "acct_other"
