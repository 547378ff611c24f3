import pytest
from stripe import APIConnectionError, APIError, PaymentIntent, RateLimitError, RequestOptions, StripeClient

from tests.ops.stripe_fake.conftest import connected
from tests.ops.stripe_fake.control import Control
from tests.ops.stripe_fake.making import paid, unpaid

pytestmark = pytest.mark.real


async def confirm(shop: StripeClient, id: str) -> PaymentIntent:
    options: RequestOptions = {"idempotency_key": f"confirm-{id}"}
    return await shop.v1.payment_intents.confirm_async(id, {"payment_method": "pm_card_visa"}, options)


async def test_the_next_calls_fail_and_do_nothing(shop: StripeClient, control: Control) -> None:
    await control.fault("payment_intents.create", "500", times=2)
    for _ in range(2):
        with pytest.raises(APIError) as failed:
            await unpaid(shop)
    assert failed.value.http_status == 500
    made = await unpaid(shop)
    assert [row.id for row in (await shop.v1.payment_intents.list_async()).data] == [made.id]


async def test_too_many_calls_are_refused(shop: StripeClient, control: Control) -> None:
    await control.fault("refunds.create", "429")
    intent = await paid(shop)
    with pytest.raises(RateLimitError):
        await shop.v1.refunds.create_async({"payment_intent": intent.id})
    assert (await shop.v1.refunds.create_async({"payment_intent": intent.id})).status == "succeeded"


async def test_a_charge_is_made_though_its_answer_never_comes(shop: StripeClient, control: Control, url: str) -> None:
    intent = await unpaid(shop)
    await control.fault("payment_intents.confirm", "timeout")
    async for hasty in connected(url, "sk_test_boxoffice", timeout=0.1):
        with pytest.raises(APIConnectionError):
            await confirm(hasty, intent.id)
    again = await confirm(shop, intent.id)
    assert again.last_response and again.last_response.headers["Idempotent-Replayed"] == "true"
    assert len((await shop.v1.charges.list_async({"payment_intent": intent.id})).data) == 1


async def test_a_failure_after_the_work_stays_the_answer_to_its_key(shop: StripeClient, control: Control) -> None:
    intent = await unpaid(shop)
    await control.fault("payment_intents.confirm", "500", effect=True)
    for _ in range(2):
        with pytest.raises(APIError):
            await confirm(shop, intent.id)
    assert (await shop.v1.payment_intents.retrieve_async(intent.id)).status == "succeeded"


async def test_a_timeout_before_the_work_does_nothing(shop: StripeClient, control: Control, url: str) -> None:
    await control.fault("payment_intents.create", "timeout", effect=False)
    async for hasty in connected(url, "sk_test_boxoffice", timeout=0.1):
        with pytest.raises(APIConnectionError):
            await unpaid(hasty)
    assert (await shop.v1.payment_intents.list_async()).data == []


async def test_the_sdk_tries_again_by_itself(control: Control, url: str) -> None:
    await control.fault("payment_intents.create", "500")
    async for patient in connected(url, "sk_test_boxoffice", tries=2):
        assert (await unpaid(patient)).status == "requires_payment_method"
        assert len((await patient.v1.payment_intents.list_async()).data) == 1


async def test_a_reset_leaves_nothing(shop: StripeClient, control: Control) -> None:
    await paid(shop)
    await control.fault("*", "500", times=9)
    await control.ask("POST", "reset")
    assert (await shop.v1.payment_intents.list_async()).data == []
    assert (await shop.v1.events.list_async()).data == []
