import pytest
from aiohttp import ClientSession, encode_basic_auth
from stripe import AuthenticationError, InvalidRequestError, StripeClient

from tests.ops.stripe_fake.conftest import connected
from tests.ops.stripe_fake.making import unpaid

pytestmark = pytest.mark.real


async def test_a_wrong_key_is_refused(url: str) -> None:
    async for stranger in connected(url, "sk_test_wrong"):
        with pytest.raises(AuthenticationError, match="Invalid API Key"):
            await unpaid(stranger)


async def test_without_a_key_nothing_is_answered(http: ClientSession) -> None:
    async with http.get("/v1/payment_intents") as answer:
        assert answer.status == 401
        assert (await answer.json())["error"]["type"] == "invalid_request_error"


async def test_the_key_may_come_as_a_basic_user_name(http: ClientSession) -> None:
    headers = {"Authorization": encode_basic_auth("sk_test_boxoffice", "")}
    async with http.get("/v1/payment_intents", headers=headers) as answer:
        assert (await answer.json())["object"] == "list"


async def test_another_accounts_intent_does_not_exist(shop: StripeClient, other_shop: StripeClient) -> None:
    intent = await unpaid(shop)
    with pytest.raises(InvalidRequestError) as refused:
        await other_shop.v1.payment_intents.retrieve_async(intent.id)
    assert (refused.value.http_status, refused.value.code) == (404, "resource_missing")


async def test_an_unknown_route_is_answered_in_stripes_shape(shop: StripeClient) -> None:
    with pytest.raises(InvalidRequestError) as refused:
        await shop.v1.coupons.create_async()
    assert refused.value.http_status == 404


@pytest.mark.parametrize(
    ("form", "param", "code"),
    [
        ("currency=eur", "amount", "parameter_missing"),
        ("amount=4.5&currency=eur", "amount", "parameter_invalid_integer"),
        ("amount=49&currency=eur", "amount", "amount_too_small"),
        ("amount=100000000&currency=eur", "amount", "amount_too_large"),
        ("amount=4500&currency=euro", "currency", None),
        ("amount=4500&currency=eur&amout=1", "amout", "parameter_unknown"),
        ("amount=4500&currency=eur&metadata[a][b]=1", "metadata[a]", None),
        ("amount=4500&currency=eur&payment_method=pm_real", "payment_method", "resource_missing"),
        ("amount=4500&currency=eur&confirm=true", "payment_method", "parameter_missing"),
    ],
)
async def test_what_stripe_would_not_take_is_refused(http: ClientSession, form: str, param: str, code: str) -> None:
    headers = {"Authorization": "Bearer sk_test_boxoffice", "Content-Type": "application/x-www-form-urlencoded"}
    async with http.post("/v1/payment_intents", data=form, headers=headers) as answer:
        error = (await answer.json())["error"]
    assert (answer.status, error["param"], error.get("code")) == (400, param, code)
