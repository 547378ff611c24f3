"""Of which events a user may read what is not for all, in books in memory."""

from choreography.memory.books import Books
from contracts.rights import MemberRole, Right, may, role_of
from edge.live.ports import User
from handlers.views.organisations import MemberView
from handlers.views.rows import EventView
from ops.memory.rows import all_of, one_of


def roles_of(views: Books, account_id: str) -> dict[str, MemberRole]:
    """What an account is as a member, by organisation."""
    mine = (one for one in all_of(views, MemberView) if one.account_id == account_id)
    return {one.organisation_id: one.role for one in mine if one.state == "member"}


def allowed(views: Books, event: EventView, user: User, right: Right) -> bool:
    found = {**roles_of(views, user.id), **user.told}
    roles = {organisation: role for organisation, role in found.items() if role}
    return may(role_of(event.organiser_id, user.id, user.operator, roles), right)


def owned(views: Books, event_id: str, user: User, right: Right) -> EventView | None:
    """The event, if it is known and the user has this right over it."""
    event = one_of(views, EventView, event_id)
    return event if event and event.state != "unknown" and allowed(views, event, user, right) else None
