from collections.abc import Iterator

from contracts.payments import ApplyCase, CaseApplied, CaseNotApplied, CaseProposed
from handlers.payments.own import CaseRefunded, RefundCase
from handlers.payments.rows import MoneyCase
from handlers.payments.service import payments


@payments.step
def apply_case(
    asked: ApplyCase, case: MoneyCase
) -> Iterator[MoneyCase | RefundCase | CaseProposed | CaseApplied | CaseNotApplied]:
    """Money moves only when a second operator wants it too."""
    moves, by = case.proposal == "refund", asked.operator
    if case.state in ("open", "failed") and moves:
        yield case.but(state="proposed", proposed_by=by)
        yield CaseProposed.of(asked)
    elif case.state == "open" or (case.state == "proposed" and case.proposed_by != by):
        yield case.but(state="applying" if moves else "applied", applied_by=by)
        if moves:
            yield RefundCase.of(case, price=back(case))
        yield CaseApplied.of(case, operator=by, first=case.proposed_by)
    else:
        yield CaseNotApplied.of(case)


def back(case: MoneyCase) -> int:
    """What should not be with us."""
    return case.expected - case.found if case.kind == "not_refunded" else case.found


@payments.step
def case_refunded(told: CaseRefunded, case: MoneyCase) -> Iterator[MoneyCase]:
    if case.state == "applying":
        yield case.but(state="failed" if told.reason else "applied", reason=told.reason)
