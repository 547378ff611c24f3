import pytest
from aiohttp import ClientSession
from stripe import AuthenticationError, CardError, InvalidRequestError, StripeClient
from stripe.params import PaymentIntentConfirmParams

from tests.ops.stripe_fake.making import unpaid

pytestmark = pytest.mark.real


def typed(number: str, client_secret: str | None) -> PaymentIntentConfirmParams:
    data = {"type": "card", "card": {"number": number, "exp_month": 12, "exp_year": 2040, "cvc": "123"}}
    return {"client_secret": client_secret, "payment_method_data": data}  # type: ignore[typeddict-item, typeddict-unknown-key]


async def test_a_payer_pays_by_number_and_client_secret(shop: StripeClient, payer: StripeClient) -> None:
    intent = await unpaid(shop)
    paid = await payer.v1.payment_intents.confirm_async(intent.id, typed("4242 4242 4242 4242", intent.client_secret))
    assert (paid.status, paid.payment_method) == ("succeeded", "pm_card_visa")


@pytest.mark.parametrize(
    ("number", "code"),
    [("4000000000000002", "card_declined"), ("4111111111111111", "card_declined"), ("4242", "incorrect_number")],
)
async def test_other_numbers_are_declined(shop: StripeClient, payer: StripeClient, number: str, code: str) -> None:
    intent = await unpaid(shop)
    with pytest.raises(CardError) as declined:
        await payer.v1.payment_intents.confirm_async(intent.id, typed(number, intent.client_secret))
    assert declined.value.code == code
    assert (await shop.v1.payment_intents.retrieve_async(intent.id)).status == "requires_payment_method"


async def test_a_server_may_not_send_a_card_number(shop: StripeClient) -> None:
    intent = await unpaid(shop)
    with pytest.raises(InvalidRequestError, match="unsafe"):
        await shop.v1.payment_intents.confirm_async(intent.id, typed("4242424242424242", intent.client_secret))


@pytest.mark.parametrize("shown", [None, "pi_x_secret_y"])
async def test_without_the_client_secret_a_payer_sees_nothing(
    shop: StripeClient, payer: StripeClient, shown: str | None
) -> None:
    intent = await unpaid(shop)
    with pytest.raises(InvalidRequestError, match="client_secret"):
        await payer.v1.payment_intents.retrieve_async(intent.id, {"client_secret": shown} if shown else {})
    with pytest.raises(InvalidRequestError, match="client_secret"):
        await payer.v1.payment_intents.confirm_async(intent.id, typed("4242424242424242", shown))


async def test_a_payer_may_not_cancel(shop: StripeClient, payer: StripeClient) -> None:
    intent = await unpaid(shop)
    with pytest.raises(AuthenticationError, match="publishable"):
        await payer.v1.payment_intents.cancel_async(intent.id)


async def test_a_browser_may_send_the_key_in_the_form(shop: StripeClient, http: ClientSession) -> None:
    intent = await unpaid(shop)
    form = {"key": "pk_test_boxoffice", "client_secret": intent.client_secret, "payment_method": "pm_card_visa"}
    async with http.post(f"/v1/payment_intents/{intent.id}/confirm", data=form, headers={"Origin": "http://x"}) as got:
        assert (await got.json())["status"] == "succeeded"
        assert got.headers["Access-Control-Allow-Origin"] == "*"
