from collections.abc import Iterator

from contracts.payments import (
    ApplyCase,
    ApplyCaseSigned,
    CaseApplied,
    CaseDecided,
    CaseEnded,
    CaseNotApplied,
    CaseOpened,
    CaseProposed,
)
from handlers.payments.cover import NOTHING_FITS
from handlers.payments.end_case import ended
from handlers.payments.own import CaseRefunded, RefundCase
from handlers.payments.rows import MoneyCase
from handlers.payments.service import payments
from handlers.payments.settings import settings

Said = Iterator[MoneyCase | RefundCase | CaseProposed | CaseApplied | CaseDecided | CaseNotApplied]


@payments.step
def apply_case(asked: ApplyCase, case: MoneyCase) -> Said:
    """By a name at the command line, which is a claim: where that is not enough, it is refused."""
    if settings().signed_in_only:
        yield CaseNotApplied.of(case, reason="signed_in_only")
    else:
        yield from applied(asked, case)


@payments.step
def apply_case_signed(asked: ApplyCaseSigned, case: MoneyCase) -> Said:
    yield from applied(asked, case)


def applied(asked: ApplyCase | ApplyCaseSigned, case: MoneyCase) -> Said:
    """Money moves, or what is owed does, only when a second operator wants it too."""
    moves, by = case.proposal != "look", asked.operator
    if case.state in ("open", "failed") and moves:
        yield case.but(state="proposed", proposed_by=by)
        yield CaseProposed.of(asked)
    elif case.state == "open" or (case.state == "proposed" and case.proposed_by != by):
        attempt = case.attempt + moves
        yield case.but(state="applying" if moves else "applied", applied_by=by, attempt=attempt)
        if case.proposal == "refund":
            yield RefundCase.of(case, price=back(case), attempt=attempt)
        elif moves:
            yield CaseDecided.of(case, step=case.proposal, attempt=attempt)
        yield CaseApplied.of(case, operator=by, first=case.proposed_by)
    else:
        yield CaseNotApplied.of(case)


def back(case: MoneyCase) -> int:
    """What should not be with us."""
    return case.expected - case.found if case.kind == "not_refunded" else case.found


@payments.step
def case_refunded(told: CaseRefunded, case: MoneyCase | None) -> Iterator[MoneyCase | CaseEnded | CaseOpened]:
    """A refund that failed stays so, whatever is heard of its beginnings; one that had succeeded may fail even then."""
    if case is None or told.attempt != case.attempt or told.pending:
        return
    if told.reason == NOTHING_FITS:
        yield from to_be_looked_at(case)
    elif told.reason and case.state in ("applying", "applied"):
        yield from ended(case, "failed", told.reason)
    elif case.state == "applying" and not told.reason:
        yield from ended(case, "applied")


def to_be_looked_at(case: MoneyCase) -> Iterator[MoneyCase | CaseOpened]:
    """Nothing of ours can be booked for it, however often that is proposed."""
    if case.state == "applying":
        yield (after := case.but(state="open", proposal="look", proposed_by="", applied_by="", reason=NOTHING_FITS))
        yield CaseOpened.of(after)
