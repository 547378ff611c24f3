from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.users import MemberChanged, MemberInvited, MemberJoined, MemberRemoved, OrganisationCreated
from handlers.views.newer import newer
from handlers.views.organisations import MemberView, OrganisationView
from handlers.views.service import views


@views.step
def show_organisation(said: OrganisationCreated, view: OrganisationView | None) -> Iterator[OrganisationView]:
    yield (view or OrganisationView(said.organisation_id)).but(name=said.name)


@views.step
def show_invited(said: MemberInvited, view: MemberView | None, envelope: Envelope) -> Iterator[MemberView]:
    view = view or MemberView(said.organisation_id, said.account_id)
    yield newer(view, "member_version", envelope.version, role=said.role, state="invited")


@views.step
def show_member(
    said: MemberJoined | MemberChanged, view: MemberView | None, envelope: Envelope
) -> Iterator[MemberView]:
    view = view or MemberView(said.organisation_id, said.account_id)
    yield newer(view, "member_version", envelope.version, role=said.role, state="member")


@views.step
def show_removed(said: MemberRemoved, view: MemberView | None, envelope: Envelope) -> Iterator[MemberView]:
    view = view or MemberView(said.organisation_id, said.account_id)
    yield newer(view, "member_version", envelope.version, state="gone")
