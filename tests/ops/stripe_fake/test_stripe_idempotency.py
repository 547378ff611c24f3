import asyncio

import pytest
from stripe import APIError, CardError, IdempotencyError, RequestOptions, StripeClient

from tests.ops.stripe_fake.control import Control
from tests.ops.stripe_fake.making import paid, unpaid

pytestmark = pytest.mark.real


async def create(shop: StripeClient, amount: int, key: str) -> str:
    made = await shop.v1.payment_intents.create_async({"amount": amount, "currency": "eur"}, {"idempotency_key": key})
    return made.id


async def test_a_key_makes_one_intent(shop: StripeClient) -> None:
    options: RequestOptions = {"idempotency_key": "booking-1"}
    first = await shop.v1.payment_intents.create_async({"amount": 4500, "currency": "eur"}, options)
    again = await shop.v1.payment_intents.create_async({"amount": 4500, "currency": "eur"}, options)
    assert first.last_response and again.last_response
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert first.last_response.body == again.last_response.body


async def test_a_key_with_other_parameters_is_refused(shop: StripeClient) -> None:
    await create(shop, 4500, "booking-1")
    with pytest.raises(IdempotencyError) as refused:
        await create(shop, 9000, "booking-1")
    assert refused.value.http_status == 400


async def test_a_key_on_another_operation_is_refused(shop: StripeClient) -> None:
    intent = await paid(shop)
    await create(shop, 4500, "booking-1")
    with pytest.raises(IdempotencyError):
        await shop.v1.refunds.create_async({"payment_intent": intent.id}, {"idempotency_key": "booking-1"})


async def test_a_key_in_use_is_a_conflict(shop: StripeClient, control: Control) -> None:
    await control.fault("payment_intents.create", "slow", seconds=0.2)
    answers = await asyncio.gather(*(create(shop, 4500, "booking-1") for _ in range(5)), return_exceptions=True)
    conflicts = [answer for answer in answers if isinstance(answer, APIError)]
    assert [conflict.http_status for conflict in conflicts] == [409] * 4
    assert len((await shop.v1.payment_intents.list_async()).data) == 1


async def test_a_decline_is_the_answer_to_its_key(shop: StripeClient) -> None:
    intent = await unpaid(shop)
    for _ in range(2):
        with pytest.raises(CardError) as declined:
            await shop.v1.payment_intents.confirm_async(
                intent.id, {"payment_method": "pm_card_chargeDeclined"}, {"idempotency_key": "confirm-1"}
            )
    assert declined.value.headers and declined.value.headers["Idempotent-Replayed"] == "true"
    assert len((await shop.v1.charges.list_async({"payment_intent": intent.id})).data) == 1


async def test_keys_of_accounts_are_apart(shop: StripeClient, other_shop: StripeClient) -> None:
    assert await create(shop, 4500, "booking-1") != await create(other_shop, 9000, "booking-1")


async def test_a_forgotten_key_works_anew(shop: StripeClient, control: Control) -> None:
    first = await create(shop, 4500, "booking-1")
    await control.ask("DELETE", "keys")
    assert await create(shop, 4500, "booking-1") != first
