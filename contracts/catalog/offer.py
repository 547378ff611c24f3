"""What is sold, when, and to whom."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from contracts.base import Message
from contracts.catalog.kinds import AddOn, Quota, TicketType
from contracts.prices import Terms

NO_BOUND = 1_000_000_000
"""The room of an event where no venue says how many people it holds."""


class Queueing(BaseModel):
    """The event has a queue: who has a turn may book, nobody else."""

    model_config = ConfigDict(frozen=True)

    opens: datetime
    """From when on one may join; who joins before the sale opens is drawn at random, later ones come in order."""
    per_minute: int
    """Turns granted a minute, while there are seats: 1 to 60,000."""
    turn_for: timedelta = timedelta(minutes=5)
    """How long a turn waits for its booking: 30 seconds to 1 hour."""
    at_most: int = 200_000
    """Places that may wait at once; at most 1,000,000."""


OFFERED = (
    "name", "currency", "ticket_types", "quotas", "sale_opens", "sale_closes", "hold_for", "queue", "no_single_seats",
    "cancel_before", "offline_for", "terms", "add_ons",
)  # fmt: skip


class Offer(Message, carries=OFFERED):
    """What is sold, and when. The sale closes when the event starts, at latest."""

    name: str
    currency: str
    """Three capitals, as in ISO 4217."""
    ticket_types: tuple[TicketType, ...]
    """At most 100."""
    quotas: tuple[Quota, ...] = ()
    """At most 20, which name at most 200 types and add-ons together."""
    add_ons: tuple[AddOn, ...] = ()
    """At most 50."""
    sale_opens: datetime
    sale_closes: datetime
    hold_for: timedelta = timedelta(minutes=10)
    """How long a booking may hold its seats before it is paid: 1 minute to 24 hours."""
    queue: Queueing | None = None
    no_single_seats: bool = False
    """Who names seats may not leave a free one without a free neighbour, where there is another way."""
    cancel_before: timedelta | None = None
    """A buyer may cancel what is paid, for all of the money, until so long before the start; None: at any time."""
    offline_for: timedelta | None = None
    """How long who pays another way than through the provider has for it, 1 minute to 60 days; None: nobody may."""
    terms: Terms = Terms()
