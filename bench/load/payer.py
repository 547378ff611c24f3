"""The buyer's card, at the payment provider: confirms an intent as a payment page would."""

import aiohttp

from bench.load.job import Job

PUBLISHABLE = "pk_test_boxoffice"
OK = 200


class Payer:
    """Opened when it first pays."""

    def __init__(self, job: Job) -> None:
        self.base, self.session = job.stripe, None

    session: aiohttp.ClientSession | None

    async def pay(self, client_secret: str) -> None:
        """Raises RuntimeError if the provider refuses."""
        self.session = self.session or aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=50))
        intent = client_secret.partition("_secret_")[0]
        form = {"client_secret": client_secret, "payment_method": "pm_card_visa"}
        url, headers = f"{self.base}/v1/payment_intents/{intent}/confirm", {"Authorization": f"Bearer {PUBLISHABLE}"}
        async with self.session.post(url, data=form, headers=headers) as answer:
            if answer.status != OK:
                raise RuntimeError(f"payment: {answer.status} {(await answer.text())[:150]}")

    async def close(self) -> None:
        if self.session:
            await self.session.close()
