from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.payments import CaseApplied, CaseEnded, CaseOpened, CaseProposed, OfCase
from handlers.views.money import MoneyCaseView
from handlers.views.newer import newer
from handlers.views.service import views


@views.step
def show_case(said: CaseOpened, view: MoneyCaseView | None, envelope: Envelope) -> Iterator[MoneyCaseView]:
    """One that was gone may be opened anew, over another sum: nothing is left of what was asked for before."""
    told = {name: getattr(said, name) for name in CaseOpened.CARRIED if name not in OfCase.CARRIED}
    view = newer(known(said, view), "opened_version", envelope.version, opened_at=envelope.time, **told)
    view = newer(view, "asked_version", envelope.version, proposed_by="", applied_by="")
    yield newer(view, "state_version", envelope.version, state="open", reason="")


@views.step
def show_proposed(said: CaseProposed, view: MoneyCaseView | None, envelope: Envelope) -> Iterator[MoneyCaseView]:
    view = newer(known(said, view), "asked_version", envelope.version, proposed_by=said.operator, applied_by="")
    yield newer(view, "state_version", envelope.version, state="proposed", reason="")


@views.step
def show_applied(said: CaseApplied, view: MoneyCaseView | None, envelope: Envelope) -> Iterator[MoneyCaseView]:
    """To look is done when it is said; all else once the money has gone."""
    by = {"proposed_by": said.first, "applied_by": said.operator}
    view = newer(known(said, view), "asked_version", envelope.version, **by)
    state = "applied" if said.proposal == "look" else "applying"
    yield newer(view, "state_version", envelope.version, state=state, reason="")


@views.step
def show_ended(said: CaseEnded, view: MoneyCaseView | None, envelope: Envelope) -> Iterator[MoneyCaseView]:
    yield newer(known(said, view), "state_version", envelope.version, state=said.state, reason=said.reason)


def known(said: OfCase, view: MoneyCaseView | None) -> MoneyCaseView:
    return view or MoneyCaseView(said.provider, said.case_id)
