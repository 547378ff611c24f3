"""What is asked of the provider, and how its answers come back."""

import pytest

from choreography.testing import START
from handlers.payments.cancel_intent import cancel_intent
from handlers.payments.create_intent import create_intent
from handlers.payments.gateway import Refusal, TryAgain
from handlers.payments.memory_gateway import MemoryGateway
from handlers.payments.own import (
    CancelIntent,
    CreateIntent,
    IntentClosed,
    IntentFailed,
    RefundDone,
    RefundPart,
    RefundPayment,
    RefundRefused,
)
from handlers.payments.refund_part import refund_part
from handlers.payments.refund_payment import refund_payment
from tests.handlers.payments.saying import CREATE, WHO


@pytest.fixture
def gateway() -> MemoryGateway:
    return MemoryGateway(lambda: START)


async def made(gateway: MemoryGateway) -> str:
    created = await create_intent(CREATE, gateway, "k1")
    return getattr(created, "provider_id", "")


async def test_an_intent_is_made_once_under_the_effects_own_key(gateway: MemoryGateway) -> None:
    assert await create_intent(CREATE, gateway, "k1") == await create_intent(CREATE, gateway, "k1")
    (intent,) = gateway.intents.values()
    assert intent.metadata == WHO


async def test_a_price_that_the_provider_will_not_have_is_a_failure_and_no_retry(gateway: MemoryGateway) -> None:
    answer = await create_intent(CreateIntent(**WHO, price=1, currency="EUR"), gateway, "k1")
    assert answer == IntentFailed(**WHO, reason="amount_too_small")


async def test_cancelling_tells_what_the_intent_is_now(gateway: MemoryGateway) -> None:
    id_ = await made(gateway)
    gateway.pay(id_)
    told = await cancel_intent(CancelIntent(**WHO, provider_id=id_), gateway, "c1")
    assert (told.status, told.price, told.currency) == ("succeeded", 5_000, "EUR")


async def test_a_refund_carries_its_attempt_there_and_back(gateway: MemoryGateway) -> None:
    gateway.pay(id_ := await made(gateway))
    webhooks: list[dict[str, object]] = []
    gateway.tell = webhooks.append
    asked = RefundPayment(**WHO, provider_id=id_, price=5_000, currency="EUR", attempt=3)
    assert await refund_payment(asked, gateway, "r1", 1) == RefundDone(**WHO, attempt=3, status="succeeded")
    assert '"attempt": "3"' in str(webhooks).replace("'", '"')


async def test_of_a_refund_whose_answer_was_lost_for_longer_than_a_key_is_kept_there_is_one(
    gateway: MemoryGateway,
) -> None:
    gateway.pay(id_ := await made(gateway))
    asked = RefundPayment(**WHO, provider_id=id_, price=2_000, currency="EUR", attempt=1)
    first = await refund_payment(asked, gateway, "r1", 1)
    gateway.kept.clear()
    assert await refund_payment(asked, gateway, "r1", 2) == first
    assert len(gateway.refunds[id_]) == 1


async def test_of_a_part_there_is_one_whichever_call_it_is(gateway: MemoryGateway) -> None:
    gateway.pay(id_ := await made(gateway))
    asked = RefundPart(**WHO, provider_id=id_, price=2_000, currency="EUR", refund_id="1", attempt=1)
    first = await refund_part(asked, gateway, "r1")
    gateway.kept.clear()
    assert await refund_part(asked, gateway, "r1") == first
    assert len(gateway.refunds[id_]) == 1


async def test_a_refused_refund_is_an_answer(gateway: MemoryGateway) -> None:
    asked = RefundPayment(**WHO, provider_id=await made(gateway), price=5_000, currency="EUR", attempt=1)
    assert await refund_payment(asked, gateway, "r1", 1) == RefundRefused(**WHO, attempt=1, reason="charge_not_paid")


async def test_an_intent_that_the_provider_does_not_know_is_closed_and_not_asked_after_again(
    gateway: MemoryGateway,
) -> None:
    asked = CancelIntent(**WHO, provider_id="pi_lost")
    first, again = await cancel_intent(asked, gateway, "c1"), await cancel_intent(asked, gateway, "c1")
    assert first == again == IntentClosed(**WHO, provider_id="pi_lost", status="canceled", price=0, currency="")


@pytest.mark.parametrize("error", [TryAgain("away"), Refusal("lock_timeout")])
async def test_cancelling_that_was_not_done_is_not_taken_for_done(gateway: MemoryGateway, error: Exception) -> None:
    async def point(_: str) -> None:
        raise error

    gateway.point = point
    with pytest.raises(type(error)):
        await cancel_intent(CancelIntent(**WHO, provider_id="pi_1"), gateway, "c1")
