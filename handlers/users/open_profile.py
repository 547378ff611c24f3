from collections.abc import Iterator
from datetime import datetime

from contracts.identity import UserRegistered
from handlers.users.rows import Departure, Profile
from handlers.users.service import users


@users.step
def open_profile(
    registered: UserRegistered, profile: Profile | None, departure: Departure | None, asked_at: datetime
) -> Iterator[Profile]:
    """A person who was quick may have changed the profile already: what they said holds.

    Of whoever has left since nothing is kept: a letter may have been dead meanwhile.
    """
    if departure:
        return
    if profile is None:
        yield Profile(registered.account_id, asked_at, registered.name)
    else:
        yield profile.but(created=asked_at, name=profile.name or registered.name)
