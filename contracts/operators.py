"""Operators: what they did at the command line and no service was asked for. Only the command line says it."""

from datetime import datetime

from contracts.base import Event

LETTERS_AT_MOST = 1_000
"""Ids in one message."""


class SettingChanged(Event, key="setting"):
    """All doors were told something else: a limit, or that there is maintenance."""

    setting: str
    """As the doors' board names it."""
    before: str
    """As the board had it; empty where the doors' own settings were in force."""
    after: str
    """Likewise."""
    until: datetime | None = None
    """Then their own settings are in force again; null where they are now."""


class LettersReplayed(Event, key="service"):
    """Dead letters of a service are tried again."""

    service: str
    """Whose letters they are."""
    letters: tuple[str, ...]
    """Their ids."""


class LettersDiscarded(Event, key="service"):
    """Dead letters of a service are never handled, and what was parked behind them is."""

    service: str
    """Whose letters they are."""
    letters: tuple[str, ...]
    """Their ids."""
    because: str
    """Why, in the operator's words."""


class SealedRead(Event, key="account_id"):
    """What is personal of this person in an entry of the audit is shown to an operator. Said before it is."""

    account_id: str
    entry: str
    """The id of the message that was recorded."""
