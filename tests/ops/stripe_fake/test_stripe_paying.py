import pytest
from stripe import CardError, InvalidRequestError, StripeClient

from tests.ops.stripe_fake.making import paid, paid_by, unpaid

pytestmark = pytest.mark.real


async def test_a_new_intent_waits_for_a_payment_method(shop: StripeClient) -> None:
    made = await shop.v1.payment_intents.create_async(
        {
            "amount": 4500,
            "currency": "eur",
            "metadata": {"booking_id": "concert-7"},
            "automatic_payment_methods": {"enabled": True},
        }
    )
    read = await shop.v1.payment_intents.retrieve_async(made.id)
    assert (read.status, read.amount, read.metadata["booking_id"]) == ("requires_payment_method", 4500, "concert-7")
    assert read.client_secret and read.client_secret.startswith(f"{made.id}_secret_")
    assert read.automatic_payment_methods and read.automatic_payment_methods.enabled


async def test_an_intent_made_with_a_method_waits_for_confirmation(shop: StripeClient) -> None:
    made = await shop.v1.payment_intents.create_async(
        {"amount": 4500, "currency": "eur", "payment_method": "pm_card_visa"}
    )
    assert made.status == "requires_confirmation"
    assert (await shop.v1.payment_intents.confirm_async(made.id)).status == "succeeded"


async def test_a_good_card_pays(shop: StripeClient) -> None:
    intent = await paid(shop)
    charge = await shop.v1.charges.retrieve_async(str(intent.latest_charge))
    assert (intent.status, intent.amount_received) == ("succeeded", 4500)
    assert (charge.status, charge.amount_captured, charge.payment_intent) == ("succeeded", 4500, intent.id)


async def test_the_latest_charge_can_be_expanded(shop: StripeClient) -> None:
    intent = await paid(shop)
    read = await shop.v1.payment_intents.retrieve_async(intent.id, {"expand": ["latest_charge"]})
    assert not isinstance(read.latest_charge, str | None) and read.latest_charge.paid


@pytest.mark.parametrize(
    ("method", "decline_code"),
    [
        ("pm_card_chargeDeclined", "generic_decline"),
        ("pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds"),
        ("pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds"),
    ],
)
async def test_a_declined_card_leaves_the_intent_open(shop: StripeClient, method: str, decline_code: str) -> None:
    intent = await unpaid(shop)
    with pytest.raises(CardError) as declined:
        await shop.v1.payment_intents.confirm_async(intent.id, {"payment_method": method})
    read = await shop.v1.payment_intents.retrieve_async(intent.id)
    assert declined.value.code == "card_declined" and declined.value.http_status == 402
    assert read.status == "requires_payment_method"
    assert read.last_payment_error and read.last_payment_error.decline_code == decline_code


async def test_a_declined_intent_can_be_paid_by_another_card(shop: StripeClient) -> None:
    intent = await unpaid(shop)
    with pytest.raises(CardError):
        await shop.v1.payment_intents.confirm_async(intent.id, {"payment_method": "pm_card_chargeDeclined"})
    paid = await shop.v1.payment_intents.confirm_async(intent.id, {"payment_method": "pm_card_visa"})
    assert (paid.status, paid.last_payment_error) == ("succeeded", None)


async def test_a_decline_at_creation_names_the_intent(shop: StripeClient) -> None:
    with pytest.raises(CardError) as declined:
        await paid_by(shop, "pm_card_chargeDeclined")
    assert declined.value.error
    intent = declined.value.error.payment_intent
    assert intent and (await shop.v1.payment_intents.retrieve_async(intent.id)).status == "requires_payment_method"


async def test_a_paid_intent_cannot_be_confirmed_again(shop: StripeClient) -> None:
    intent = await paid(shop)
    with pytest.raises(InvalidRequestError) as refused:
        await shop.v1.payment_intents.confirm_async(intent.id, {"payment_method": "pm_card_visa"})
    assert refused.value.code == "payment_intent_unexpected_state"
