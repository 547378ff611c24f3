"""What a message of identity is about: an account, one request of it, a person, or the keys of one use."""

from typing import Annotated, ClassVar

from pydantic import Field

from contracts.base import Message
from contracts.identity.words import PROVIDERS, Account, Box, Provider, Ring, account_id, context


class OfAccount(Message, key="account", subject="account_id", carries=("account",)):
    """Asked of one account. `signing_ring` and `sealing_ring` name the keys that a step may need for it, and
    `providers` its links.
    """

    signing_ring: ClassVar[Ring] = "signing"
    sealing_ring: ClassVar[Ring] = "sealing"
    providers: ClassVar[tuple[Provider, ...]] = PROVIDERS

    account: Account

    @property
    def account_id(self) -> str:
        return account_id(self.account)


class Asked(OfAccount, key="account", subject="request", carries=("request",)):
    """One request at the door. `request` is of the edge's making, and never used for another."""

    request: Annotated[str, Field(min_length=1, max_length=64)]


class WithSecret(Asked):
    """`secret` is a box for identity, bound to this message: closed with its sealing key of the name `key_id`."""

    key_id: str
    secret: Box

    @property
    def context(self) -> bytes:
        return context(type(self).__name__, self.account, self.request)


class OfPerson(Message, key="account_id", carries=("account_id",)):
    """About one person."""

    account_id: str


class Answering(OfPerson, key="account_id", subject="request", carries=("request",)):
    """Said about one request at the door."""

    request: str


class OfRing(Message, key="ring", carries=("ring",)):
    """About the keys of one use."""

    ring: Ring
