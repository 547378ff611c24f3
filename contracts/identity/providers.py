"""People are vouched for by others, and sign in without a password of ours."""

from contracts.base import Command, Event
from contracts.identity.about import Answering, Asked, WithSecret
from contracts.identity.words import SECRETS, Box, Provider, PublicKey


class AskProvider(WithSecret, Command, topic=SECRETS):
    """Somebody comes back from a provider. `account` is nobody's: it names the attempt, which counts once.

    The secret is JSON of `code`, as the provider gave it, and of `verifier` and `nonce`: by them it is known to be
    for us.
    """

    provider: Provider
    reply_to: PublicKey


class LinkProvider(WithSecret, Command, topic=SECRETS):
    """The secret is a voucher: from now on whoever the provider says it is signs in to this account, the caller's."""


class UnlinkProvider(Asked, Command):
    """The provider opens this account no more: the edge has checked that it is the caller's."""

    provider: Provider


class ProviderVouched(Answering, Event, answers=AskProvider):
    """`box` is for the asker: JSON of `voucher`, good for ten minutes, and of `account`, which has the vouched mail.

    `linked` is the account that this person signs in to; empty if there is none yet.
    """

    box: Box
    linked: str = ""


class ProviderLinked(Answering, Event, answers=LinkProvider):
    """Whoever this provider vouches for as the same person signs in to the account by it."""

    provider: Provider


class ProviderUnlinked(Answering, Event, answers=UnlinkProvider):
    """Nobody signs in to the account by this provider any more."""

    provider: Provider
