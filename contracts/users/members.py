"""Who is what in an organisation."""

from contracts.base import Command, Event, Message
from contracts.rights import MemberRole
from contracts.users.about import OfPerson
from contracts.users.organisations import OfOrganisation

MEMBERS_AT_MOST = 100
"""Of one organisation, with those who are invited."""
INVITATIONS_A_DAY = 50
"""Of one organisation; who was invited by mistake, and is invited again, counts again."""


class OfMember(OfOrganisation, key="organisation_id", subject="account_id", carries=("account_id",)):
    """About one person in one organisation."""

    account_id: str


class ByMember(Message):
    """Who asks, as the edge read it from the access token; what they are there is known to users alone."""

    asker_id: str
    by_operator: bool = False


class InviteMember(OfMember, ByMember, Command):
    """The person is to be a member, if they want to. Whether there is such an account is told to nobody."""

    role: MemberRole


class AcceptInvitation(OfMember, Command):
    """The person wants to be a member."""


class ChangeMember(OfMember, ByMember, Command):
    """A member is to have another role."""

    role: MemberRole


class RemoveMember(OfMember, ByMember, Command):
    """The person is a member no more, or invited no more; by an owner, or of their own will."""


class MemberInvited(OfMember, Event, carries=("role", "name"), answers=InviteMember, status=202):
    """The person may accept; `name` is the organisation's, empty for an account's own."""

    role: MemberRole
    name: str


class MemberJoined(OfMember, Event, carries=("role",), answers=AcceptInvitation):
    """The person is a member from now on."""

    role: MemberRole


class MemberChanged(OfMember, Event, carries=("role",), answers=ChangeMember):
    """The member has this role from now on."""

    role: MemberRole


class MemberRemoved(OfMember, Event, answers=RemoveMember):
    """The person is neither a member nor invited any more."""


class MembershipLapsed(OfMember, Event):
    """The person's account is closed: what they are in the organisation is over."""


class MembershipNoted(OfPerson, Event):
    """The same once more in the account's own partition: `counts` while the person is a member, or invited."""

    organisation_id: str
    counts: bool


class MembershipRefused(
    OfMember, Event, answers=(InviteMember, AcceptInvitation, ChangeMember, RemoveMember), status=409
):
    """Everything stays as it is; `reason` says why."""

    reason: str


class MembershipForbidden(OfMember, Event, answers=(InviteMember, ChangeMember, RemoveMember), status=403):
    """Who asks may not say who is a member of the organisation."""
