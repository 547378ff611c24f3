"""What an operator must look after in payments: strays and refunds that failed, on both profiles and by command."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from choreography.changes import Changes
from contracts.edge import StripeEventUnmatched, stripe_event
from contracts.payments import RefundRetried
from handlers.payments.rows import PaymentIntent, Refund, Stray
from ops.check.warnings import PENDING, STRAY
from tests.eventually import eventually
from tests.mesh.operator import Operator
from tests.mesh.profiles import Mesh


async def strayed(mesh: Mesh) -> Stray:
    """The provider tells of a payment that is none of ours."""
    id_ = f"pi_{uuid.uuid4().hex[:12]}"
    said = StripeEventUnmatched(
        provider_event_id="evt_1", kind="payment_intent.succeeded", provider_id=id_, created=datetime.now(UTC),
        price=700, currency="EUR", body="{}",
    )  # fmt: skip
    await mesh.say(said)
    return await mesh.becomes("payments", Stray, id_, "evt_1", price=700)


async def failed(mesh: Mesh, **fields: Any) -> PaymentIntent:
    """A refund that the provider refused."""
    event = uuid.uuid4().hex[:12]
    intent = PaymentIntent(
        event, f"{event}-b1", "ann", "refund_failed", 900, "EUR", f"pi_{event}", "cancelled", "no_money", attempt=1,
        version=1,
    ).but(**fields)  # fmt: skip
    rows: Any = {PaymentIntent: {intent.key: intent}}
    await mesh.stores["payments"].save(Changes(rows=rows, old={PaymentIntent: {intent.key: 0}}))
    return intent


async def test_a_payment_of_somebody_else_is_found_among_the_strays(mesh: Mesh) -> None:
    stray = await strayed(mesh)
    assert [one for one in await mesh.inspector.strays() if one.provider_id == stray.provider_id] == [stray]


async def test_a_refund_that_failed_is_found_and_can_be_asked_for_once_more(mesh: Mesh) -> None:
    intent = await failed(mesh)
    (found,) = [one for one in await mesh.inspector.failed_refunds() if one.booking_id == intent.booking_id]
    assert (found.price, found.currency, found.reason, found.attempt) == (900, "EUR", "no_money", 1)
    answer = await mesh.ask(found.retried())
    assert isinstance(answer, RefundRetried) and answer.attempt == 2


async def test_a_refund_that_is_pending_for_days_is_listed_with_those_that_failed(
    mesh: Mesh, operator: Operator
) -> None:
    long_ago, today = datetime.now(UTC) - timedelta(days=4), datetime.now(UTC)
    late, fresh = [await failed(mesh, state="refunding", asked_at=at) for at in (long_ago, today)]
    listed = await operator.runs("payments", "failed-refunds")
    assert f"{late.booking_id}  {late.provider_id}  9.00 EUR  pending" in listed.output
    assert fresh.booking_id not in listed.output
    refused = await operator.json("payments", "retry-refund", late.booking_id, code=1)
    assert (refused["type"], refused["state"]) == ("RefundRetryRefused", "refunding")
    checked = await operator.json("check", "--patience", "0", code=None)
    assert checked["warnings"][PENDING.name]["breaches"] >= 1


async def test_strays_are_listed_and_a_check_warns_of_them(mesh: Mesh, operator: Operator) -> None:
    stray = await strayed(mesh)
    listed = await operator.runs("payments", "stray")
    assert listed.exit_code == 1 and f"{stray.provider_id}  payment_intent.succeeded  7.00 EUR" in listed.output
    checked = await operator.json("check", "--patience", "0", code=None)
    assert checked["warnings"][STRAY.name]["breaches"] >= 1 and STRAY.name not in checked["breached"]


async def test_a_failed_refund_is_listed_and_retried_by_its_booking(mesh: Mesh, operator: Operator) -> None:
    intent = await failed(mesh)
    listed = await operator.runs("payments", "failed-refunds")
    assert listed.exit_code == 1 and f"{intent.booking_id}  {intent.provider_id}  9.00 EUR  no_money" in listed.output
    assert (await operator.json("payments", "retry-refund", intent.booking_id))["type"] == "RefundRetried"
    attempt = await eventually(lambda: attempts(mesh, intent))
    assert attempt == 2


async def failed_part(mesh: Mesh) -> Refund:
    """3.00 of 9.00 were granted back, and the provider refused."""
    parts = {"parts": (300,), "tickets": ((),), "granted": 300, "grants": 1}
    intent = await failed(mesh, state="succeeded", over="", reason="", attempt=0, size=1, **parts)
    whose = *intent.key, "1", intent.buyer_id, intent.provider_id or ""
    part = Refund(*whose, 300, "EUR", "refund_failed", reason="lost_card", version=1)
    await mesh.stores["payments"].save(Changes(rows={Refund: {part.key: part}}, old={Refund: {part.key: 0}}))
    return part


def by_hand(part: Refund) -> StripeEventUnmatched:
    """Somebody gave just that back at the provider."""
    about = {"id": "re_h", "payment_intent": part.provider_id, "amount": part.price, "currency": "eur", "metadata": {}}
    event = {"id": "evt_h", "type": "refund.updated", "created": 1, "data": {"object": about | {"status": "succeeded"}}}
    said = stripe_event(event)
    assert isinstance(said, StripeEventUnmatched)
    return said


async def test_a_part_that_somebody_gave_back_by_hand_leaves_the_list_and_says_by_which(mesh: Mesh) -> None:
    part = await failed_part(mesh)
    assert [one.refund_id for one in await mesh.inspector.failed_refunds() if one.booking_id == part.booking_id] == [
        "1"
    ]
    await mesh.say(by_hand(part))
    await mesh.becomes("payments", Refund, *part.key, state="settled", settled_by="re_h", reason="lost_card")
    assert not [one for one in await mesh.inspector.failed_refunds() if one.booking_id == part.booking_id]


async def attempts(mesh: Mesh, intent: PaymentIntent) -> int:
    row = await mesh.row("payments", PaymentIntent, *intent.key)
    return row.attempt if row and row.attempt > intent.attempt else 0


async def test_what_has_not_failed_is_not_retried(mesh: Mesh, operator: Operator) -> None:
    said = await operator.runs("payments", "retry-refund", "nowhere-1")
    assert said.exit_code == 1 and "no refund of nowhere-1 has failed" in said.output
