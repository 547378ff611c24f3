"""Money as people read it."""

WHOLE = {
    *("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA"),
    *("PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"),
}
"""Currencies without a minor unit."""


def money(price: int, currency: str) -> str:
    """`price` is in the minor unit."""
    return f"{price} {currency}" if currency in WHOLE else f"{price // 100}.{price % 100:02d} {currency}"
