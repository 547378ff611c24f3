"""Names of channels, as clients say them and as the feeds know them."""

import re
from typing import Final

from edge.live.ports import User

ME: Final = "me"
KINDS: Final = ("booking", "cancellation", "event", "queue", "place")
PUBLIC: Final = re.compile(rf"({'|'.join(KINDS)}):[A-Za-z0-9_.~-]{{1,128}}")


def feed_name(said: str, user: User | None) -> str | None:
    """The feed's name of what a client calls `said`; None if there is no such channel, `me` for nobody included."""
    if said == ME:
        return f"user:{user.id}" if user else None
    return said if PUBLIC.fullmatch(said) else None


def client_name(feed: str) -> str:
    """Whoever watches `user:...` is that user."""
    return ME if feed.startswith("user:") else feed


def is_conflated(feed: str) -> bool:
    """Of an event, its calling off and a queue only the newest state matters; of all others every step is told."""
    return feed.startswith(("event:", "queue:", "cancellation:"))


def keeps_a_past(feed: str) -> bool:
    """`me` passes on what others tell, and words that no feed keeps."""
    return not feed.startswith("user:")


def can_be_taken(feed: str) -> bool:
    """From who watches it: a member leaves an organisation. Whose a booking is, or a place, is so for good."""
    return feed.startswith("cancellation:")
