"""For which events a code is good, and when."""

from datetime import datetime

from handlers.promotions.rows import Promotion


def why_not(promotion: Promotion, event_id: str, at: datetime) -> str:
    """Why it is not good, as a reason; empty if it is."""
    if promotion.event_ids and event_id not in promotion.event_ids:
        return "code_not_for_this"
    begun = promotion.valid_from is None or promotion.valid_from <= at
    over = promotion.valid_until is not None and promotion.valid_until <= at
    return "" if promotion.active and begun and not over else "code_expired"
