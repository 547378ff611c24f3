"""Rows of where post reaches people."""

from choreography.row import Row
from contracts.users import PostalAddress


class AddressBookView(Row, key=("account_id",)):
    """The postal addresses of a person, to be shown to themselves alone."""

    account_id: str
    addresses: tuple[PostalAddress, ...] = ()
    chosen: str = ""
    addresses_version: int = -1
    """The clock of both."""
