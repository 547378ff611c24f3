"""Who buys, by how the money comes and goes."""

import asyncio

from contracts.bookings import AcceptOffer, CancelBooking, MarkPaid
from contracts.payments import RetryRefund
from ops.takings.desk import ORGANISER, Buyer
from ops.takings.saving import pays_with_what_was_saved  # noqa: F401 one of the kinds

SETTLES_AFTER = 600
"""Seconds of a slow payment."""


async def pays_by_card(one: Buyer) -> None:
    await one.pays()


async def proves_who_it_is(one: Buyer) -> None:
    """3-D Secure."""
    if id_ := await one.must_pay():
        one.desk.bank.gateway.challenge(id_)
        await asyncio.sleep(60)
        one.desk.bank.gateway.pay(id_)


async def fails_to_prove_who_it_is(one: Buyer) -> None:
    if id_ := await one.must_pay():
        one.desk.bank.gateway.challenge(id_)
        await asyncio.sleep(60)
        one.desk.bank.gateway.decline(id_, "authentication_failed")


async def has_a_discount(one: Buyer) -> None:
    await one.pays(code="TENOFF")


async def has_a_free_ticket(one: Buyer) -> None:
    await one.pays(code="GUESTS")


async def is_declined(one: Buyer) -> None:
    if id_ := await one.must_pay():
        one.desk.bank.gateway.decline(id_)


async def has_another_card(one: Buyer) -> None:
    if id_ := await one.must_pay():
        one.desk.bank.gateway.decline(id_)
        one.desk.bank.gateway.pay(id_)


async def never_pays(one: Buyer) -> None:
    await one.asks()


async def pays_slowly(one: Buyer) -> None:
    await settles(one, paid=True)


async def pays_slowly_and_in_vain(one: Buyer) -> None:
    await settles(one, paid=False)


async def settles(one: Buyer, paid: bool) -> None:
    if not (id_ := await one.must_pay()):
        return
    one.desk.bank.slow.add(id_)
    one.desk.bank.gateway.pay_slowly(id_)
    await asyncio.sleep(SETTLES_AFTER)
    (one.desk.bank.gateway.pay if paid else one.desk.bank.gateway.decline)(id_)


async def pays_another_way(one: Buyer) -> None:
    await marked(one, after=200)


async def pays_another_way_too_late(one: Buyer) -> None:
    await marked(one, after=800)


async def never_pays_another_way(one: Buyer) -> None:
    await one.asks(offline=True)


async def marked(one: Buyer, after: float) -> None:
    await one.asks(offline=True)
    if await one.told("BookingDue"):
        await asyncio.sleep(after)
        await one.desk.say(MarkPaid(**one.which, asker_id=ORGANISER))


async def cancels(one: Buyer) -> None:
    if await one.pays():
        await one.cancels()


async def gives_a_ticket_up(one: Buyer) -> None:
    if await one.pays():
        await one.wants_back(one.who["buyer_id"], tickets=(1,), void=True)


async def is_given_something_back(one: Buyer) -> None:
    """Two ask for it at once."""
    if await one.pays():
        await asyncio.gather(*(one.wants_back(ORGANISER, amount=500) for _ in range(2)))


async def has_a_ticket_paid_back(one: Buyer) -> None:
    if await one.pays():
        await one.wants_back(ORGANISER, tickets=(1,))


async def disputes_and_wins(one: Buyer) -> None:
    await disputed(one, won=False)


async def disputes_and_loses(one: Buyer) -> None:
    await disputed(one, won=True)


async def disputed(one: Buyer, won: bool) -> None:
    """Its bank takes the money back; `won` is whether we have it again."""
    if id_ := await one.pays():
        dispute = one.desk.bank.gateway.dispute(id_)
        await asyncio.sleep(SETTLES_AFTER)
        one.desk.bank.gateway.dispute_ends(dispute, won=won)


async def is_refunded_at_the_second_try(one: Buyer) -> None:
    """The card has run out meanwhile; an operator has it tried once more."""
    if not (id_ := await one.pays()):
        return
    await one.cancels()
    await one.desk.until(lambda: one.desk.bank.gateway.refunds.get(id_))
    one.desk.bank.gateway.refund_fails(id_)
    await one.desk.until(lambda: one.desk.world.diary.heard("RefundFailed", one.booking_id))
    await one.desk.say(RetryRefund(**one.who))


async def pays_and_nobody_hears_of_it(one: Buyer) -> None:
    await unheard(one)


async def pays_too_late_for_these_seats(one: Buyer) -> None:
    """Another has them: what is offered is accepted, declined, or nobody answers."""
    await unheard(one)
    if await one.told("BookingExpired"):
        await Buyer(one.desk, one.event_id, f"{one.booking_id}-rival", one.choice).pays()
    if await one.told("BookingOffered"):
        answer = one.desk.world.rng.choice((AcceptOffer(**one.who), CancelBooking(**one.who), None))
        await (one.desk.say(answer) if answer else asyncio.sleep(0))


async def unheard(one: Buyer) -> None:
    """The provider has the money, and no webhook says so."""
    if id_ := await one.must_pay():
        one.desk.bank.muted.add(id_)
        one.desk.bank.gateway.pay(id_)
