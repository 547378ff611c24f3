"""Taking money: one call that makes and confirms a payment intent, keyed by the booking."""

import aiohttp

from bench.peers.booking import Booking, Where

DECLINED = 402


class Declined(Exception):
    """The card was refused."""


class Payments:
    def __init__(self, where: Where) -> None:
        self.where, self.session = where, None

    session: aiohttp.ClientSession | None

    async def charge(self, booking: Booking) -> str:
        """The provider's id of the payment. Raises Declined; a free booking must not come here."""
        self.session = self.session or aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=50))
        form = {"amount": str(booking.amount), "currency": "eur", "confirm": "true", "payment_method": "pm_card_visa"}
        form |= {"metadata[booking_id]": str(booking.id), "payment_method_types[]": "card"}
        headers = {"Authorization": f"Bearer {self.where.key}", "Idempotency-Key": str(booking.id)}
        url = f"{self.where.stripe}/v1/payment_intents"
        async with self.session.post(url, data=form, headers=headers) as answer:
            if answer.status == DECLINED:
                raise Declined(booking.id)
            answer.raise_for_status()
            return str((await answer.json())["id"])

    async def close(self) -> None:
        if self.session:
            await self.session.close()
