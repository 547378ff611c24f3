"""What a code asks of the tickets that it is for."""

from contracts.prices import Discount
from handlers.inventory.rules import Count


def why_not(discount: Discount | None, count: Count, currency: str) -> str:
    """Why such tickets are not sold with the discount, as a reason; empty if they are, or there is none."""
    return "" if discount is None or discount.fits(count, currency) else "code_not_for_this"
