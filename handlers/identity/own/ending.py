"""Sessions and tokens end, all of an account or one."""

from choreography.vocabulary import Own
from contracts.identity import OfAccount


class EndSessions(OfAccount, Own, carries=("account", "reason", "kept")):
    """All of the account but `kept`, page by page: the next begins after the session `after`."""

    reason: str
    kept: str = ""
    after: str = ""


class EndSession(OfAccount, Own, key="account", subject="sid", carries=("sid", "reason")):
    """Of those, one."""

    sid: str
    reason: str


class EndTokens(OfAccount, Own):
    """All API tokens of the account."""


class ExpireSession(OfAccount, Own, key="account", subject="sid", carries=("sid",)):
    """The session's time is over."""

    sid: str
