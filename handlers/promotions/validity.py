"""For which events a code is good, and when."""

from datetime import datetime

from handlers.promotions.rows import Promotion


def why_not(promotion: Promotion, event_id: str, at: datetime) -> str:
    """Why it is not good, as a reason; empty if it is. Before it begins, nobody is told that there is one."""
    if promotion.valid_from and promotion.valid_from > at:
        return "code_unknown"
    if promotion.event_ids and event_id not in promotion.event_ids:
        return "code_not_for_this"
    over = promotion.valid_until is not None and promotion.valid_until <= at
    return "" if promotion.active and not over else "code_expired"
