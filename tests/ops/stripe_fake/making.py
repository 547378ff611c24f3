"""Intents for tests: one ticket at 45 euros."""

from stripe import PaymentIntent, StripeClient


async def unpaid(shop: StripeClient) -> PaymentIntent:
    return await shop.v1.payment_intents.create_async({"amount": 4500, "currency": "eur"})


async def paid_by(shop: StripeClient, method: str) -> PaymentIntent:
    """Confirmed at once; raises `CardError` when the method is declined."""
    return await shop.v1.payment_intents.create_async(
        {"amount": 4500, "currency": "eur", "payment_method": method, "confirm": True}
    )


async def paid(shop: StripeClient) -> PaymentIntent:
    return await paid_by(shop, "pm_card_visa")
