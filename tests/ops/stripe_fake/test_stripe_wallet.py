import pytest
from aiohttp import ClientSession
from stripe import CardError, InvalidRequestError, SetupIntent, StripeClient

pytestmark = pytest.mark.real
PAYER = {"Authorization": "Bearer pk_test_boxoffice"}


async def awaited(shop: StripeClient) -> SetupIntent:
    made = await shop.v1.customers.create_async({"metadata": {"account_id": "ann"}})
    return await shop.v1.setup_intents.create_async({"customer": made.id, "usage": "on_session"})


async def test_a_payer_types_a_number_and_of_it_only_the_last_four_are_kept(
    shop: StripeClient, http: ClientSession
) -> None:
    setup = await awaited(shop)
    number = {"payment_method_data[card][number]": "5555 5555 5555 4444", "client_secret": setup.client_secret or ""}
    async with http.post(f"/v1/setup_intents/{setup.id}/confirm", data=number, headers=PAYER) as answer:
        assert answer.status == 200
        text = await answer.text()
    assert "5555555555554444" not in text.replace(" ", "")
    (kept,) = (await shop.v1.payment_methods.list_async({"customer": str(setup.customer)})).data
    assert kept.card and (kept.card.brand, kept.card.last4) == ("mastercard", "4444")


async def test_who_does_not_have_the_secret_hands_in_nothing(shop: StripeClient, http: ClientSession) -> None:
    setup = await awaited(shop)
    wrong = {"payment_method": "pm_card_visa", "client_secret": "seti_secret"}
    async with http.post(f"/v1/setup_intents/{setup.id}/confirm", data=wrong, headers=PAYER) as answer:
        assert answer.status == 400


async def test_a_declined_card_is_kept_for_nobody_and_another_may_be_tried(shop: StripeClient) -> None:
    setup = await awaited(shop)
    with pytest.raises(CardError):
        await shop.v1.setup_intents.confirm_async(setup.id, {"payment_method": "pm_card_chargeDeclined"})
    assert not (await shop.v1.payment_methods.list_async({"customer": str(setup.customer)})).data
    done = await shop.v1.setup_intents.confirm_async(setup.id, {"payment_method": "pm_card_visa"})
    assert done.status == "succeeded"
    with pytest.raises(InvalidRequestError, match="status of succeeded"):
        await shop.v1.setup_intents.confirm_async(setup.id, {"payment_method": "pm_card_visa"})


async def test_what_is_detached_is_detached_once_and_pays_nothing(shop: StripeClient) -> None:
    setup = await awaited(shop)
    done = await shop.v1.setup_intents.confirm_async(setup.id, {"payment_method": "pm_card_visa"})
    kept = str(done.payment_method)
    await shop.v1.payment_methods.detach_async(kept)
    with pytest.raises(InvalidRequestError, match="not attached"):
        await shop.v1.payment_methods.detach_async(kept)
    intent = await shop.v1.payment_intents.create_async({"amount": 4500, "currency": "eur"})
    await shop.v1.payment_intents.update_async(intent.id, {"customer": str(setup.customer)})
    with pytest.raises(InvalidRequestError, match="does not belong"):
        await shop.v1.payment_intents.confirm_async(intent.id, {"payment_method": kept})
