"""Money as people read it, and the currencies that tickets are sold in."""

import re
from decimal import Decimal

WHOLE = {
    *("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA"),
    *("PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"),
}
"""Currencies without a minor unit."""
THOUSANDTHS = {"BHD", "JOD", "KWD", "OMR", "TND"}
"""Those whose minor unit is a thousandth..."""
IN_STEPS = THOUSANDTHS | {"ISK", "UGX"}
"""...of which the provider charges by the ten; of the others, whose minor unit it calls a hundredth, by the hundred."""
CURRENCY = re.compile(r"[A-Z]{3}")


def money(price: int, currency: str) -> str:
    """`price` is in the minor unit."""
    return f"{amount(price, currency)} {currency}"


def amount(price: int, currency: str) -> Decimal:
    """`price` is in the minor unit."""
    places = 0 if currency in WHOLE else 3 if currency in THOUSANDTHS else 2
    return Decimal(price).scaleb(-places)


def sold_in(currency: str) -> bool:
    """Can the provider charge, and give back, each amount of it? Taxes, fees and discounts are rounded to any."""
    return CURRENCY.fullmatch(currency) is not None and currency not in IN_STEPS
