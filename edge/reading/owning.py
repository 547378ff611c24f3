"""Of which events a user may read what is not for all, in SQL."""

from contracts.rights import Right, roles_with


def owned(right: Right) -> str:
    """Has the user `$2` this right over the event `e`? `$3` says whether it is an operator."""
    roles = ", ".join(f"'{role}'" for role in roles_with(right))
    as_member = """select m.role from member_view m
        where m.organisation_id = e.organiser_id and m.account_id = $2 and m.state = 'member'"""
    own = "case when $3 then 'operator' when e.organiser_id = $2 then 'owner' end"
    return f"coalesce({own}, ({as_member})) in ({roles})"
