from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import Timer, at
from contracts.edge import stripe_event
from contracts.payments import CaseEnded, CaseOpened, StripeEventMatched
from handlers.payments.difference import SLOWLY_FAILED, Difference, Missed, Verdict, of_dispute, of_intent, of_refund
from handlers.payments.end_case import ended
from handlers.payments.own import CaseRefunded, CompareLedger, ObjectRead, ReadLater, ReadObject
from handlers.payments.refund import BY_HAND
from handlers.payments.refund_case import case_heard
from handlers.payments.rows import Dispute, MoneyCase, PaymentIntent
from handlers.payments.service import payments
from handlers.payments.settings import settings

Compared = Iterator[
    StripeEventMatched | ReadObject | CompareLedger | MoneyCase | CaseOpened | CaseEnded | CaseRefunded | Timer
]


@payments.step
def compare(
    read: ObjectRead,
    intent: Annotated[PaymentIntent | None, at("provider_id")],
    dispute: Annotated[Dispute | None, at("dispute_id")],
    case: MoneyCase | None,
    now: datetime,
) -> Compared:
    """What a webhook would have told goes the way of a webhook; a difference that is there twice is an operator's."""
    if heard := case_heard(read.about):
        yield heard
        return
    if intent and intent.state == "asked":
        return
    if read.last and intent:
        yield CompareLedger.of(intent)
    verdict = judged(read, intent, dispute)
    if read.kind == "refund" and intent and intent.state in BY_HAND and not isinstance(verdict, Difference):
        yield returned_later(read, now)
    match verdict:
        case Missed(kind) if kind == SLOWLY_FAILED and not read.again:
            yield ReadObject.of(read)
        case Missed(kind) if intent:
            yield as_webhook(read, kind, intent, now)
        case Difference(later=True) if not (read.again or stands(case)):
            yield Timer("read again", now + settings().refund_grace, ReadLater.of(read, again=True))
        case Difference() if not (read.again or stands(case)):
            yield ReadObject.of(read)
        case Difference() as found if not stands(case):
            yield (made := opened(read, intent, found, case, now))
            yield CaseOpened.of(made)
        case None if case and case.state in ("open", "proposed"):
            yield from ended(case, "gone")


def returned_later(read: ObjectRead, now: datetime) -> Timer:
    """Does the sum that went back agree, once all that is on its way has come?"""
    later = ReadLater(provider=read.provider, kind="intent", case_id=read.provider_id, provider_id=read.provider_id)
    return Timer("read returned", now + settings().refund_grace, later)


@payments.step
def read_later(told: ReadLater) -> Iterator[ReadObject]:
    yield ReadObject.of(told, again=told.again)


def stands(case: MoneyCase | None) -> bool:
    return case is not None and case.state != "gone"


def agreed(case: MoneyCase | None) -> Iterator[MoneyCase | CaseEnded]:
    """What two operators decided is done; what nobody did anything about is gone."""
    if case and case.state in ("open", "proposed", "failed"):
        yield from ended(case, "gone")
    elif case and case.state == "applying":
        yield from ended(case, "applied")


def judged(read: ObjectRead, intent: PaymentIntent | None, dispute: Dispute | None) -> Verdict:
    if read.kind == "intent":
        return of_intent(read.about, intent)
    return of_refund(read.about, intent) if read.kind == "refund" else of_dispute(read.about, intent, dispute)


def as_webhook(read: ObjectRead, kind: str, intent: PaymentIntent, now: datetime) -> StripeEventMatched:
    event = {"id": f"read {read.case_id}", "type": kind, "created": now.timestamp(), "data": {"object": read.about}}
    return StripeEventMatched.of(stripe_event(event), intent)


def opened(
    read: ObjectRead, intent: PaymentIntent | None, found: Difference, old: MoneyCase | None, now: datetime
) -> MoneyCase:
    booking = intent.booking_id if intent else (read.about.get("metadata") or {}).get("booking_id", "")
    return MoneyCase(
        read.provider, read.case_id, found.kind, read.provider_id, booking, found.expected, found.found,
        read.about["currency"].upper(), found.proposal, now, version=old.version if old else 0,
        event_id=intent.event_id if intent else "", buyer_id=intent.buyer_id if intent else "",
    )  # fmt: skip
