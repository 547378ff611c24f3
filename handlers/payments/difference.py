"""What the provider has, beside what we have: the same, a webhook that never came, or a difference."""

from dataclasses import dataclass
from typing import Any, Literal

from handlers.payments.dispute import blank, dispute_of, told
from handlers.payments.granted import gone_back
from handlers.payments.refund import BY_HAND, may_fail
from handlers.payments.refund_part import PART
from handlers.payments.rows import UNPAID, Dispute, PaymentIntent, State

PAID: tuple[State, ...] = ("succeeded", "refunding", "refunded", "refund_failed")
SLOWLY_FAILED = "payment_intent.payment_failed"
Proposal = Literal["refund", "retry", "book", "settle", "void", "look"]
"""To look is to have seen it, and to settle it by hand; all else moves money, or what is owed, and takes two."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A webhook of this kind would have told us."""

    kind: str


@dataclass(frozen=True, slots=True)
class Difference:
    """In the currency's minor unit."""

    kind: str
    expected: int
    found: int
    proposal: Proposal
    later: bool = False
    """A webhook that is on its way may end it: only what is there after a grace is one."""


Verdict = Missed | Difference | None


def of_intent(about: dict[str, Any], intent: PaymentIntent | None) -> Verdict:
    received = about.get("amount_received") or 0
    if intent is None:
        return Difference("unknown_payment", 0, received, "refund") if received > about["amount_refunded"] else None
    if about["status"] == "succeeded":
        return _of_money(about, received, intent)
    if about["status"] == "canceled" and intent.state == "open":
        return Missed("payment_intent.canceled")
    if about["status"] == "processing" and intent.state == "open" and not (intent.settling or intent.over):
        return Missed("payment_intent.processing")
    if about["status"] == "requires_payment_method" and intent.state == "open" and intent.settling:
        return Missed(SLOWLY_FAILED)
    return Difference("no_money", intent.price, received, "look") if intent.state in PAID else None


def _of_money(about: dict[str, Any], received: int, intent: PaymentIntent) -> Verdict:
    if (received, about["currency"].upper()) != (intent.price, intent.currency):
        return Difference("wrong_amount", intent.price, received, "refund")
    if intent.state in UNPAID:
        return Missed("payment_intent.succeeded")
    gone = gone_back(intent) - intent.by_bank
    if intent.state == "refunded" and about["amount_refunded"] < gone:
        return Difference("not_refunded", gone, about["amount_refunded"], "refund")
    return _of_returned(about["amount_refunded"], intent) if intent.state in BY_HAND else None


def _of_returned(there: int, intent: PaymentIntent) -> Verdict:
    """Of a payment that stays. A part that is under way, or has failed, may have gone there already."""
    if there < intent.returned:
        return Difference("not_refunded", intent.returned, there, "refund", later=True)
    if there > sum(intent.parts):
        return Difference("refund_not_booked", intent.returned, there, "look", later=True)
    return None


def of_refund(about: dict[str, Any], intent: PaymentIntent | None) -> Verdict:
    """One of an unknown payment is told by its intent."""
    attempt, status = (about.get("metadata") or {}).get("attempt"), about["status"]
    if intent and attempt and attempt.startswith(PART):
        return _of_part(status, intent)
    if intent is None or (attempt and attempt != str(intent.attempt)):
        return None
    if attempt is None:
        return _by_hand(about, intent)
    if status == "succeeded" and intent.state == "refunding":
        return Missed("refund.updated")
    return Missed("refund.failed") if status in ("failed", "canceled") and may_fail(intent) else None


def _by_hand(about: dict[str, Any], intent: PaymentIntent) -> Verdict:
    """One that is all that was left may have been taken for ours, where no part of ours failed to go."""
    if about["id"] in intent.by_hand:
        return Missed("refund.failed") if about["status"] in ("failed", "canceled") else None
    if about["status"] != "succeeded" or intent.state not in (*BY_HAND, "refunded"):
        return None
    if intent.state in BY_HAND and about["amount"] <= intent.left:
        return Missed("refund.updated")
    if about["amount"] == intent.left and intent.returned == sum(intent.parts):
        return None
    ours = intent.returned + about["amount"] <= sum(intent.parts)
    return Difference("part_refund", intent.left, about["amount"], "book" if ours else "look")


def _of_part(status: str, intent: PaymentIntent) -> Verdict:
    """Its own row is not at hand, and takes it once: what may be news is told."""
    if status in ("failed", "canceled"):
        return Missed("refund.failed")
    return Missed("refund.updated") if status == "succeeded" and intent.returned != sum(intent.parts) else None


def of_dispute(about: dict[str, Any], intent: PaymentIntent | None, dispute: Dispute | None) -> Verdict:
    if intent is None:
        return Difference("unknown_dispute", 0, about["amount"], "look")
    heard = dispute_of(intent, "", about)
    return Missed("charge.dispute.updated") if told(dispute or blank(heard), heard) != dispute else None
