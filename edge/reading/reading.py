"""All that the edge reads, and where it reads it."""

from dataclasses import dataclass

from edge.reading.bookings import Bookings, PostgresBookings
from edge.reading.events import Events, PostgresEvents
from edge.reading.feeds import Feeds, PostgresFeeds
from edge.reading.people import People, PostgresPeople
from edge.reading.pool import Reads
from edge.reading.queues import PostgresQueues, Queues
from edge.reading.tickets import PostgresTickets, Tickets


@dataclass(frozen=True, slots=True)
class Reading:
    events: Events
    bookings: Bookings
    people: People
    feeds: Feeds
    queues: Queues
    tickets: Tickets


def from_postgres(reads: Reads, feed_rows: int) -> Reading:
    """A feed is read in parts of at most `feed_rows`."""
    return Reading(
        PostgresEvents(reads), PostgresBookings(reads), PostgresPeople(reads), PostgresFeeds(reads, feed_rows),
        PostgresQueues(reads), PostgresTickets(reads),
    )  # fmt: skip
