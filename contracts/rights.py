"""Who may do what with an event and its organisation: the one map of roles to rights."""

from collections.abc import Mapping
from typing import Literal

MemberRole = Literal["owner", "manager", "door", "accountant"]
"""What a member is in an organisation."""
Role = Literal["owner", "manager", "door", "accountant", "operator"]
Right = Literal["see", "change", "bookings", "gate", "money", "members"]
"""See a draft; change what is sold; deal with bookings; let people in; read what came in; say who may do what."""

ALL: frozenset[Right] = frozenset(("see", "change", "bookings", "gate", "money", "members"))
RIGHTS: dict[Role, frozenset[Right]] = {
    "owner": ALL,
    "manager": frozenset(("see", "change", "bookings", "gate")),
    "door": frozenset(("see", "gate")),
    "accountant": frozenset(("see", "money")),
    "operator": ALL,
}


def may(role: Role | None, right: Right) -> bool:
    return role is not None and right in RIGHTS[role]


def roles_with(right: Right) -> tuple[Role, ...]:
    return tuple(role for role, rights in RIGHTS.items() if right in rights)


def role_of(
    organiser_id: str, asker_id: str, by_operator: bool, roles: Mapping[str, MemberRole] | None = None
) -> Role | None:
    """What the asker is to an organisation, or an account, that has an event; what was never said is nobody's.

    `roles` are the asker's as a member, by organisation.
    """
    if by_operator:
        return "operator"
    if asker_id and asker_id == organiser_id:
        return "owner"
    return roles.get(organiser_id) if roles and organiser_id else None
