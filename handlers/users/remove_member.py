from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.users import MemberRemoved, MembershipForbidden, MembershipRefused, RemoveMember
from handlers.users.rows import Membership, Organisation
from handlers.users.service import users
from handlers.users.standing import may_say

Said = Iterator[Organisation | Membership | MemberRemoved | MembershipRefused | MembershipForbidden]


@users.step
def remove_member(
    asked: RemoveMember,
    organisation: Organisation | None,
    membership: Membership | None,
    asker: Annotated[Membership | None, at("organisation_id", "asker_id")],
) -> Said:
    """Everybody may leave, and turn an invitation down."""
    if asked.asker_id != asked.account_id and not may_say(asked, asker):
        yield MembershipForbidden.of(asked)
    elif organisation is None or membership is None or not membership.counts:
        yield MembershipRefused.of(asked, reason="not_member")
    elif membership.owns and organisation.is_last_owner:
        yield MembershipRefused.of(asked, reason="last_owner")
    else:
        yield membership.but(state="gone")
        yield organisation.changed(size=-1, owners=-membership.owns)
        yield MemberRemoved.of(asked)
