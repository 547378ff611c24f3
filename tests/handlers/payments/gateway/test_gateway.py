"""What payments may rely on, of the provider and of its stand-in in memory alike."""

from datetime import UTC, datetime, timedelta
from time import time
from typing import Any, get_args

import pytest

from contracts.edge import StripeEventReceived, StripeEventUnmatched, stripe_event
from handlers.payments.gateway import ReadKind, Refusal, TryAgain
from tests.handlers.payments.gateway.sides import METADATA, Side

REFUND = METADATA | {"attempt": "1"}


async def test_an_intent_waits_for_its_price_and_knows_its_booking(side: Side) -> None:
    made = await side.intent()
    assert (made.status, made.price, made.currency, made.received) == ("requires_payment_method", 5_000, "EUR", 0)
    assert made.metadata == METADATA
    assert made.client_secret.startswith(made.provider_id)


async def test_one_key_makes_one_intent(side: Side) -> None:
    assert await side.intent() == await side.intent()
    assert await side.intent("k2") != await side.intent()


async def test_too_small_an_amount_is_refused(side: Side) -> None:
    with pytest.raises(Refusal, match="amount_too_small"):
        await side.gateway.create_intent(1, "EUR", METADATA, "k1")


async def test_a_cancelled_intent_stays_cancelled(side: Side) -> None:
    made = await side.intent()
    assert (await side.gateway.cancel_intent(made.provider_id, "c1")).status == "canceled"
    assert (await side.gateway.cancel_intent(made.provider_id, "c2")).status == "canceled"


async def test_what_is_paid_is_not_cancelled_but_told(side: Side) -> None:
    intent = await side.gateway.cancel_intent(await side.paid(), "c1")
    assert (intent.status, intent.received) == ("succeeded", 5_000)


async def test_a_declined_intent_may_still_be_paid(side: Side) -> None:
    made = await side.intent()
    await side.decline(made.provider_id)
    await side.pay(made.provider_id)
    assert (await side.gateway.retrieve(made.provider_id)).status == "succeeded"


async def test_a_card_is_known_again_and_where_nothing_was_paid_there_is_none(side: Side) -> None:
    first, second = await side.intent("k1"), await side.intent("k2")
    assert await side.gateway.card(first.provider_id) == ""
    for one in (first, second):
        await side.pay(one.provider_id)
    known = {await side.gateway.card(one.provider_id) for one in (first, second)}
    assert len(known) == 1 and known != {""}


async def test_money_goes_back_once_whatever_the_key(side: Side) -> None:
    paid = await side.paid()
    refund = await side.gateway.refund(paid, 5_000, REFUND, "r1")
    assert refund.status == "succeeded"
    assert await side.gateway.refund(paid, 5_000, REFUND, "r1") == refund
    assert await side.gateway.refund(paid, 5_000, REFUND, "r2") == refund


async def test_of_what_went_back_in_parts_each_is_known_by_its_attempt_when_its_key_is_forgotten(side: Side) -> None:
    paid = await side.paid()
    parts = [METADATA | {"attempt": f"part {n}/0"} for n in (1, 2)]
    made = [await side.gateway.refund(paid, 2_500, part, f"r{n}") for n, part in enumerate(parts)]
    again = [await side.gateway.refund(paid, 2_500, part, f"again {n}") for n, part in enumerate(parts)]
    assert [one.id for one in again] == [one.id for one in made] and made[0].id != made[1].id


@pytest.mark.parametrize("attempt", ["part 1/1", "case pi_1/1", "1"])
async def test_a_part_that_went_is_not_paid_twice_though_its_key_is_forgotten_and_more_is_left(
    side: Side, attempt: str
) -> None:
    paid, mine = await side.paid(), METADATA | {"attempt": attempt}
    made = await side.gateway.refund(paid, 2_000, mine, "r1", first=True)
    assert (await side.gateway.refund(paid, 2_000, mine, "again")).id == made.id
    other = await side.gateway.refund(paid, 2_000, METADATA | {"attempt": "part 2/1"}, "r2")
    assert other.id != made.id
    assert (await listed(side, "intent"))[paid]["amount_refunded"] == 4_000


async def test_one_that_failed_meanwhile_is_told_as_failed_and_not_made_again_unasked(side: Side) -> None:
    paid = await side.paid()
    made = await side.gateway.refund(paid, 2_000, REFUND, "r1")
    await side.refund_fails(paid)
    again = await side.gateway.refund(paid, 2_000, REFUND, "again")
    assert (again.id, again.status) == (made.id, "failed")


async def test_one_of_more_than_a_page_of_parts_is_found(side: Side) -> None:
    paid = await side.paid()
    parts = [METADATA | {"attempt": f"part {n}/1"} for n in range(101)]
    made = [await side.gateway.refund(paid, 1, part, f"r{n}", first=True) for n, part in enumerate(parts)]
    assert (await side.gateway.refund(paid, 1, parts[0], "again")).id == made[0].id


async def test_no_more_goes_back_than_was_paid(side: Side) -> None:
    with pytest.raises(Refusal, match="amount_too_large"):
        await side.gateway.refund(await side.paid(), 5_001, REFUND, "r1")


async def test_nothing_goes_back_where_nothing_was_paid(side: Side) -> None:
    made = await side.intent()
    with pytest.raises(Refusal):
        await side.gateway.refund(made.provider_id, 5_000, REFUND, "r1")


async def test_a_refund_that_failed_is_tried_anew_under_another_key(side: Side) -> None:
    paid = await side.paid()
    first = await side.gateway.refund(paid, 5_000, REFUND, "r1")
    await side.refund_fails(paid)
    second = await side.gateway.refund(paid, 5_000, METADATA | {"attempt": "2"}, "r2")
    assert second.id != first.id and second.status == "succeeded"


