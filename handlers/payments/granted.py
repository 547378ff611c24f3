"""What a booking granted back, beside what of its money has gone back."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from choreography.vocabulary import Timer
from handlers.payments.own import CompareRefunds, SettleParts
from handlers.payments.rows import NOT_OURS, PaymentIntent, Refund
from handlers.payments.settings import settings

REFUNDS = "refunds"
"""The timer, one a booking."""


def due_back(intent: PaymentIntent) -> int:
    """In all; of a booking that is cancelled, or was paid another way, or has no right to it, the whole."""
    return intent.price if intent.over in NOT_OURS or intent.attempt else intent.granted


def gone_back(intent: PaymentIntent) -> int:
    """In all; a part that failed has not, though the rest did."""
    return intent.returned + (intent.left if intent.state == "refunded" else 0)


def by_banks(intent: PaymentIntent) -> int:
    """What banks gave the buyer for good, beside what took the place of a refund of all that was left."""
    return max(0, intent.lost - intent.by_bank)


def agree(intent: PaymentIntent) -> bool:
    """Has the buyer what was granted? What a bank keeps need not have been granted."""
    return gone_back(intent) <= due_back(intent) <= gone_back(intent) + by_banks(intent)


def owed(intent: PaymentIntent, parts: Sequence[Refund]) -> int:
    """What is to be asked for yet, beside what is under way."""
    under_way = sum(part.price for part in parts if part.state == "refunding")
    rest = intent.left if intent.state == "refunding" else 0
    return due_back(intent) - gone_back(intent) - by_banks(intent) - under_way - rest


def is_owed(part: Refund, intent: PaymentIntent, parts: Sequence[Refund]) -> bool:
    """Of one that was more than is left it is seen when it is asked for; where nothing was granted, what somebody made
    at the provider was to go.
    """
    return part.nth < 0 or not due_back(intent) or part.price <= owed(intent, parts)


def still_owed(intent: PaymentIntent, parts: Sequence[Refund]) -> list[Refund]:
    """Of those that failed, or were settled: ours, but for what went back otherwise, and each by hand that fits."""
    failed = [part for part in parts if part.state in ("refund_failed", "settled") and part.nth >= 0]
    if not due_back(intent):
        return failed
    left, ours = owed(intent, parts), [part for part in failed if part.is_granted]
    covered = within(ours, sum(part.price for part in ours) - left)
    theirs = [part for part in failed if not part.is_granted and part.price <= left]
    return [*(part for part in ours if part not in covered), *theirs]


def to_retry(intent: PaymentIntent, parts: Sequence[Refund]) -> list[Refund]:
    """Of those that failed as many as together are no more than what is owed yet: ours before those by hand."""
    failed = [part for part in still_owed(intent, parts) if part.state == "refund_failed"]
    if not due_back(intent):
        return failed
    left = owed(intent, parts)
    ours = within([one for one in failed if one.is_granted], left)
    theirs = [one for one in failed if not one.is_granted]
    return [*ours, *within(theirs, left - sum(part.price for part in ours))]


def within(parts: Sequence[Refund], amount: int) -> list[Refund]:
    """Those that come to no more than that: one that is just it, else one after another."""
    if alone := next((part for part in parts if part.price == amount), None):
        return [alone]
    found = list[Refund]()
    for part in sorted(parts, key=lambda one: one.nth):
        if part.price <= amount:
            found.append(part)
            amount -= part.price
    return found


def at_once(intent: PaymentIntent, now: datetime) -> Timer:
    return Timer(REFUNDS, now, CompareRefunds.of(intent, grants=intent.grants))


def looked_at(intent: PaymentIntent, now: datetime) -> Iterator[Timer | SettleParts]:
    """At once where they agree, so that no timer stays and a case of it is gone; else once the grace is over."""
    yield compared(intent, now)
    if intent.by_hand or intent.lost:
        yield SettleParts.of(intent)


def compared(intent: PaymentIntent, now: datetime) -> Timer:
    when = now if agree(intent) else now + settings().refund_grace
    return Timer(REFUNDS, when, CompareRefunds.of(intent, grants=intent.grants))
