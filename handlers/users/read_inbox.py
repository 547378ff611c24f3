from collections.abc import Iterator
from datetime import datetime

from contracts.users import InboxRead, ProfileRefused, ReadInbox
from handlers.users.rows import Departure, Profile
from handlers.users.service import users


@users.step
def read_inbox(
    asked: ReadInbox, profile: Profile | None, departure: Departure | None, asked_at: datetime, now: datetime
) -> Iterator[Profile | InboxRead | ProfileRefused]:
    """What is still to come is not read."""
    if departure:
        yield ProfileRefused.of(asked, reason="account_erased")
        return
    profile = profile or Profile(asked.account_id, asked_at)
    until = min(asked.until, now)
    if profile.read_until:
        until = max(until, profile.read_until)
    yield profile.but(read_until=until)
    yield InboxRead.of(profile, until=until)