@pytest.mark.parametrize("call", ["retrieve", "cancel_intent"])
async def test_an_unknown_intent_is_refused(side: Side, call: str) -> None:
    with pytest.raises(Refusal, match="resource_missing"):
        await (side.gateway.retrieve("pi_0") if call == "retrieve" else side.gateway.cancel_intent("pi_0", "c1"))


@pytest.mark.parametrize("how", ["away", "silent"])
async def test_what_was_not_answered_is_done_once_when_it_is_asked_again(side: Side, how: str) -> None:
    paid = await side.paid()
    await side.trouble("refund", how)
    with pytest.raises(TryAgain):
        await side.gateway.refund(paid, 5_000, REFUND, "r1")
    answer = await side.gateway.refund(paid, 5_000, REFUND, "r1")
    assert await side.gateway.refund(paid, 5_000, REFUND, "r2") == answer


async def test_webhooks_lead_back_to_the_booking(side: Side) -> None:
    await side.gateway.refund(await side.paid(), 5_000, REFUND, "r1")
    kinds = ("payment_intent.created", "payment_intent.succeeded", "refund.created")
    told = {kind: stripe_event(one) for kind, one in (await side.hears(*kinds)).items()}
    for kind in kinds:
        said = told[kind]
        assert isinstance(said, StripeEventReceived)
        assert (said.booking_id, said.price, said.currency) == ("e1-b1", 5_000, "EUR")
    assert len({told[kind].provider_id for kind in kinds}) == 1


async def test_a_dispute_is_told_with_what_it_moved_and_without_our_metadata(side: Side) -> None:
    paid = await side.paid()
    id_ = await side.dispute(paid)
    await side.decide(id_, True)
    kinds = {f"charge.dispute.{what}" for what in ("created", "funds_withdrawn", "closed", "funds_reinstated")}
    last = (await side.hears(*kinds))["charge.dispute.funds_reinstated"]
    said = stripe_event(last)
    assert isinstance(said, StripeEventUnmatched) and said.provider_id == paid
    about = last["data"]["object"]
    assert (about["id"], about["status"], about["amount"], about["reason"]) == (id_, "won", 5_000, "fraudulent")
    assert [move["amount"] for move in about["balance_transactions"]] == [-5_000, 5_000]


async def test_what_a_bank_has_taken_does_not_go_back_as_well(side: Side) -> None:
    paid = await side.paid()
    await side.dispute(paid)
    with pytest.raises(Refusal, match="charge_disputed"):
        await side.gateway.refund(paid, 5_000, REFUND, "r1")


LATELY, LATER = timedelta(minutes=-1), timedelta(minutes=1)


async def listed(side: Side, kind: ReadKind, since: timedelta = LATELY) -> dict[str, dict[str, Any]]:
    """By id, all pages."""
    found, after, of = dict[str, dict[str, Any]](), "", datetime.now(UTC) + since
    while True:
        page = await (side.gateway.changed(of, after) if kind == "change" else side.gateway.listed(kind, of, after))
        found |= {one["id"]: one for one in page.objects}
        if not (after := page.next):
            return found


async def test_what_the_provider_has_is_listed_as_its_events_show_it(side: Side) -> None:
    paid, open_ = await side.paid(), await side.intent("k2")
    refund = await side.gateway.refund(paid, 5_000, REFUND, "r1")
    intents, refunds = await listed(side, "intent"), await listed(side, "refund")
    shown = [(intents[id_]["status"], intents[id_]["amount_refunded"]) for id_ in (paid, open_.provider_id)]
    assert shown == [("succeeded", 5_000), ("requires_payment_method", 0)]
    assert intents[paid]["metadata"] == METADATA
    assert await side.gateway.shown("intent", paid) == intents[paid]
    assert await side.gateway.shown("refund", refund.id) == refunds[refund.id]
    assert (refunds[refund.id]["payment_intent"], refunds[refund.id]["metadata"]) == (paid, REFUND)


async def test_disputes_are_listed_with_what_they_moved(side: Side) -> None:
    id_ = await side.dispute(paid := await side.paid())
    about = (await listed(side, "dispute"))[id_]
    assert (about["payment_intent"], about["status"], about["amount"]) == (paid, "needs_response", 5_000)
    assert [move["amount"] for move in about["balance_transactions"]] == [-5_000]


async def test_more_than_a_page_is_listed_whole(side: Side) -> None:
    made = {(await side.intent(f"k{n}")).provider_id for n in range(101)}
    assert (await listed(side, "intent")).keys() >= made


async def test_what_was_made_or_has_changed_before_is_left_out(side: Side) -> None:
    paid = await side.paid()
    await side.gateway.refund(paid, 5_000, REFUND, "r1")
    assert paid in await listed(side, "intent") and paid in await listed(side, "change")
    for kind in get_args(ReadKind):
        assert await listed(side, kind, LATER) == {}


async def test_what_has_changed_is_named_and_shown_by_its_id_as_it_is_now(side: Side) -> None:
    paid = await side.paid()
    refund = await side.gateway.refund(paid, 5_000, REFUND, "r1")
    await side.refund_fails(paid)
    changes = await listed(side, "change")
    assert [changes[id_]["object"] for id_ in (paid, refund.id)] == ["payment_intent", "refund"]
    assert changes[refund.id]["payment_intent"] == paid and changes[refund.id]["created"] <= time()
    assert (await side.gateway.shown("refund", refund.id))["status"] == "failed"
