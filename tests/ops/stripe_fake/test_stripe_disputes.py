import pytest
from stripe import InvalidRequestError, StripeClient

from tests.eventually import eventually
from tests.ops.stripe_fake.control import Control
from tests.ops.stripe_fake.making import paid, unpaid
from tests.ops.stripe_fake.receiver import Receiver

pytestmark = pytest.mark.real


async def disputed(control: Control, intent: str, **asked: object) -> str:
    made = await control.ask("POST", f"payment_intents/{intent}/dispute", **asked)
    return str(made["id"])


async def test_a_dispute_takes_the_money_and_a_won_one_returns_it(
    shop: StripeClient, control: Control, receiver: Receiver
) -> None:
    intent = await paid(shop)
    made = await disputed(control, intent.id)
    assert [one.id for one in (await shop.v1.disputes.list_async({"payment_intent": intent.id})).data] == [made]
    await control.ask("POST", f"disputes/{made}/settle", status="under_review")
    await control.ask("POST", f"disputes/{made}/settle", status="won")
    found = await shop.v1.disputes.retrieve_async(made)
    assert (found.status, [one.amount for one in found.balance_transactions]) == ("won", [-4500, 4500])
    kinds = {f"charge.dispute.{what}" for what in ("created", "funds_withdrawn", "updated", "closed")}
    kinds |= {"charge.dispute.funds_reinstated"}
    await eventually(lambda: kinds <= set(receiver.types()))


async def test_an_inquiry_moves_no_money(shop: StripeClient, control: Control) -> None:
    made = await disputed(control, (await paid(shop)).id, inquiry=True)
    found = await shop.v1.disputes.retrieve_async(made)
    assert (found.status, found.balance_transactions) == ("warning_needs_response", [])


async def test_a_disputed_charge_is_not_refunded(shop: StripeClient, control: Control) -> None:
    intent = await paid(shop)
    await disputed(control, intent.id)
    with pytest.raises(InvalidRequestError) as refused:
        await shop.v1.refunds.create_async({"payment_intent": intent.id})
    assert refused.value.code == "charge_disputed"


async def test_what_was_won_may_be_refunded(shop: StripeClient, control: Control) -> None:
    intent = await paid(shop)
    await control.ask("POST", f"disputes/{await disputed(control, intent.id)}/settle", status="won")
    assert (await shop.v1.refunds.create_async({"payment_intent": intent.id})).status == "succeeded"


async def test_what_was_not_paid_is_not_disputed(shop: StripeClient, control: Control) -> None:
    intent = await unpaid(shop)
    with pytest.raises(AssertionError, match="no successful charge"):
        await disputed(control, intent.id)


async def test_a_dispute_ends_once(shop: StripeClient, control: Control) -> None:
    made = await disputed(control, (await paid(shop)).id)
    await control.ask("POST", f"disputes/{made}/settle", status="lost")
    with pytest.raises(AssertionError, match="lost already"):
        await control.ask("POST", f"disputes/{made}/settle", status="won")
