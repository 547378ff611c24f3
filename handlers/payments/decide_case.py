"""What two operators decided of a booking's money; whether both agree then, the comparison says."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Timer, at
from contracts.payments import CaseDecided, RefundSettled
from handlers.payments.compare_booking import at_once as compared_at_once
from handlers.payments.cover import NOTHING_FITS, in_place_of
from handlers.payments.cut import cut
from handlers.payments.granted import at_once, rest_failed
from handlers.payments.own import (
    CancelIntent,
    CaseRefunded,
    CompareBooking,
    PartRefunded,
    RefundPart,
    RefundPayment,
    SettleParts,
)
from handlers.payments.refund import refund
from handlers.payments.retry_refund import again, asked_for, is_beside
from handlers.payments.rows import NOT_OURS, PaymentIntent, Refund
from handlers.payments.service import payments
from handlers.payments.still_owed import to_retry

Decided = Iterator[
    PaymentIntent
    | Refund
    | RefundPart
    | RefundPayment
    | CancelIntent
    | PartRefunded
    | CaseRefunded
    | RefundSettled
    | SettleParts
    | Timer
]


@payments.step
def case_decided(
    said: CaseDecided,
    intent: PaymentIntent | None,
    parts: Annotated[Page[Refund], at("event_id", "booking_id", after="after")],
    now: datetime,
) -> Decided:
    if said.step == "void":
        yield from void(said, intent, now)
    elif intent and said.kind == "part_refund":
        yield from covered(said, intent, in_place_of(said.found, parts))
    elif intent and said.step == "book":
        yield (after := intent.but(granted=max(intent.granted, said.found)))
        yield at_once(after, now)
    elif intent:
        yield from retried(intent, parts, now)


def void(said: CaseDecided, intent: PaymentIntent | None, now: datetime) -> Decided:
    """The booking hears it too; what it says then changes nothing here."""
    if intent is None:
        yield PaymentIntent(said.event_id, said.booking_id, said.buyer_id, "never", over="cancelled")
    elif intent.over in NOT_OURS:
        return
    elif intent.state in ("succeeded", "refund_failed"):
        yield from refund(intent.but(over="cancelled"), now)
    else:
        yield intent.but(over="cancelled")
        if intent.state == "open":
            yield CancelIntent.of(intent)
    yield compared_at_once(CompareBooking.of(said), now)


def covered(said: CaseDecided, intent: PaymentIntent, ours: Sequence[tuple[Refund, int]]) -> Decided:
    """What was given back by hand is booked in the place of ours, which are told to have gone."""
    done = {"provider": said.provider, "case_id": said.case_id, "attempt": said.attempt}
    if not ours:
        yield CaseRefunded(**done, reason=NOTHING_FITS)
        return
    yield intent.but(by_hand=(*intent.by_hand, said.case_id))
    for part, amount in ours:
        first, rest = cut(part, amount)
        yield (gone := first.but(state="refunding", attempt=part.attempt + 1, settled_by=""))
        yield PartRefunded.of(gone, status="succeeded")
        yield from rest
    yield CaseRefunded(**done, reason="")


def outside(parts: Sequence[Refund]) -> list[Refund]:
    """Those that were more than was left."""
    return [one for one in parts if one.state == "refund_failed" and one.nth < 0]


def retried(intent: PaymentIntent, parts: Sequence[Refund], now: datetime) -> Decided:
    """Of what was more than is left, what is left goes; where nothing is, so much has gone back otherwise."""
    beyond = [(one, one.price) for one in outside(parts) if not is_beside(one, intent)]
    for part, amount in (*beyond, *to_retry(intent, parts)):
        intent, asked = again(part, intent, now)
        yield from asked_for(asked, intent, amount, parts, now)
    if rest_failed(intent):
        yield from refund(intent, now)
    else:
        yield intent
