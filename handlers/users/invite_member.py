from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

from choreography.vocabulary import at
from contracts.users import (
    INVITATIONS_A_DAY,
    MEMBERS_AT_MOST,
    InviteMember,
    MemberInvited,
    MembershipForbidden,
    MembershipRefused,
)
from handlers.users.rows import Inviting, Membership, Organisation
from handlers.users.service import users
from handlers.users.standing import may_say

Said = Iterator[Organisation | Membership | Inviting | MemberInvited | MembershipRefused | MembershipForbidden]
DAY = timedelta(days=1)


@users.step
def invite_member(
    asked: InviteMember,
    organisation: Organisation | None,
    membership: Membership | None,
    asker: Annotated[Membership | None, at("organisation_id", "asker_id")],
    inviting: Inviting | None,
    now: datetime,
) -> Said:
    """An account's own organisation begins with the first invitation; nobody else can begin it."""
    if not may_say(asked, asker) or (organisation is None and asked.asker_id != asked.organisation_id):
        yield MembershipForbidden.of(asked)
        return
    organisation = organisation or Organisation(asked.organisation_id, own=True)
    if inviting is None or now - inviting.since >= DAY:
        inviting = (inviting or Inviting(asked.organisation_id, now)).but(since=now, count=0)
    if reason := why_not(asked, organisation, membership, inviting):
        yield MembershipRefused.of(asked, reason=reason)
        return
    yield inviting.changed(count=1)
    yield from invited(asked, organisation, membership)


def why_not(asked: InviteMember, organisation: Organisation, membership: Membership | None, today: Inviting) -> str:
    """Empty if there is none."""
    if asked.account_id == asked.organisation_id or (membership and membership.state == "member"):
        return "member"
    if today.count >= INVITATIONS_A_DAY:
        return "invited_too_often"
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
