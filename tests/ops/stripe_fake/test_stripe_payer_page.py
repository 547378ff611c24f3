import pytest
from aiohttp import ClientSession
from stripe import StripeClient

from tests.ops.stripe_fake.making import unpaid

pytestmark = pytest.mark.real


async def test_the_page_lists_the_test_cards(shop: StripeClient, http: ClientSession) -> None:
    intent = await unpaid(shop)
    async with http.get(f"/pay/{intent.client_secret}") as answer:
        page = await answer.text()
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "4242424242424242" in page and "<legend>Test card</legend>" in page


async def test_a_person_pays_by_hand(shop: StripeClient, http: ClientSession) -> None:
    intent = await unpaid(shop)
    async with http.post(f"/pay/{intent.client_secret}", data={"method": "pm_card_visa"}) as answer:
        assert "<strong>succeeded</strong>" in await answer.text()
    assert (await shop.v1.payment_intents.retrieve_async(intent.id)).status == "succeeded"


async def test_a_person_is_asked_and_passes(shop: StripeClient, http: ClientSession) -> None:
    intent = await unpaid(shop)
    async with http.post(f"/pay/{intent.client_secret}", data={"method": "pm_card_authenticationRequired"}) as asked:
        assert "Yes, it is me" in await asked.text()
    async with http.post(f"/pay/{intent.client_secret}", data={"passed": "yes"}) as passed:
        assert "<strong>succeeded</strong>" in await passed.text()


async def test_a_declined_person_may_choose_again(shop: StripeClient, http: ClientSession) -> None:
    intent = await unpaid(shop)
    async with http.post(f"/pay/{intent.client_secret}", data={"method": "pm_card_chargeDeclined"}) as answer:
        page = await answer.text()
    assert "Your card was declined." in page and "<form" in page


async def test_a_guessed_secret_finds_no_page(shop: StripeClient, http: ClientSession) -> None:
    intent = await unpaid(shop)
    async with http.get(f"/pay/{intent.id}_secret_guess") as answer:
        assert answer.status == 404
