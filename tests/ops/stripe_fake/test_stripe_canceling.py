import pytest
from stripe import InvalidRequestError, StripeClient

from tests.ops.stripe_fake.making import paid, unpaid

pytestmark = pytest.mark.real


async def test_an_unpaid_intent_is_canceled(shop: StripeClient) -> None:
    intent = await unpaid(shop)
    canceled = await shop.v1.payment_intents.cancel_async(intent.id, {"cancellation_reason": "abandoned"})
    assert (canceled.status, canceled.cancellation_reason) == ("canceled", "abandoned")


async def test_a_canceled_intent_cannot_be_paid(shop: StripeClient) -> None:
    intent = await unpaid(shop)
    await shop.v1.payment_intents.cancel_async(intent.id)
    with pytest.raises(InvalidRequestError, match="status of canceled"):
        await shop.v1.payment_intents.confirm_async(intent.id, {"payment_method": "pm_card_visa"})


async def test_a_paid_intent_cannot_be_canceled(shop: StripeClient) -> None:
    intent = await paid(shop)
    with pytest.raises(InvalidRequestError) as refused:
        await shop.v1.payment_intents.cancel_async(intent.id)
    assert refused.value.code == "payment_intent_unexpected_state"
    assert (await shop.v1.payment_intents.retrieve_async(intent.id)).status == "succeeded"
