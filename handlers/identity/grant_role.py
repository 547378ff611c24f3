from collections.abc import Iterator

from contracts.identity import GrantRole, RoleGranted
from handlers.identity.rows import Account
from handlers.identity.service import identity


@identity.step
def grant_role(asked: GrantRole, account: Account) -> Iterator[Account | RoleGranted]:
    if asked.role not in account.roles:
        account = account.but(roles=(*account.roles, asked.role))
        yield account
    yield RoleGranted.of(asked, roles=account.roles)
