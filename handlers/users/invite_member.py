from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.users import MEMBERS_AT_MOST, InviteMember, MemberInvited, MembershipForbidden, MembershipRefused
from handlers.users.rows import Membership, Organisation
from handlers.users.service import users
from handlers.users.standing import may_say

Said = Iterator[Organisation | Membership | MemberInvited | MembershipRefused | MembershipForbidden]


@users.step
def invite_member(
    asked: InviteMember,
    organisation: Organisation | None,
    membership: Membership | None,
    asker: Annotated[Membership | None, at("organisation_id", "asker_id")],
) -> Said:
    """An account's own organisation begins with the first invitation; nobody else can begin it."""
    if not may_say(asked, asker) or (organisation is None and asked.asker_id != asked.organisation_id):
        yield MembershipForbidden.of(asked)
        return
    organisation = organisation or Organisation(asked.organisation_id, own=True)
    if reason := why_not(asked, organisation, membership):
        yield MembershipRefused.of(asked, reason=reason)
        return
    yield from invited(asked, organisation, membership)


def why_not(asked: InviteMember, organisation: Organisation, membership: Membership | None) -> str:
    """Empty if there is none."""
    if asked.account_id == asked.organisation_id or (membership and membership.state == "member"):
        return "member"
    counts = membership is not None and membership.counts
    return "" if counts or organisation.size < MEMBERS_AT_MOST else "organisation_full"


def invited(asked: InviteMember, organisation: Organisation, membership: Membership | None) -> Said:
    """Who is invited again, for another role, has one invitation."""
    if membership is None or not membership.counts:
        yield organisation.changed(size=1)
    wanted = membership or Membership(asked.organisation_id, asked.account_id, asked.role)
    if membership is None or (membership.role, membership.state) != (asked.role, "invited"):
        yield wanted.but(role=asked.role, state="invited")
    yield MemberInvited.of(asked, name=organisation.name)
