"""What a booking granted back, beside what of its money has gone back."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from choreography.vocabulary import Timer
from handlers.payments.own import CompareRefunds, SettleParts
from handlers.payments.rows import NOT_OURS, PaymentIntent, Refund
from handlers.payments.settings import settings

REFUNDS = "refunds"
"""The timer, one a booking."""
DISPUTED = ("charge_disputed", "charge_for_pending_refund_disputed")
"""The provider's reasons for which a refund is not made, since a bank has taken the money."""


def due_back(intent: PaymentIntent) -> int:
    """In all; of a booking that is cancelled, or was paid another way, or has no right to it, the whole."""
    return intent.price if all_is_due(intent) else intent.granted


def all_is_due(intent: PaymentIntent) -> bool:
    return intent.over in NOT_OURS or intent.attempt > 0


def rest_failed(intent: PaymentIntent) -> bool:
    """All that is left is due, and failed to go. What somebody gave by hand on top of what was granted is not due."""
    return intent.state == "refund_failed" and all_is_due(intent)


def rest_went(intent: PaymentIntent) -> bool:
    """All that was left was due, and has gone: what was more than was left went with it."""
    return intent.state == "refunded" and all_is_due(intent)


def gone_back(intent: PaymentIntent) -> int:
    """In all; a part that failed has not, though the rest did."""
    return intent.returned + (intent.left if intent.state == "refunded" else 0)


def kept(intent: PaymentIntent) -> int:
    """What banks keep for good, beside what took the place of a refund of all that was left."""
    return max(0, intent.lost - intent.by_bank)


def here(intent: PaymentIntent) -> int:
    """What of the money is here yet: no more can go back, whatever is due."""
    return intent.price - gone_back(intent) - kept(intent)


def by_banks(intent: PaymentIntent, parts: Sequence[Refund]) -> int:
    """What of that is in the place of what is due: as much as was refused for it, and what is not here any more. Of
    what was refused for another reason no bank gave anything while there is enough.
    """
    refused = of_ours(intent, parts) + of_those_by_hand(intent, parts)
    return max(refused, due_back(intent) - gone_back(intent) - here(intent))


def of_ours(intent: PaymentIntent, parts: Sequence[Refund]) -> int:
    refused = sum(part.price for part in parts if part.is_granted and is_disputed(part))
    return min(refused, kept(intent))


def of_those_by_hand(intent: PaymentIntent, parts: Sequence[Refund]) -> int:
    """As far as these are of what is due: what somebody gave on top takes the place of none of ours."""
    ours = sum(part.price for part in parts if part.is_granted) + (intent.left if all_is_due(intent) else 0)
    beside = kept(intent) - of_ours(intent, parts)
    refused = sum(part.price for part in parts if is_refused_by_hand(part))
    return max(0, min(refused, beside, due_back(intent) - ours))


def is_refused_by_hand(part: Refund) -> bool:
    return is_disputed(part) and part.nth >= 0 and not part.is_granted


def is_disputed(part: Refund) -> bool:
    return part.state in ("refund_failed", "settled") and part.reason in DISPUTED


def agree(intent: PaymentIntent, parts: Sequence[Refund]) -> bool:
    """Has the buyer what was granted? What a bank keeps need not have been granted."""
    return gone_back(intent) <= due_back(intent) <= gone_back(intent) + by_banks(intent, parts)


def at_once(intent: PaymentIntent, now: datetime) -> Timer:
    return Timer(REFUNDS, now, CompareRefunds.of(intent, grants=intent.grants))


def later(intent: PaymentIntent, now: datetime) -> Timer:
    return Timer(REFUNDS, now + settings().refund_grace, CompareRefunds.of(intent, grants=intent.grants))


def looked_at(intent: PaymentIntent, now: datetime) -> Iterator[Timer | SettleParts]:
    """At once where they agree, so that no timer stays and a case of it is gone; else once the grace is over. Whether
    they agree by what a bank keeps is seen with the parts.
    """
    yield compared(intent, now)
    if intent.by_hand or intent.lost or (intent.grants and rest_went(intent)):
        yield SettleParts.of(intent)


def compared(intent: PaymentIntent, now: datetime) -> Timer:
    return at_once(intent, now) if agree(intent, ()) else later(intent, now)
