from collections.abc import Iterator

from contracts.users import AcceptInvitation, MemberJoined, MembershipRefused
from handlers.users.rows import Membership, Organisation
from handlers.users.service import users


@users.step
def accept_invitation(
    asked: AcceptInvitation, organisation: Organisation | None, membership: Membership | None
) -> Iterator[Organisation | Membership | MemberJoined | MembershipRefused]:
    """Who is a member is one, however often that is said."""
    if organisation is None or membership is None or not membership.counts:
        yield MembershipRefused.of(asked, reason="not_invited")
        return
    if membership.state == "invited":
        yield (membership := membership.but(state="member"))
        if membership.owns:
            yield organisation.changed(owners=1)
    yield MemberJoined.of(membership)
