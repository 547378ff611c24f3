from collections.abc import Iterator
from datetime import datetime

from contracts.bookings import DiscountRequested
from contracts.prices import Discount
from contracts.promotions import DiscountGranted, DiscountRefused, PromotionUsed
from handlers.promotions import caps, validity
from handlers.promotions.rows import BuyerUses, Promotion, Use
from handlers.promotions.service import promotions


@promotions.step
def use_promotion(
    asked: DiscountRequested, promotion: Promotion | None, use: Use | None, mine: BuyerUses | None, asked_at: datetime
) -> Iterator[Promotion | Use | BuyerUses | DiscountGranted | DiscountRefused | PromotionUsed]:
    """Counted and granted in one write. A booking that asks once more keeps the use that it has not returned yet."""
    if use and use.attempt >= asked.attempt:
        return
    use = use or Use(asked.promotion_id, asked.booking_id, asked.event_id, asked.buyer_id, "refused", 0)
    reason = "" if use.state == "held" else why_not(asked, promotion, mine, asked_at)
    if promotion is None or reason:
        yield use.but(state="refused", attempt=asked.attempt)
        yield DiscountRefused.of(asked, reason=reason)
        return
    yield use.but(state="held", attempt=asked.attempt)
    yield DiscountGranted.of(asked, discount=discount(promotion))
    if use.state != "held":
        yield from counted(promotion, use, mine, 1)


def why_not(asked: DiscountRequested, promotion: Promotion | None, mine: BuyerUses | None, asked_at: datetime) -> str:
    """Why the booking has no use of it, as a reason; empty if it has.

    One whose money came late was told its price while the code was good: only the numbers bound it.
    """
    if promotion is None:
        return "code_unknown"
    reason = validity.why_not(promotion, asked.event_id, asked_at) if asked.attempt == 1 else ""
    return reason or caps.why_not(promotion, mine)


def counted(
    promotion: Promotion, use: Use, mine: BuyerUses | None, by: int
) -> Iterator[Promotion | BuyerUses | PromotionUsed]:
    yield promotion.changed(uses=by)
    if promotion.per_buyer:
        yield (mine or BuyerUses(use.promotion_id, use.buyer_id)).changed(uses=by)
    yield PromotionUsed.of(promotion, uses=promotion.uses + by)


def discount(promotion: Promotion) -> Discount:
    return Discount(**{name: getattr(promotion, name) for name in Discount.model_fields})
