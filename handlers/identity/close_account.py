from collections.abc import Iterator

from choreography.vocabulary import Gone
from contracts.identity import AccountClosed, CloseAccount
from handlers.identity.link_provider import Links
from handlers.identity.own import EndSessions
from handlers.identity.rows import Account, Departed, ProviderLink, SecondFactor
from handlers.identity.service import identity


@identity.step
def close_account(
    asked: CloseAccount, account: Account, factor: SecondFactor | None, links: Links
) -> Iterator[Gone | Departed | EndSessions | AccountClosed]:
    """Its mail registers no more: nothing is sealed for the person again."""
    yield from closed(account, factor, links)
    yield AccountClosed.of(asked)


def closed(
    account: Account, factor: SecondFactor | None, links: list[ProviderLink]
) -> Iterator[Gone | Departed | EndSessions]:
    yield Gone(account)
    yield Departed(account.account)
    if factor:
        yield Gone(factor)
    yield from (Gone(link) for link in links if link.login)
    yield EndSessions.of(account, reason="closed", kept="")
