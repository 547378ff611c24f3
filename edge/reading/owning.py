"""Of which events a user may read what is not for all, in SQL."""

import json

from contracts.rights import Right, roles_with
from edge.live.ports import User

OPERATOR = "coalesce(($3::jsonb -> 'operator')::bool, false)"


def owned(right: Right) -> str:
    """Has the user `$2` this right over the event `e`? `$3` says what is known of the user beside: see `who`."""
    roles = ", ".join(f"'{role}'" for role in roles_with(right))
    as_member = """select m.role from member_view m
        where m.organisation_id = e.organiser_id and m.account_id = $2 and m.state = 'member'"""
    own = f"case when {OPERATOR} then 'operator' when e.organiser_id = $2 then 'owner' end"
    return f"coalesce({own}, $3::jsonb -> 'told' ->> e.organiser_id, ({as_member})) in ({roles})"


def who(user: User | None) -> tuple[str | None, str]:
    """What `$2` and `$3` are. What somebody was told to be goes before what the views say, which may be behind."""
    if user is None:
        return None, "{}"
    return user.id, json.dumps({"operator": user.operator, "told": dict(user.told)})
