from collections.abc import Iterator

from contracts.users import (
    ADDRESSES_AT_MOST,
    AddAddress,
    AddressesChanged,
    AddressNotAdded,
    AddressUnknown,
    ChangeAddress,
    PostalAddress,
    RemoveAddress,
)
from handlers.users.rows import AddressBook
from handlers.users.service import users


@users.step
def add_address(
    asked: AddAddress, book: AddressBook | None
) -> Iterator[AddressBook | AddressesChanged | AddressNotAdded]:
    """One that is there stays as it is: a second try may come after a change."""
    book = book or AddressBook(asked.account_id)
    if book.erased:
        yield AddressNotAdded.of(asked, reason="account_erased")
    elif book.has(asked.address.address_id):
        yield AddressesChanged.of(book)
    elif len(book.addresses) >= ADDRESSES_AT_MOST:
        yield AddressNotAdded.of(asked, reason="too_many_addresses")
    else:
        yield from told(with_address(book, asked.address, asked.default))


@users.step
def change_address(
    asked: ChangeAddress, book: AddressBook
) -> Iterator[AddressBook | AddressesChanged | AddressUnknown | AddressNotAdded]:
    if book.erased:
        yield AddressNotAdded.of(asked, reason="account_erased")
    elif book.has(asked.address.address_id):
        yield from told(with_address(book, asked.address, asked.default))
    else:
        yield AddressUnknown.of(asked)


@users.step
def remove_address(
    asked: RemoveAddress, book: AddressBook
) -> Iterator[AddressBook | AddressesChanged | AddressUnknown | AddressNotAdded]:
    """Where the chosen one is removed the oldest takes its place."""
    if book.erased:
        yield AddressNotAdded.of(asked, reason="account_erased")
        return
    if not book.has(asked.address_id):
        yield AddressUnknown.of(asked)
        return
    addresses = tuple(one for one in book.addresses if one.address_id != asked.address_id)
    chosen = book.chosen if book.chosen != asked.address_id else addresses[0].address_id if addresses else ""
    yield from told(book.but(addresses=addresses, chosen=chosen))


def with_address(book: AddressBook, address: PostalAddress, default: bool) -> AddressBook:
    """In its old place if it was there; the first is chosen until another is."""
    new = address.address_id
    addresses = tuple(address if one.address_id == new else one for one in book.addresses)
    chosen = new if default or not book.chosen else book.chosen
    return book.but(addresses=addresses if book.has(new) else (*addresses, address), chosen=chosen)


def told(book: AddressBook) -> Iterator[AddressBook | AddressesChanged]:
    yield book
    yield AddressesChanged.of(book)


def forgotten(book: AddressBook) -> Iterator[AddressBook | AddressesChanged]:
    """For ever, whether or not there were any: a wish that comes late adds none."""
    if book.erased:
        return
    yield (erased := book.but(addresses=(), chosen="", erased=True))
    if book.addresses:
        yield AddressesChanged.of(erased)
