"""May who asks say who is a member of an organisation?"""

from contracts.rights import may, role_of
from contracts.users import ChangeMember, InviteMember, RemoveMember
from handlers.users.rows import Membership


def may_say(asked: InviteMember | ChangeMember | RemoveMember, asker: Membership | None) -> bool:
    """By what is known here: an invitation that is not accepted gives no right."""
    roles = {asker.organisation_id: asker.role} if asker and asker.state == "member" else {}
    return may(role_of(asked.organisation_id, asked.asker_id, asked.by_operator, roles), "members")
