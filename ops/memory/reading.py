"""All that the edge reads, from books in memory."""

from edge.reading.reading import Reading
from ops.memory.addresses import MemoryAddresses
from ops.memory.alerts import MemoryAlerts
from ops.memory.api_tokens import MemoryApiTokens
from ops.memory.blocks import MemoryBlocks
from ops.memory.bookings import MemoryBookings
from ops.memory.cancellations import MemoryCancellations
from ops.memory.events import MemoryEvents
from ops.memory.feeds import MemoryFeeds
from ops.memory.inbox import MemoryInbox
from ops.memory.kept import MemoryKept
from ops.memory.money_cases import MemoryMoneyCases
from ops.memory.organisations import MemoryOrganisations
from ops.memory.passes import MemoryPasses
from ops.memory.payment_methods import MemoryPaymentMethods
from ops.memory.payouts import MemoryPayouts
from ops.memory.people import MemoryPeople
from ops.memory.promotions import MemoryPromotions
from ops.memory.queues import MemoryQueues
from ops.memory.receipts import MemoryReceipts
from ops.memory.rows import Services
from ops.memory.tickets import MemoryTickets


def from_memory(books: Services, feed_rows: int) -> Reading:
    """A feed is read in parts of at most `feed_rows`."""
    realtime, views = books["realtime"], books["views"]
    feeds, queues = MemoryFeeds(realtime, views, feed_rows), MemoryQueues(views)
    return Reading(
        MemoryEvents(views), MemoryBookings(realtime, views), MemoryPeople(views), feeds, queues, MemoryTickets(views),
        queues, MemoryBlocks(views), MemoryPayouts(views), MemoryReceipts(views), MemoryCancellations(views),
        MemoryInbox(views),
        MemoryPromotions(views), MemoryOrganisations(views), MemoryApiTokens(views),
        MemoryAlerts(views), MemoryPaymentMethods(views), MemoryPasses(views),
        MemoryAddresses(views), MemoryMoneyCases(views), MemoryKept(views),
    )  # fmt: skip
