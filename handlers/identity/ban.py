from collections.abc import Iterator

from contracts.identity import AccountBanned, BanAccount, BanLifted, LiftBan
from handlers.identity.own import EndSessions
from handlers.identity.rows import Account
from handlers.identity.service import identity


@identity.step
def ban_account(asked: BanAccount, account: Account) -> Iterator[Account | EndSessions | AccountBanned]:
    if not account.banned:
        yield account.but(banned=True)
        yield EndSessions.of(asked, reason="banned", kept="")
    yield AccountBanned.of(asked)


@identity.step
def lift_ban(asked: LiftBan, account: Account) -> Iterator[Account | BanLifted]:
    if account.banned:
        yield account.but(banned=False)
    yield BanLifted.of(asked)
