"""Who vouches for a person is asked."""

from datetime import datetime

from choreography.vocabulary import Effect, Own
from contracts.identity import Asked, OfAccount, Provider
from handlers.identity.own.opening import Opening


class ToProvider(Opening, carries=("provider", "reply_to")):
    """The secret is what somebody came back with, at `at`."""

    provider: Provider
    reply_to: str
    at: datetime


class AskGoogle(ToProvider, Effect):
    """By its token of identity."""


class AskGithub(ToProvider, Effect):
    """By its list of the person's addresses."""


class AskFacebook(ToProvider, Effect):
    """By what it says of its token, and of the person."""


class ProviderAsked(Asked, Own):
    """`box` is a voucher for the asker, `login` the keyed hash of who is vouched for; `reason` why there is none."""

    box: str = ""
    login: str = ""
    reason: str = ""


class ForgetAttempt(OfAccount, Own):
    """What it was made from counts no more."""
