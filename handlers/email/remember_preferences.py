from collections.abc import Iterator

from choreography.vocabulary import Gone
from contracts.users import LANGUAGE, MAILS, QUIET_FROM, QUIET_UNTIL, TIME_ZONE, PersonErased, ProfileUpdated
from handlers.email.rows import Contact, Preferences
from handlers.email.service import email

OURS = (LANGUAGE, *MAILS.values(), QUIET_FROM, QUIET_UNTIL, TIME_ZONE)


@email.step
def remember_preferences(said: ProfileUpdated, preferences: Preferences | None) -> Iterator[Preferences]:
    ours = {name: said.preferences[name] for name in OURS if name in said.preferences}
    yield (preferences or Preferences(said.account_id)).but(said=ours)


@email.step
def forget_preferences(
    said: PersonErased, preferences: Preferences | None, contact: Contact | None
) -> Iterator[Gone | Contact]:
    """Where they were reached stays, and cannot be read."""
    if preferences:
        yield Gone(preferences)
    if contact:
        yield contact.but(erased=True)
