from collections.abc import Iterator
from datetime import datetime

from contracts.users import MAILS, OFF, DeclineInvitations, ProfileRefused, ProfileUpdated, Unsubscribe
from handlers.users.rows import Departure, Profile
from handlers.users.service import users


@users.step
def unsubscribe(
    asked: Unsubscribe | DeclineInvitations,
    profile: Profile | None,
    departure: Departure | None,
    asked_at: datetime,
) -> Iterator[Profile | ProfileUpdated | ProfileRefused]:
    """Whoever was mailed has registered, though that may not have been heard here yet."""
    if departure:
        yield ProfileRefused.of(asked, reason="account_erased")
        return
    group = asked.group if isinstance(asked, Unsubscribe) else "invitations"
    profile = profile or Profile(asked.account_id, asked_at)
    profile = profile.but(preferences=profile.preferences | {MAILS[group]: OFF})
    yield profile
    yield ProfileUpdated.of(profile, name=profile.name, preferences=profile.preferences, created=profile.created)
