from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from choreography.envelope import Envelope
from contracts.payments import DisputeClosed, DisputeFundsReinstated, DisputeFundsWithdrawn, DisputeOpened
from handlers.payments.ledger import withdrawn
from handlers.payments.own import DisputeDecided, DisputeHeard, TellBalance
from handlers.payments.rows import ENDED, STATUSES, Balance, Dispute, LedgerEntry, PaymentIntent
from handlers.payments.service import payments

Posting = LedgerEntry | Balance | TellBalance
Disputed = Iterator[
    PaymentIntent | Dispute | Posting | DisputeDecided
    | DisputeOpened | DisputeFundsWithdrawn | DisputeFundsReinstated | DisputeClosed
]  # fmt: skip


@payments.step
def dispute_heard(
    heard: DisputeHeard, intent: PaymentIntent, dispute: Dispute | None, balance: Balance | None, envelope: Envelope
) -> Disputed:
    """A dispute stands beside its payment, which goes on as it is. Its news may come in any order."""
    old = dispute or blank(heard)
    new = told(old, heard)
    if new == dispute:
        return
    yield new
    if moved := new.away - old.away:
        yield from withdrawn(intent, envelope, balance, moved)
    if lost := new.lost - old.lost:
        yield intent.changed(lost=lost)
        yield DisputeDecided.of(intent)
    if dispute is None:
        yield DisputeOpened.of(new, reason=new.reason, due=new.due)
    if new.withdrawn and not old.withdrawn:
        yield DisputeFundsWithdrawn.of(new)
    if new.reinstated and not old.reinstated:
        yield DisputeFundsReinstated.of(new)
    if new.status in ENDED and new.status != old.status:
        yield DisputeClosed.of(new, status=new.status)


def blank(heard: DisputeHeard) -> Dispute:
    whose = heard.event_id, heard.booking_id, heard.dispute_id, heard.buyer_id
    return Dispute(*whose, heard.provider_id, heard.price, heard.currency)


def told(dispute: Dispute, heard: DisputeHeard) -> Dispute:
    """Nothing is taken back by what is heard late."""
    return dispute.but(
        status=max(dispute.status, heard.status, key=place),
        reason=dispute.reason or heard.reason,
        due=heard.due if place(heard.status) >= place(dispute.status) else dispute.due,
        withdrawn=dispute.withdrawn or heard.withdrawn,
        reinstated=dispute.reinstated or heard.reinstated,
    )


def place(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else -1


def dispute_of(intent: PaymentIntent, kind: str, about: dict[str, Any]) -> DisputeHeard:
    """Its own movements of money count as much as the name of the event."""
    moved = [move["amount"] for move in about.get("balance_transactions") or ()]
    due = (about.get("evidence_details") or {}).get("due_by")
    return DisputeHeard.of(
        intent,
        dispute_id=about["id"],
        price=about["amount"],
        currency=about["currency"].upper(),
        status=about["status"],
        reason=about.get("reason") or "",
        due=datetime.fromtimestamp(due, UTC) if due else None,
        withdrawn=kind.endswith(".funds_withdrawn") or any(amount < 0 for amount in moved),
        reinstated=kind.endswith(".funds_reinstated") or any(amount > 0 for amount in moved),
    )
