"""What a client may send of organisations and their members."""

from typing import Annotated

from msgspec import Meta

from contracts.rights import MemberRole
from edge.bodies.words import Body, Id, Mail


class NewOrganisation(Body):
    name: Annotated[str, Meta(min_length=1, max_length=100)]


class NewMember(Body):
    """Either the mail address of who is invited, or the account."""

    role: MemberRole
    mail: Mail | None = None
    account_id: Id | None = None


class ChangedMember(Body):
    role: MemberRole
