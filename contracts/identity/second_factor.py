"""A password alone opens no session any more, or does so again."""

from contracts.base import Command, Event
from contracts.identity.about import Answering, OfAccount, OfPerson, WithSecret
from contracts.identity.words import OPERATORS, SECRETS, Box, PublicKey, SessionId


class EnrolSecondFactor(WithSecret, Command, topic=SECRETS):
    """The secret is the password. The key of the codes comes back in a box for `reply_to`; it counts when confirmed."""

    reply_to: PublicKey


class ConfirmSecondFactor(WithSecret, Command, topic=SECRETS):
    """The secret is a code of the offered key. The spare codes come back in a box for `reply_to`, this once.

    The session of `sid` goes on, all others of the account end: they were opened by the password alone.
    """

    sid: SessionId
    reply_to: PublicKey


class RemoveSecondFactor(WithSecret, Command, topic=SECRETS):
    """The secret is JSON of `proof`, the password, and `code`, as at a sign-in."""


class RenewSpareCodes(WithSecret, Command, topic=SECRETS):
    """The secret is that of a removal. New spare codes come back in a box for `reply_to`, this once."""

    reply_to: PublicKey


class LiftSecondFactor(OfAccount, Command, topic=OPERATORS):
    """Said by an operator at the command line, for who has lost the authenticator and the spare codes."""

    request: str


class SecondFactorOffered(Answering, Event, answers=EnrolSecondFactor):
    """`offer` is a box for the asker: JSON of `key`, in base32 as authenticators take it, and of `algorithm`.

    That is the hash of its codes, as authenticators name it. Nothing is asked for yet.
    """

    offer: Box


class SecondFactorConfirmed(Answering, Event, answers=ConfirmSecondFactor):
    """From now on a password alone opens no session. `spare` is a box for the asker: JSON of `spare`, each for once."""

    spare: Box


class SecondFactorLifted(OfPerson, Event, answers=LiftSecondFactor):
    """An operator has seen to it that the account has no second factor; if it had one, all its sessions end."""


class SecondFactorRemoved(Answering, Event, answers=RemoveSecondFactor):
    """The password alone opens sessions again."""


class SpareCodesRenewed(Answering, Event, answers=RenewSpareCodes):
    """The earlier ones count no more. `spare` is a box for the asker: JSON of `spare`, each for once."""

    spare: Box
