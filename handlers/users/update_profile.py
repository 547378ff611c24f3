from collections.abc import Iterator
from datetime import datetime

from contracts.users import ProfileRefused, ProfileUpdated, UpdateProfile
from handlers.users.rows import Departure, Profile
from handlers.users.service import users


@users.step
def update_profile(
    asked: UpdateProfile, profile: Profile | None, departure: Departure | None, asked_at: datetime
) -> Iterator[Profile | ProfileUpdated | ProfileRefused]:
    """Whoever has a token has registered, though that may not have been heard here yet."""
    if departure:
        yield ProfileRefused.of(asked, reason="account_erased")
        return
    profile = profile or Profile(asked.account_id, asked_at)
    preferences = profile.preferences if asked.preferences is None else asked.preferences
    profile = profile.but(name=asked.name or profile.name, preferences=preferences)
    yield profile
    yield ProfileUpdated.of(profile, name=profile.name, preferences=profile.preferences, created=profile.created)
