"""Users: who people say they are, and how they like things."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from contracts.base import Command, Event, Message
from contracts.sealed import Sealed

PREFERENCES_AT_MOST = 32
"""Of one person."""

Preference = Annotated[str, Field(max_length=64)]
Preferences = Annotated[dict[Preference, Preference], Field(max_length=PREFERENCES_AT_MOST)]
"""Nothing personal: `theme`, `seat`, and the like. These have a meaning here:"""
LANGUAGE = "language"
"""In which the person is mailed, as `de`, or `de-AT`."""
MAIL_NEWS = "mail.news"
"""`off`: no mail that is not about what the person did or has."""
OFF = "off"
QUIET_FROM, QUIET_UNTIL = "quiet.from", "quiet.until"
"""Such mail waits between these hours, as `22:00` and `07:30`..."""
TIME_ZONE = "time_zone"
"""...of this zone, as `Europe/Vienna`; UTC if it names none."""


class OfPerson(Message, key="account_id", carries=("account_id",)):
    """About one person."""

    account_id: str


class UpdateProfile(OfPerson, Command):
    """What is left out stays as it is; `preferences` take the place of all there were."""

    name: Sealed | None = None
    preferences: Preferences | None = None


class ReadInbox(OfPerson, Command):
    """The person has read what stood in the inbox by then."""

    until: datetime


class Unsubscribe(OfPerson, Command):
    """By a link in a mail, without signing in: from now on `mail.news` is off."""


class ProfileUpdated(OfPerson, Event, answers=(UpdateProfile, Unsubscribe)):
    """The whole profile as it is now."""

    name: Sealed | None
    preferences: dict[str, str]
    created: datetime


class InboxRead(OfPerson, Event, answers=ReadInbox):
    """What came `until` then is read; that never goes back."""

    until: datetime


class PersonErased(OfPerson, Event):
    """The person's key is gone, for ever: what was sealed for them is unreadable, wherever it lies."""
