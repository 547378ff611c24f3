"""What goes with an account that is closed."""

from collections.abc import Iterator

from choreography.vocabulary import Gone
from handlers.identity.link_provider import Links
from handlers.identity.own import EndSessions
from handlers.identity.rows import Account, Departed, SecondFactor


def closed(account: Account, factor: SecondFactor | None, links: Links) -> Iterator[Gone | Departed | EndSessions]:
    """Its mail registers no more: nothing is sealed for the person again."""
    yield Gone(account)
    yield Departed(account.account)
    if factor:
        yield Gone(factor)
    yield from (Gone(link) for link in links if link.login)
    yield EndSessions.of(account, reason="closed", kept="")
