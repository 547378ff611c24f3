"""All that the edge reads, and where it reads it."""

from dataclasses import dataclass

from edge.reading.addresses import Addresses, PostgresAddresses
from edge.reading.alerts import Alerts, PostgresAlerts
from edge.reading.api_tokens import ApiTokens, PostgresApiTokens
from edge.reading.blocks import Blocks, PostgresBlocks
from edge.reading.bookings import Bookings, PostgresBookings
from edge.reading.cancellations import Cancellations, PostgresCancellations
from edge.reading.events import Events, PostgresEvents
from edge.reading.feeds import Feeds, PostgresFeeds
from edge.reading.inbox import Inbox, PostgresInbox
from edge.reading.kept import Kept, PostgresKept
from edge.reading.money_cases import MoneyCases, PostgresMoneyCases
from edge.reading.organisations import Organisations, PostgresOrganisations
from edge.reading.passes import Passes, PostgresPasses
from edge.reading.payment_methods import PaymentMethods, PostgresPaymentMethods
from edge.reading.payouts import Payouts, PostgresPayouts
from edge.reading.people import People, PostgresPeople
from edge.reading.pool import Reads
from edge.reading.promotions import PostgresPromotions, Promotions
from edge.reading.queues import PostgresQueues, Queues
from edge.reading.receipts import PostgresReceipts, Receipts
from edge.reading.tickets import PostgresTickets, Tickets


@dataclass(frozen=True, slots=True)
class Reading:
    events: Events
    bookings: Bookings
    people: People
    feeds: Feeds
    queues: Queues
    tickets: Tickets
    joining: Queues
    """By which a join is taken or turned away: never from a replica."""
    blocks: Blocks
    payouts: Payouts
    receipts: Receipts
    cancellations: Cancellations
    inbox: Inbox
    promotions: Promotions
    organisations: Organisations
    api_tokens: ApiTokens
    alerts: Alerts
    payment_methods: PaymentMethods
    passes: Passes
    addresses: Addresses
    money_cases: MoneyCases
    kept: Kept


def from_postgres(reads: Reads, feed_rows: int, primary: Reads | None = None) -> Reading:
    """What is shown comes from `reads`, which may be a replica; who is let in, and feeds, from the primary.

    A feed is read in parts of at most `feed_rows`.
    """
    primary = primary or reads
    return Reading(
        PostgresEvents(reads), PostgresBookings(reads, primary), PostgresPeople(reads, primary),
        PostgresFeeds(primary, feed_rows), PostgresQueues(reads), PostgresTickets(reads, primary),
        PostgresQueues(primary), PostgresBlocks(reads), PostgresPayouts(reads), PostgresReceipts(reads),
        PostgresCancellations(reads), PostgresInbox(reads),
        PostgresPromotions(reads), PostgresOrganisations(reads, primary), PostgresApiTokens(reads, primary),
        PostgresAlerts(reads, primary), PostgresPaymentMethods(reads), PostgresPasses(reads),
        PostgresAddresses(reads), PostgresMoneyCases(reads), PostgresKept(reads),
    )  # fmt: skip
