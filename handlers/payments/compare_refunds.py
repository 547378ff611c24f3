"""The sum that a booking granted back, beside what went back: what still differs after its grace is a case."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Timer, at
from contracts.payments import CaseEnded, CaseOpened
from handlers.payments.compare import agreed
from handlers.payments.difference import PAID, Difference
from handlers.payments.end_case import ended
from handlers.payments.granted import agree, due_back, gone_back, later, rest_failed, rest_went
from handlers.payments.own import CompareLedger, CompareRefunds
from handlers.payments.rows import MoneyCase, PaymentIntent, Refund
from handlers.payments.service import payments
from handlers.payments.settings import settings
from handlers.payments.still_owed import to_retry

STILL_DIFFERS = "still_differs"
"""Why a case failed whose step was taken: for operators alone."""


@payments.step
def compare_refunds(
    told: CompareRefunds,
    intent: PaymentIntent,
    parts: Annotated[Page[Refund], at("event_id", "booking_id", after="after")],
    case: Annotated[MoneyCase | None, at("provider", "case_id")],
    now: datetime,
) -> Iterator[MoneyCase | CaseOpened | CaseEnded | Timer]:
    """Looked at again for as long as they differ and no operator has settled just that."""
    found = differs(intent, parts)
    if found is None:
        yield from agreed(case)
    elif not settled(case, found):
        if under_way(intent, parts, now):
            pass
        elif not same(case, found):
            yield (made := opened(told, intent, found, case, now))
            yield CaseOpened.of(made)
        elif case and case.state == "applying":
            yield from ended(case, "failed", STILL_DIFFERS)
        yield later(intent, now)


def differs(intent: PaymentIntent, parts: Sequence[Refund]) -> Difference | None:
    """Money that never came cannot go back."""
    due, gone, failed = due_back(intent), gone_back(intent), failures(intent, parts)
    outside = sum(part.price for part in parts if part.state == "refund_failed" and part.nth < 0)
    if outside and not rest_went(intent):
        left = intent.left if intent.state in ("succeeded", "refunding", "refund_failed") else 0
        return Difference("granted_too_much", outside, left, "retry" if left else "settle")
    if intent.state not in PAID or agree(intent, parts):
        return None
    if gone > due:
        return Difference("refund_not_granted", due, gone, "book")
    kind = "paid_twice" if intent.over == "paid" else "refund_missing"
    return Difference(kind, due, gone, "retry" if failed else "look")


def failures(intent: PaymentIntent, parts: Sequence[Refund]) -> bool:
    """Is there one that may be asked for anew?"""
    return bool(to_retry(intent, parts)) or rest_failed(intent)


def under_way(intent: PaymentIntent, parts: Sequence[Refund], now: datetime) -> bool:
    """Is the provider making one, and not for too long?"""
    since = now - settings().refund_pending_at_most
    asked = [one.asked_at for one in parts if one.state == "refunding"]
    asked += [intent.asked_at] if intent.state == "refunding" else []
    return any(at_ is not None and at_ > since for at_ in asked)


def same(case: MoneyCase | None, found: Difference) -> bool:
    told = (found.kind, found.expected, found.found)
    return case is not None and case.state != "gone" and (case.kind, case.expected, case.found) == told


def settled(case: MoneyCase | None, found: Difference) -> bool:
    return case is not None and case.state == "applied" and same(case, found)


def opened(
    told: CompareRefunds | CompareLedger, intent: PaymentIntent, found: Difference, old: MoneyCase | None, now: datetime
) -> MoneyCase:
    what = found.kind, intent.provider_id or "", told.booking_id, found.expected, found.found, intent.currency
    return MoneyCase(
        told.provider, told.case_id, *what, found.proposal, now,
        event_id=told.event_id, buyer_id=told.buyer_id, version=old.version if old else 0,
    )  # fmt: skip
