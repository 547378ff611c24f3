"""Of what a booking granted back and failed: what of it is owed yet, beside what went back otherwise."""

from collections.abc import Sequence

from handlers.payments.granted import (
    by_banks,
    due_back,
    gone_back,
    here,
    is_refused_by_hand,
    of_those_by_hand,
    rest_failed,
)
from handlers.payments.rows import PaymentIntent, Refund


def owed(intent: PaymentIntent, parts: Sequence[Refund]) -> int:
    """What of the parts is to be asked for yet, beside what is under way; all that was left is asked for by itself."""
    return due_back(intent) - gone_back(intent) - by_banks(intent, parts) - on_its_way(intent, parts)


def on_its_way(intent: PaymentIntent, parts: Sequence[Refund]) -> int:
    under_way = sum(part.price for part in parts if part.state == "refunding")
    return under_way + (intent.left if intent.state == "refunding" or rest_failed(intent) else 0)


def owed_of(part: Refund, intent: PaymentIntent, parts: Sequence[Refund]) -> int:
    """How much of it is to be asked for: all of it where it fits; what is owed, where no other does. Of one that was
    more than is left it is seen when it is asked for.
    """
    if part.nth < 0:
        return part.price
    if part in kept_by_hand(intent, parts):
        return 0
    left = limit(part, intent, parts)
    if part.price <= left or not any(another_fits(part, one, left) for one in parts):
        return min(part.price, max(0, left))
    return 0


def limit(part: Refund, intent: PaymentIntent, parts: Sequence[Refund]) -> int:
    """What is owed yet; of what somebody gave on top, where nothing went in its place, what is here yet."""
    if due_back(intent) and (part.is_granted or is_replaced(intent, parts)):
        return owed(intent, parts)
    return here(intent) - on_its_way(intent, parts)


def another_fits(part: Refund, one: Refund, left: int) -> bool:
    """Ours go before those by hand: of these none is asked for in part while one of ours failed."""
    if one.state != "refund_failed" or one.nth < 0 or one.refund_id == part.refund_id:
        return False
    return one.price <= left or (one.is_granted and not part.is_granted)


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
