"""Of what a booking granted back and failed: what of it is owed yet, beside what went back otherwise."""

from collections.abc import Sequence

from handlers.payments.granted import (
    by_banks,
    due_back,
    gone_back,
    is_disputed,
    is_refused_by_hand,
    of_ours,
    of_those_by_hand,
)
from handlers.payments.rows import PaymentIntent, Refund


def owed(intent: PaymentIntent, parts: Sequence[Refund]) -> int:
    """What of the parts is to be asked for yet, beside what is under way; all that was left is asked for by itself."""
    under_way = sum(part.price for part in parts if part.state == "refunding")
    rest = intent.left if intent.state in ("refunding", "refund_failed") else 0
    return due_back(intent) - gone_back(intent) - by_banks(intent, parts) - under_way - rest


def is_owed(part: Refund, intent: PaymentIntent, parts: Sequence[Refund]) -> bool:
    """Of one that was more than is left it is seen when it is asked for; where nothing was granted, what somebody made
    at the provider was to go.
    """
    if part.nth < 0 or not due_back(intent):
        return True
    if part in kept_by_hand(intent, parts):
        return False
    return part.price <= owed(intent, parts) or not (part.is_granted or is_replaced(intent, parts))


def kept_by_hand(intent: PaymentIntent, parts: Sequence[Refund]) -> list[Refund]:
    """Those that somebody made, and a bank keeps: the provider would refuse them again."""
    return within([part for part in parts if is_refused_by_hand(part)], of_those_by_hand(intent, parts))


def is_replaced(intent: PaymentIntent, parts: Sequence[Refund]) -> bool:
    """May something have taken the place of one that was made by hand? Where all that was granted went at once it was
    given on top of that. Else it may be whatever went besides what did: ours that was asked for anew, another by hand,
    or what a bank keeps.
    """
    under_way = [part for part in parts if part.state == "refunding"]
    ours = [part for part in parts if part.is_granted and part.state in ("refunding", "refunded")]
    once = sum(part.price for part in ours if part.attempt == 1)
    gone = gone_back(intent) + by_banks(intent, parts) + sum(part.price for part in under_way)
    return once < due_back(intent) and gone > once


def still_owed(intent: PaymentIntent, parts: Sequence[Refund]) -> list[Refund]:
    """Of those that failed, or were settled: ours, but for what went back otherwise, and each by hand that fits, or in
    whose place nothing went.
    """
    failed = [part for part in parts if part.state in ("refund_failed", "settled") and part.nth >= 0]
    if not due_back(intent):
        return failed
    covered = otherwise(intent, parts, [part for part in failed if part.is_granted])
    return [part for part in failed if (part not in covered if part.is_granted else is_owed(part, intent, parts))]


def otherwise(intent: PaymentIntent, parts: Sequence[Refund], ours: Sequence[Refund]) -> list[Refund]:
    """Those whose sum went back by hand or by a bank: by this only what was refused for it."""
    gone, banks = sum(part.price for part in ours) - owed(intent, parts), of_ours(intent, parts)
    disputed = [part for part in ours if banks and is_disputed(part)]
    by_hand = within([part for part in ours if part not in disputed], gone - banks)
    return [*by_hand, *within(disputed, gone - sum(part.price for part in by_hand))]


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
