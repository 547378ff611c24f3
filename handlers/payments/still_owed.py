"""Which refunds of those that failed are owed yet, and which went back otherwise."""

from collections.abc import Sequence

from handlers.payments.granted import due_back, here, is_disputed, of_ours
from handlers.payments.owed_yet import on_its_way, owed, owed_of, within
from handlers.payments.rows import PaymentIntent, Refund


def still_owed(intent: PaymentIntent, parts: Sequence[Refund]) -> list[Refund]:
    """Of those that failed, or were settled: ours, but for what went back otherwise, and each by hand of which
    something is to be asked for.
    """
    failed = [part for part in parts if part.state in ("refund_failed", "settled") and part.nth >= 0]
    covered = otherwise(intent, parts, [part for part in failed if part.is_granted])
    return [part for part in failed if (part not in covered if part.is_granted else owed_of(part, intent, parts))]


def otherwise(intent: PaymentIntent, parts: Sequence[Refund], ours: Sequence[Refund]) -> list[Refund]:
    """Those whose sum went back by hand or by a bank: by this only what was refused for it."""
    gone, banks = sum(part.price for part in ours) - owed(intent, parts), of_ours(intent, parts)
    disputed = [part for part in ours if banks and is_disputed(part)]
    by_hand = within([part for part in ours if part not in disputed], gone - banks)
    return [*by_hand, *within(disputed, gone - sum(part.price for part in by_hand))]


def to_retry(intent: PaymentIntent, parts: Sequence[Refund]) -> list[tuple[Refund, int]]:
    """Of those that failed, and how much of each: together what is owed yet, ours before those by hand."""
    failed = [part for part in still_owed(intent, parts) if part.state == "refund_failed"]
    left = owed(intent, parts) if due_back(intent) else here(intent) - on_its_way(intent, parts)
    whole = within([one for one in failed if one.is_granted], left)
    left -= sum(part.price for part in whole)
    whole += (theirs := within([one for one in failed if not one.is_granted], left))
    left -= sum(part.price for part in theirs)
    others = sorted((one for one in failed if one not in whole), key=lambda one: not one.is_granted)
    return [(one, one.price) for one in whole] + [(one, min(left, one.price)) for one in others[:1] if left > 0]
