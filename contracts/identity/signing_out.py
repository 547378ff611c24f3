"""Sessions end."""

from contracts.base import Command, Event
from contracts.identity.about import OfAccount, OfPerson
from contracts.identity.words import SessionId


class LogOut(OfAccount, Command, key="account", subject="sid", carries=("sid",)):
    """Of one session: the edge has checked that it is the caller's."""

    sid: SessionId


class LogOutElsewhere(OfAccount, Command, key="account", subject="sid", carries=("sid",)):
    """All sessions of the account are to end but this one, which is the caller's."""

    sid: SessionId


class SessionRevoked(OfPerson, Event, answers=LogOut, key="account_id", subject="sid"):
    """No token of this session counts any more, for this reason. Its sockets are to be closed."""

    sid: SessionId
    reason: str


class LoggedOutElsewhere(OfPerson, Event, answers=LogOutElsewhere, key="account_id", subject="sid", carries=("sid",)):
    """The sessions other than this one are being ended."""

    sid: SessionId
