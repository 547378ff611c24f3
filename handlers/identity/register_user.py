from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import at
from contracts.identity import RegisterUser, RegistrationRefused, UserRegistered, account_id
from handlers.identity.addresses import Address
from handlers.identity.keys import KeyRing
from handlers.identity.own import HashPassword, MakeCode, PasswordHashed
from handlers.identity.rows import Account, Departed
from handlers.identity.service import identity


@identity.step
def register_user(
    asked: RegisterUser, sealing: Annotated[KeyRing, at("sealing_ring")]
) -> Iterator[HashPassword | RegistrationRefused]:
    """A mail that has an account takes the same way as another, and as long."""
    if (key := sealing.find(asked.key_id)) is None:
        yield RegistrationRefused.of(asked, reason="unknown_key")
    else:
        yield HashPassword.of(asked, sealing=key)


@identity.step
def password_hashed(
    hashed: PasswordHashed, account: Account | None, address: Address | None, departed: Departed | None, now: datetime
) -> Iterator[Account | MakeCode | UserRegistered | RegistrationRefused]:
    """Of two that asked for one mail at once, the first to be hashed has it."""
    if reason := hashed.reason or why_not(account, address, departed):
        whose = account_id(address.owner if address else hashed.account)
        yield RegistrationRefused.of(hashed, account_id=whose, reason=reason)
        return
    account = Account(hashed.account, hashed.password, ("buyer", "organiser") if hashed.organiser else ("buyer",), now)
    yield account
    yield MakeCode.of(hashed, purpose="verify")
    yield UserRegistered.of(hashed, mail=hashed.mail, name=hashed.name, roles=account.roles)


def why_not(account: Account | None, address: Address | None, departed: Departed | None) -> str:
    """Empty if there may be an account."""
    if account or address:
        return "account_exists"
    return "account_erased" if departed else ""
