import pytest
from stripe import InvalidRequestError, StripeClient

from tests.ops.stripe_fake.control import Control
from tests.ops.stripe_fake.making import paid_by

pytestmark = pytest.mark.real


async def test_a_card_that_asks_is_paid_once_the_payer_passes(shop: StripeClient, control: Control) -> None:
    intent = await paid_by(shop, "pm_card_authenticationRequired")
    assert intent.status == "requires_action" and intent.next_action
    await control.ask("POST", f"payment_intents/{intent.id}/authenticate", passed=True)
    assert (await shop.v1.payment_intents.retrieve_async(intent.id)).status == "succeeded"


async def test_a_payer_who_fails_to_prove_themselves_has_not_paid(shop: StripeClient, control: Control) -> None:
    intent = await paid_by(shop, "pm_card_authenticationRequired")
    await control.ask("POST", f"payment_intents/{intent.id}/authenticate", passed=False)
    read = await shop.v1.payment_intents.retrieve_async(intent.id)
    assert (read.status, read.latest_charge) == ("requires_payment_method", None)
    assert read.last_payment_error and read.last_payment_error.code == "payment_intent_authentication_failure"


@pytest.mark.parametrize(("ending", "status"), [("succeeded", "succeeded"), ("failed", "requires_payment_method")])
async def test_a_slow_method_ends_when_told(shop: StripeClient, control: Control, ending: str, status: str) -> None:
    intent = await paid_by(shop, "pm_usBankAccount_success")
    assert intent.status == "processing"
    await control.ask("POST", f"payment_intents/{intent.id}/settle", status=ending)
    read = await shop.v1.payment_intents.retrieve_async(intent.id, {"expand": ["latest_charge"]})
    assert not isinstance(read.latest_charge, str | None)
    assert (read.status, read.latest_charge.status) == (status, ending)


async def test_a_processing_intent_cannot_be_canceled(shop: StripeClient) -> None:
    intent = await paid_by(shop, "pm_usBankAccount_success")
    with pytest.raises(InvalidRequestError, match="status of processing"):
        await shop.v1.payment_intents.cancel_async(intent.id)


async def test_with_a_return_url_the_payer_is_sent_to_a_page(shop: StripeClient, url: str) -> None:
    intent = await shop.v1.payment_intents.create_async(
        {
            "amount": 4500,
            "currency": "eur",
            "payment_method": "pm_card_authenticationRequired",
            "confirm": True,
            "return_url": "http://localhost/back",
        }
    )
    assert intent.next_action and intent.next_action.redirect_to_url
    assert intent.next_action.redirect_to_url.url == f"{url}/pay/{intent.client_secret}"
