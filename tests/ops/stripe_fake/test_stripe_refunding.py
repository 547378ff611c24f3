import pytest
from stripe import InvalidRequestError, StripeClient

from tests.eventually import eventually
from tests.ops.stripe_fake.control import Control
from tests.ops.stripe_fake.making import paid, paid_by, unpaid

pytestmark = pytest.mark.real


async def test_a_whole_payment_is_refunded(shop: StripeClient) -> None:
    intent = await paid(shop)
    refund = await shop.v1.refunds.create_async({"payment_intent": intent.id, "metadata": {"booking_id": "b-1"}})
    charge = await shop.v1.charges.retrieve_async(str(intent.latest_charge))
    assert (refund.status, refund.amount, charge.amount_refunded, charge.refunded) == ("succeeded", 4500, 4500, True)
    read = await shop.v1.refunds.retrieve_async(refund.id)
    assert read.metadata and read.metadata["booking_id"] == "b-1"


async def test_parts_are_refunded_up_to_the_whole(shop: StripeClient) -> None:
    intent = await paid(shop)
    first = await shop.v1.refunds.create_async({"payment_intent": intent.id, "amount": 1500})
    rest = await shop.v1.refunds.create_async({"payment_intent": intent.id})
    listed = await shop.v1.refunds.list_async({"payment_intent": intent.id})
    assert rest.amount == 3000
    assert [row.id for row in listed.data] == [rest.id, first.id]


async def test_no_more_than_was_captured_is_refunded(shop: StripeClient) -> None:
    intent = await paid(shop)
    await shop.v1.refunds.create_async({"payment_intent": intent.id, "amount": 4000})
    with pytest.raises(InvalidRequestError, match="greater than unrefunded amount") as refused:
        await shop.v1.refunds.create_async({"payment_intent": intent.id, "amount": 501})
    assert refused.value.param == "amount"


async def test_a_refunded_charge_is_not_refunded_again(shop: StripeClient) -> None:
    intent = await paid(shop)
    await shop.v1.refunds.create_async({"payment_intent": intent.id})
    with pytest.raises(InvalidRequestError) as refused:
        await shop.v1.refunds.create_async({"charge": str(intent.latest_charge)})
    assert refused.value.code == "charge_already_refunded"


async def test_an_unpaid_intent_is_not_refunded(shop: StripeClient) -> None:
    intent = await unpaid(shop)
    with pytest.raises(InvalidRequestError, match="successful charge"):
        await shop.v1.refunds.create_async({"payment_intent": intent.id})


async def test_a_pending_refund_ends_when_told(shop: StripeClient, control: Control) -> None:
    intent = await paid_by(shop, "pm_card_pendingRefund")
    refund = await shop.v1.refunds.create_async({"payment_intent": intent.id})
    assert refund.status == "pending"
    await control.ask("POST", f"refunds/{refund.id}/settle", status="succeeded")
    assert (await shop.v1.refunds.retrieve_async(refund.id)).status == "succeeded"


async def test_a_refund_that_fails_later_gives_the_amount_back(shop: StripeClient) -> None:
    intent = await paid_by(shop, "pm_card_refundFail")
    refund = await shop.v1.refunds.create_async({"payment_intent": intent.id})

    async def failed() -> bool:
        return (await shop.v1.refunds.retrieve_async(refund.id)).status == "failed"

    assert refund.status == "succeeded" and await eventually(failed)
    charge = await shop.v1.charges.retrieve_async(str(intent.latest_charge))
    assert (charge.amount_refunded, charge.refunded) == (0, False)
