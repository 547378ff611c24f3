from collections.abc import Iterator

from choreography.keyring import Keyring
from choreography.vocabulary import Gone
from contracts.identity import AccountClosed
from contracts.users import AddressesChanged, PersonErased
from handlers.users.keep_addresses import forgotten
from handlers.users.own import EndMemberships, EraseKey, KeyErased
from handlers.users.rows import AddressBook, Departure, Profile
from handlers.users.service import users


@users.step
def account_closed(
    said: AccountClosed, profile: Profile | None, departure: Departure | None
) -> Iterator[Gone | Departure | EndMemberships | EraseKey]:
    """Whether or not anything was heard of the person before."""
    if profile:
        yield Gone(profile)
    if departure is None:
        yield Departure(said.account_id)
    yield EndMemberships.of(said)
    yield EraseKey.of(said)


@users.effect("keyring")
async def erase_key(asked: EraseKey, keyring: Keyring) -> KeyErased:
    await keyring.erase(asked.account_id)
    return KeyErased.of(asked)


@users.step
def key_erased(erased: KeyErased, book: AddressBook | None) -> Iterator[AddressBook | AddressesChanged | PersonErased]:
    yield from forgotten(book or AddressBook(erased.account_id))
    yield PersonErased.of(erased)
