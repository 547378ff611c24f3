from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.users import ChangeMember, MemberChanged, MembershipForbidden, MembershipRefused
from handlers.users.rows import Membership, Organisation
from handlers.users.service import users
from handlers.users.standing import may_say

Said = Iterator[Organisation | Membership | MemberChanged | MembershipRefused | MembershipForbidden]


@users.step
def change_member(
    asked: ChangeMember,
    organisation: Organisation | None,
    membership: Membership | None,
    asker: Annotated[Membership | None, at("organisation_id", "asker_id")],
) -> Said:
    """It is so however often it is asked for."""
    if not may_say(asked, asker):
        yield MembershipForbidden.of(asked)
    elif organisation is None or membership is None or membership.state != "member":
        yield MembershipRefused.of(asked, reason="not_member")
    elif membership.owns and asked.role != "owner" and organisation.is_last_owner:
        yield MembershipRefused.of(asked, reason="last_owner")
    else:
        yield from changed(asked, organisation, membership)


def changed(asked: ChangeMember, organisation: Organisation, membership: Membership) -> Said:
    now = membership.but(role=asked.role)
    if now != membership:
        yield now
    if now.owns != membership.owns:
        yield organisation.changed(owners=now.owns - membership.owns)
    yield MemberChanged.of(asked)
