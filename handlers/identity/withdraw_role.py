from collections.abc import Iterator

from contracts.identity import RoleWithdrawn, WithdrawRole
from handlers.identity.own import EndSessions
from handlers.identity.rows import Account
from handlers.identity.service import identity


@identity.step
def withdraw_role(asked: WithdrawRole, account: Account) -> Iterator[Account | EndSessions | RoleWithdrawn]:
    """Tokens say which roles a request has: those that say too much are ended, a sign-in under way opens nothing."""
    if asked.role in account.roles:
        roles = tuple(role for role in account.roles if role != asked.role)
        account = account.but(roles=roles, generation=account.generation + 1)
        yield account
        yield EndSessions.of(asked, reason="role_withdrawn", kept="")
    yield RoleWithdrawn.of(asked, roles=account.roles)
