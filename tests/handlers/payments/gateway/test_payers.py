"""What both gateways hold true of a payer whose bank asks first, and of a method that takes days."""

from tests.handlers.payments.gateway.sides import NOT_PASSED, Side


async def asked(side: Side) -> str:
    made = await side.intent()
    await side.ask(made.provider_id)
    return made.provider_id


async def slow(side: Side) -> str:
    made = await side.intent()
    await side.pay_slowly(made.provider_id)
    return made.provider_id


async def stands(side: Side, id_: str) -> tuple[str, int]:
    found = await side.gateway.retrieve(id_)
    return found.status, found.received


# 3-D Secure
async def test_no_money_moves_before_the_payer_has_answered(side: Side) -> None:
    assert await stands(side, await asked(side)) == ("requires_action", 0)


async def test_a_payer_who_passes_has_paid(side: Side) -> None:
    await side.answer(id_ := await asked(side), True)
    assert await stands(side, id_) == ("succeeded", 5_000)
    heard = await side.hears("payment_intent.requires_action", "payment_intent.succeeded")
    assert heard["payment_intent.succeeded"]["data"]["object"]["amount_received"] == 5_000


async def test_one_who_does_not_pass_may_try_another_card(side: Side) -> None:
    await side.answer(id_ := await asked(side), False)
    assert await stands(side, id_) == ("requires_payment_method", 0)
    told = (await side.hears("payment_intent.payment_failed"))["payment_intent.payment_failed"]
    assert told["data"]["object"]["last_payment_error"]["code"] == NOT_PASSED
    await side.pay(id_)
    assert await stands(side, id_) == ("succeeded", 5_000)


async def test_one_who_has_not_answered_is_not_waited_for_once_it_is_cancelled(side: Side) -> None:
    id_ = await asked(side)
    assert (await side.gateway.cancel_intent(id_, "c1")).status == "canceled"


# slow methods
async def test_money_that_is_on_its_way_has_not_come_and_cannot_be_cancelled(side: Side) -> None:
    id_ = await slow(side)
    assert await stands(side, id_) == ("processing", 0)
    assert (await side.gateway.cancel_intent(id_, "c1")).status == "processing"


async def test_what_comes_in_the_end_is_paid(side: Side) -> None:
    await side.settle(id_ := await slow(side), True)
    assert await stands(side, id_) == ("succeeded", 5_000)
    await side.hears("payment_intent.processing", "payment_intent.succeeded")


async def test_what_does_not_come_leaves_an_intent_that_can_be_closed(side: Side) -> None:
    await side.settle(id_ := await slow(side), False)
    assert await stands(side, id_) == ("requires_payment_method", 0)
    await side.hears("payment_intent.processing", "payment_intent.payment_failed")
    assert (await side.gateway.cancel_intent(id_, "c1")).status == "canceled"
