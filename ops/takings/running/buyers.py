"""Who buys, by how the money comes and goes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime

from contracts.payments import RefundRetried, RetryRefund
from ops.takings.running.bank import now
from ops.takings.running.desk import PATIENCE, Buyer, asked, read
from ops.takings.running.saving import pays_with_what_was_saved  # noqa: F401 one of the kinds

SETTLES_AFTER, A_MOMENT = 3.0, 1.0
"""Seconds of a slow payment, and of a dispute; and those before a deadline in which somebody pays yet."""
Kind = Callable[[Buyer], Awaitable[None]]


async def pays_by_card(one: Buyer) -> None:
    await one.pays()


async def proves_who_it_is(one: Buyer) -> None:
    """3-D Secure."""
    await proves(one, passed=True)


async def fails_to_prove_who_it_is(one: Buyer) -> None:
    await proves(one, passed=False)


async def proves(one: Buyer, passed: bool) -> None:
    payment = await one.must_pay()
    if payment and await one.bank.pays(payment["client_secret"], "pm_card_authenticationRequired") == "requires_action":
        await one.bank.control(f"payment_intents/{payment['provider_id']}/authenticate", passed=passed)
        await one.stands("confirmed")


async def has_a_discount(one: Buyer) -> None:
    await one.pays(code="TENOFF")


async def has_a_free_ticket(one: Buyer) -> None:
    await one.pays(code="GUESTS")


async def is_declined(one: Buyer) -> None:
    await one.pays("pm_card_chargeDeclined")


async def has_another_card(one: Buyer) -> None:
    if payment := await one.must_pay():
        for card in ("pm_card_chargeDeclined", "pm_card_mastercard"):
            await one.bank.pays(payment["client_secret"], card)
        await one.stands("confirmed")


async def pays_slowly(one: Buyer) -> None:
    await settles(one, "succeeded")


async def pays_slowly_and_in_vain(one: Buyer) -> None:
    await settles(one, "failed")


async def settles(one: Buyer, status: str) -> None:
    payment = await one.must_pay()
    if payment and await one.bank.pays(payment["client_secret"], "pm_usBankAccount_success") == "processing":
        await asyncio.sleep(SETTLES_AFTER)
        await one.bank.control(f"payment_intents/{payment['provider_id']}/settle", status=status)
        await one.stands("confirmed")


async def pays_another_way(one: Buyer) -> None:
    await one.asks(offline=True)
    if await one.stands("held"):
        await asked(one.desk.organiser, "POST", f"{one.path}/payment")
        await one.stands("confirmed")


async def cancels(one: Buyer) -> None:
    if await one.pays():
        await one.cancels()


async def gives_a_ticket_up(one: Buyer) -> None:
    if await one.pays():
        await asked(one.door, "POST", f"{one.path}/returns", {"tickets": [1]})


async def is_given_something_back(one: Buyer) -> None:
    """Twice at once, so that one may be more than is left."""
    if await one.pays():
        await asyncio.gather(*(refunded(one, amount=900) for _ in range(2)), return_exceptions=True)


async def has_a_ticket_paid_back(one: Buyer) -> None:
    if await one.pays():
        await refunded(one, tickets=[1])


async def refunded(one: Buyer, **what: object) -> None:
    await asked(one.desk.organiser, "POST", f"{one.path}/refunds", what)


async def disputes_and_wins(one: Buyer) -> None:
    await disputed(one, "lost")


async def disputes_and_loses(one: Buyer) -> None:
    await disputed(one, "won")


async def disputed(one: Buyer, status: str) -> None:
    """Its bank takes the money back; `status` is how that ends for us."""
    if id_ := await one.pays():
        dispute = await one.bank.control(f"payment_intents/{id_}/dispute")
        await asyncio.sleep(SETTLES_AFTER)
        await one.bank.control(f"disputes/{dispute['id']}/settle", status=status)


async def is_refunded_at_the_second_try(one: Buyer) -> None:
    """The card has run out meanwhile; an operator has it tried once more."""
    if not (id_ := await one.pays()):
        return
    await one.cancels()
    async for _ in looks():
        if refund := await one.bank.refund_of(id_):
            break
    await one.bank.control(f"refunds/{refund}/settle", status="failed")
    me = str((await read(one.door, "/me"))["id"])
    which = {"event_id": one.event_id, "booking_id": one.booking_id, "buyer_id": me}
    async for _ in looks():
        if isinstance(await one.desk.said(RetryRefund(**which)), RefundRetried):
            one.desk.happened["a refund that failed was made good"] += 1
            return


async def looks() -> AsyncIterator[None]:
    for _ in range(int(PATIENCE)):
        yield
        await asyncio.sleep(1)


async def pays_and_nobody_hears_of_it(one: Buyer) -> None:
    if payment := await one.must_pay():
        await one.bank.loses_a_webhook()
        await one.bank.pays(payment["client_secret"], "pm_card_visa")
        one.desk.happened["webhook lost"] += 1


async def never_pays(one: Buyer) -> None:
    await one.asks()
    await one.stands("expired")


async def never_pays_another_way(one: Buyer) -> None:
    await one.asks(offline=True)
    await one.stands("expired")


async def pays_another_way_too_late(one: Buyer) -> None:
    await one.asks(offline=True)
    if await one.stands("expired"):
        await asked(one.desk.organiser, "POST", f"{one.path}/payment")


async def pays_too_late_for_these_seats(one: Buyer) -> None:
    """In the last moment, and the provider says so only after it: meanwhile another has them."""
    if not (payment := await one.must_pay()):
        return
    if not (ends := (await read(one.door, one.path)).get("expires_at")):
        return  # it has ended: what one was told came late
    left = datetime.fromisoformat(ends) - now()
    await asyncio.sleep(max(0.0, left.total_seconds() - A_MOMENT))
    await one.bank.loses_a_webhook()
    await one.bank.control("faults", route="payment_intents.cancel", answer="500", times=2)
    await one.bank.pays(payment["client_secret"], "pm_card_visa")
    if await one.stands("expired"):
        await Buyer(one.desk, one.door, one.event_id, one.choice).pays()
        await has_late_money(one)


async def has_late_money(one: Buyer) -> None:
    """What is offered is taken or declined; who has the same seats again need not answer."""
    shown = await one.becomes(lambda shown: shown["state"] in ("offered", "confirmed"))
    one.desk.happened["late money"] += 1
    if shown.get("state") == "offered" and one.desk.rng.random() < 0.5:  # noqa: PLR2004
        await asked(one.door, "POST", f"{one.path}/offer")
    elif shown.get("state") == "offered":
        await one.cancels()
