"""What the entries of the ledger come to, beside what a payment and its parts say: what stays different is a case."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Timer, at
from contracts.payments import CaseEnded, CaseOpened
from handlers.payments.compare import agreed, stands
from handlers.payments.compare_refunds import opened
from handlers.payments.difference import PAID, Difference
from handlers.payments.granted import gone_back
from handlers.payments.own import CompareLedger
from handlers.payments.rows import LedgerEntry, MoneyCase, PaymentIntent, Refund
from handlers.payments.service import payments
from handlers.payments.settings import settings

HERE = ("provider", "disputes")
"""The accounts of what came through the provider and has not gone back: a bank's share is on the second."""


@payments.step
def compare_ledger(
    told: CompareLedger,
    intent: PaymentIntent,
    entries: Annotated[Page[LedgerEntry], at("event_id", "booking_id", after="after")],
    parts: Annotated[Page[Refund], at("event_id", "booking_id", after="none")],
    case: Annotated[MoneyCase | None, at("provider", "case_id")],
    now: datetime,
) -> Iterator[CompareLedger | MoneyCase | CaseOpened | CaseEnded | Timer]:
    """Rows and entries may be of different moments: what differs is looked at once more before it is a case, and then
    for as long as no operator has settled it."""
    came = told.came + sum(entry.amount for entry in entries if entry.account in HERE)
    if len(entries) >= Page.SIZE:
        yield told.model_copy(update={"after": entries[-1].posting, "came": came})
        return
    found, open_ = differs(intent, came, parts), case is not None and case.state in ("open", "proposed")
    if found is None:
        yield from agreed(case)
    elif told.again and not stands(case):
        yield (made := opened(told, intent, found, case, now))
        yield CaseOpened.of(made)
    if found and (open_ or not stands(case)):
        yield Timer("ledger", now + settings().refund_grace, CompareLedger.of(told, again=True))


def differs(intent: PaymentIntent, came: int, parts: Sequence[Refund]) -> Difference | None:
    due = intent.price - gone_back(intent) if intent.state in PAID else 0
    if came != due:
        return Difference("ledger_differs", due, came, "look")
    back = sum(part.price for part in parts if part.state == "refunded")
    whole = len(parts) < Page.SIZE
    return Difference("parts_differ", intent.returned, back, "look") if whole and back != intent.returned else None
