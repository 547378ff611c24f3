"""A thin event is a hint: its object is read, and what is so now goes the way of an event that tells all."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

from choreography.vocabulary import at
from contracts.edge import StripeEventNoticed, StripeEventReceived, money_told
from contracts.payments import StripeEventMatched
from contracts.webhooks import FOLLOWED
from handlers.payments.gateway import Gateway
from handlers.payments.kinds import READ_AS
from handlers.payments.own import CaseRefunded, NoticedRead, ReadNoticed
from handlers.payments.refund_case import case_heard
from handlers.payments.rows import PaymentIntent, Stray
from handlers.payments.service import payments

NOW = {"succeeded": "succeeded", "canceled": "canceled", "processing": "processing"}
"""By an intent's status, what an event would say of it. That a card was declined, the notice alone says."""


@payments.step
def notice_heard(said: StripeEventNoticed) -> Iterator[ReadNoticed]:
    if said.kind in FOLLOWED and (read_as := READ_AS.get(said.object_kind)):
        yield ReadNoticed.of(said, read_as=read_as)


@payments.effect("stripe", deadline=20)
async def read_noticed(asked: ReadNoticed, gateway: Gateway) -> NoticedRead:
    return NoticedRead.of(asked, about=await gateway.shown(asked.read_as, asked.object_id))


@payments.step
def noticed_read(
    read: NoticedRead, intent: Annotated[PaymentIntent | None, at("provider_id")], now: datetime
) -> Iterator[StripeEventMatched | Stray | CaseRefunded]:
    """Where it names its booking, that need not know the intent yet."""
    if not (kind := kind_now(read)):
        return
    if heard := case_heard(read.about):
        yield heard
        return
    event = {"id": read.provider_event_id, "type": kind, "created": now.timestamp(), "data": {"object": read.about}}
    said, buyer = money_told(event), (read.about.get("metadata") or {}).get("buyer_id")
    if isinstance(said, StripeEventReceived) and buyer:
        yield StripeEventMatched.of(said, buyer_id=buyer)
    elif intent:
        yield StripeEventMatched.of(said, intent)
    else:
        yield Stray(said.provider_id, said.provider_event_id, said.kind, said.price, said.currency, said.created)


def kind_now(read: NoticedRead) -> str:
    """Empty if nothing follows from how it is."""
    about: dict[str, Any] = read.about
    if read.read_as != "intent":
        return "refund.updated" if read.read_as == "refund" else "charge.dispute.updated"
    if now := NOW.get(about["status"]):
        return f"payment_intent.{now}"
    return read.kind if read.kind == "payment_intent.payment_failed" else ""
