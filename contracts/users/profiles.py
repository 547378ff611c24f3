"""Who people say they are."""

from datetime import datetime

from contracts.base import Command, Event
from contracts.sealed import Sealed
from contracts.users.about import OfPerson
from contracts.users.preferences import FirstGroup, Preferences


class UpdateProfile(OfPerson, Command):
    """What is left out stays as it is; `preferences` take the place of all there were."""

    name: Sealed | None = None
    preferences: Preferences | None = None


class ReadInbox(OfPerson, Command):
    """The person has read what stood in the inbox by then."""

    until: datetime


class Unsubscribe(OfPerson, Command):
    """By a link in a mail, without signing in: from now on there are no mails of this group, as `mail.news` is off."""

    group: FirstGroup = "news"


class DeclineInvitations(OfPerson, Command):
    """The same of mails that an organisation wants the person: `mail.invitations` is off."""


class ProfileUpdated(OfPerson, Event, answers=(UpdateProfile, Unsubscribe, DeclineInvitations)):
    """The whole profile as it is now."""

    name: Sealed | None
    preferences: dict[str, str]
    created: datetime


class InboxRead(OfPerson, Event, answers=ReadInbox):
    """What came `until` then is read; that never goes back."""

    until: datetime


class ProfileRefused(OfPerson, Event, answers=(UpdateProfile, Unsubscribe, DeclineInvitations, ReadInbox), status=409):
    """Nothing is kept; `reason` is account_erased."""

    reason: str


class PersonErased(OfPerson, Event):
    """The person's key is gone, for ever: what was sealed for them is unreadable, wherever it lies."""
