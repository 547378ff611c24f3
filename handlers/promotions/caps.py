"""How many bookings may have a code: of all, and of one buyer."""

from handlers.promotions.rows import BuyerUses, Promotion


def why_not(promotion: Promotion, mine: BuyerUses | None) -> str:
    """Why no more may, as a reason; empty if one more may."""
    if promotion.uses_at_most and promotion.uses >= promotion.uses_at_most:
        return "code_used_up"
    own = mine.uses if mine else 0
    return "code_used_by_you" if promotion.per_buyer and own >= promotion.per_buyer else ""
