"""A house may ask a second factor of roles for whatever they do: who has none can then do no more than turn one on."""

from collections.abc import Iterable

from edge.live.ports import User
from edge.problem import Problem

MEMBER = "member"
"""Stands for every role in an organisation, though no account has it of its own."""
ON_THE_WAY = frozenset({"GET /me", "POST /me/second-factor", "PUT /me/second-factor", "DELETE /sessions/current"})
"""What leads to one, or out."""


def lacks(user: User, roles: Iterable[str], required: frozenset[str]) -> bool:
    """An API token was made by somebody who had shown one, if that was asked for then."""
    return user.scopes is None and user.proved is None and not required.isdisjoint(roles)


def check(user: User, roles: Iterable[str], required: frozenset[str], route: str = "") -> None:
    """Raises Problem."""
    if route not in ON_THE_WAY and lacks(user, roles, required):
        raise Problem(403, "second_factor_needed")
