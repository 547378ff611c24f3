"""A booking that is over has no use of its code: said in its event's partition, and counted in the code's."""

from collections.abc import Iterator

from choreography.vocabulary import Early
from contracts.bookings import BookingCancelled, BookingExpired, BookingRejected
from contracts.promotions import PromotionUsed, UseReturned
from handlers.promotions.rows import BuyerUses, Promotion, Use
from handlers.promotions.service import promotions
from handlers.promotions.use_promotion import counted


@promotions.step
def tell_code(over: BookingRejected | BookingExpired | BookingCancelled) -> Iterator[UseReturned]:
    if over.use:
        yield UseReturned.of(over.use, over)


@promotions.step
def return_use(
    back: UseReturned, promotion: Promotion | None, use: Use, mine: BuyerUses | None
) -> Iterator[Promotion | Use | BuyerUses | PromotionUsed | Early]:
    """It may overtake the request that it ends: then it waits for that one."""
    if use.attempt < back.attempt:
        yield Early()
        return
    if promotion is None or use.state != "held" or use.attempt > back.attempt:
        return
    yield use.but(state="returned")
    yield from counted(promotion, use, mine, -1)
