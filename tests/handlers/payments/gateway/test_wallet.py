"""What both gateways hold true of the cards that are kept for people."""

import pytest

from contracts.edge import StripeMethodTold, stripe_event
from handlers.payments.gateway import Refusal, TryAgain
from handlers.payments.wallet import Method
from tests.handlers.payments.gateway.sides import Side


async def customer(side: Side, key: str = "customer/ann") -> str:
    return await side.gateway.create_customer("ann", key)


async def kept(side: Side, whose: str) -> Method:
    id_ = await side.hand_in(await side.gateway.create_setup(whose, "s1"))
    found = await side.gateway.method(id_)
    assert found
    return found


async def test_a_person_is_one_customer_however_often_it_is_asked(side: Side) -> None:
    assert await customer(side) == await customer(side) != await customer(side, "customer/ben")


async def test_a_setup_has_one_secret_for_its_key(side: Side) -> None:
    ann = await customer(side)
    first = await side.gateway.create_setup(ann, "s1")
    assert first == await side.gateway.create_setup(ann, "s1") != await side.gateway.create_setup(ann, "s2")


async def test_a_customer_that_nobody_made_saves_nothing(side: Side) -> None:
    with pytest.raises(Refusal, match="resource_missing"):
        await side.gateway.create_setup("cus_0", "s1")


async def test_a_card_that_is_handed_in_is_kept_for_its_customer(side: Side) -> None:
    ann = await customer(side)
    found = await kept(side, ann)
    assert (found.customer_id, found.card, found.exp_month) == (ann, "visa 4242", 12)
    assert found.exp_year > 2026


async def test_it_is_told_with_whose_it_is_and_without_what_is_on_the_card(side: Side) -> None:
    ann = await customer(side)
    found = await kept(side, ann)
    await side.gateway.detach(found.method_id)
    kinds = ("payment_method.attached", "setup_intent.succeeded", "payment_method.detached")
    for kind, one in (await side.hears(*kinds)).items():
        if kind in kinds:
            said = stripe_event(one)
            assert isinstance(said, StripeMethodTold)
            assert (said.method_id, said.customer_id) == (found.method_id, ann)
            assert "4242" not in said.model_dump_json()


async def test_one_that_is_detached_is_nobodys_however_often_that_is_asked(side: Side) -> None:
    id_ = (await kept(side, await customer(side))).method_id
    for _ in range(2):
        await side.gateway.detach(id_)
    left = await side.gateway.method(id_)
    assert left is None or left.customer_id == ""


async def test_with_a_customer_goes_what_is_kept_for_them(side: Side) -> None:
    ann = await customer(side)
    found = await kept(side, ann)
    for _ in range(2):
        await side.gateway.delete_customer(ann)
    left = await side.gateway.method(found.method_id)
    assert left is None or left.customer_id == ""
    with pytest.raises(Refusal):
        await side.gateway.create_setup(ann, "s2")


async def test_what_an_intent_is_paid_with_is_kept_in_the_same_payment(side: Side) -> None:
    ann, intent = await customer(side), await side.intent()
    for _ in range(2):
        await side.gateway.keep_paid(intent.provider_id, ann, "k")
    await side.pay(intent.provider_id)
    heard = await side.hears("payment_method.attached", "payment_intent.succeeded")
    found = await side.gateway.method(heard["payment_method.attached"]["data"]["object"]["id"])
    assert found and (found.customer_id, found.card) == (ann, "visa 4242")
    again = await side.intent("k2")
    await side.gateway.charge(again.provider_id, ann, found.method_id, "c1")
    assert (await side.gateway.retrieve(again.provider_id)).received == 5_000
    assert sum(one["type"] == "payment_method.attached" for one in side.webhooks) == 1


async def test_what_is_paid_already_is_not_kept(side: Side) -> None:
    ann, id_ = await customer(side), await side.paid()
    with pytest.raises(Refusal):
        await side.gateway.keep_paid(id_, ann, "k")


async def test_for_a_customer_that_nobody_made_nothing_is_kept(side: Side) -> None:
    with pytest.raises(Refusal):
        await side.gateway.keep_paid((await side.intent()).provider_id, "cus_0", "k")


async def test_money_is_taken_once_with_what_is_kept(side: Side) -> None:
    found = await kept(side, await customer(side))
    intent = await side.intent()
    for _ in range(2):
        await side.gateway.charge(intent.provider_id, found.customer_id, found.method_id, "c1")
    taken = await side.gateway.retrieve(intent.provider_id)
    assert (taken.status, taken.received) == ("succeeded", 5_000)


async def test_no_money_is_taken_with_what_is_kept_for_another(side: Side) -> None:
    found = await kept(side, await customer(side))
    intent = await side.intent()
    with pytest.raises(Refusal):
        await side.gateway.charge(intent.provider_id, await customer(side, "customer/ben"), found.method_id, "c1")
    assert (await side.gateway.retrieve(intent.provider_id)).received == 0


async def test_an_unknown_one_is_none(side: Side) -> None:
    assert await side.gateway.method("pm_0") is None


@pytest.mark.parametrize("how", ["away", "silent"])
async def test_a_customer_that_was_not_answered_is_the_same_one_when_it_is_asked_again(side: Side, how: str) -> None:
    await side.trouble("create_customer", how)
    with pytest.raises(TryAgain):
        await customer(side)
    assert await customer(side) == await customer(side)


@pytest.mark.parametrize(("brand", "last4"), [("visa", "4242424242424242"), ("4242424242424242", "4242"), ("visa", "")])
def test_more_of_a_card_than_brand_and_last_four_is_never_taken(brand: str, last4: str) -> None:
    with pytest.raises(ValueError, match="last four"):
        Method("pm_1", "cus_1", brand, last4, 12, 2034)
