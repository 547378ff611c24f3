"""Rows of mail addresses that accounts go over to. `account` is the blind index of the address, or the account."""

from datetime import datetime, timedelta

from choreography.row import Row
from contracts.sealed import Sealed

CODE_LASTS = timedelta(minutes=10)
UNDO_LASTS = timedelta(hours=72)


class Address(Row, key=("account",), audited=("owner",)):
    """The address is this owner's, also when the owner has gone over to another one."""

    account: str
    owner: str


class MailWish(Row, key=("account", "by")):
    """Who wants the address, and the hash of the code that was mailed there."""

    account: str
    by: str
    mail: Sealed
    digest: str
    issued: datetime
    expires: datetime


class MailUndo(Row, key=("account",)):
    """Where the account goes back to. While it counts it is that of the first change: no second one hides it."""

    account: str
    address: str
    mail: Sealed | None
    expires: datetime
    digest: str = ""
