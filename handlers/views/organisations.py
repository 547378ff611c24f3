"""Rows of organisations and of who is what in them."""

from typing import Literal

from choreography.row import Row
from contracts.rights import MemberRole


class OrganisationView(Row, key=("organisation_id",)):
    """One that somebody created; an account's own has no name."""

    organisation_id: str
    name: str = ""


class MemberView(Row, key=("organisation_id", "account_id")):
    """What one person is in an organisation: only a `member` may do what the role may."""

    organisation_id: str
    account_id: str
    role: MemberRole = "door"
    state: Literal["invited", "member", "gone"] = "gone"
    member_version: int = -1
    """The clock of role and state."""
