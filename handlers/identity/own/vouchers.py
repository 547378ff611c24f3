"""What is made of a provider's word: a voucher, which opens a session or links an account."""

from datetime import datetime

from choreography.vocabulary import Effect, Own
from contracts.identity import Asked, Provider
from contracts.sealed import Sealed
from handlers.identity.own.factors import ByCode, OfFactor
from handlers.identity.own.opening import Issued, Issuing, Opening


class ReadVoucher(Issuing, OfFactor, Effect):
    """The secret is a voucher and a code. `known`: there is such an account; else it needs the mail."""

    generation: int
    known: bool
    known_device: bool
    client: str
    source: str = ""
    replaces: str = ""


class VoucherRead(Issued, ByCode, Own, carries=("generation", "known_device", "client", "source", "replaces")):
    """`own`: the mail that the provider vouches for is the account's. `mail` is sealed where there was no account."""

    generation: int
    known_device: bool
    client: str
    source: str = ""
    replaces: str = ""
    provider: Provider | None = None
    login: str = ""
    own: bool = False
    mail: Sealed | None = None


class OpenVoucher(Opening, Effect):
    """The secret is a voucher, as of `at`."""

    at: datetime


class VoucherOpened(Asked, Own):
    """`reason` says why it does not count."""

    provider: Provider | None = None
    login: str = ""
    reason: str = ""
