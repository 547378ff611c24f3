"""What the provider's page does in the buyer's browser: it confirms the payment with the client secret."""

from typing import Any

import aiohttp

PUBLISHABLE = "pk_test_boxoffice"


async def pay(http: aiohttp.ClientSession, stripe: str, client_secret: str, card: str) -> str:
    """The payment's status, or the code with which it was declined."""
    intent = client_secret.partition("_secret_")[0]
    said = await _confirmed(http, f"{stripe}/v1/payment_intents/{intent}", client_secret, card)
    return str(said.get("status") or said["error"].get("code"))


async def save(http: aiohttp.ClientSession, stripe: str, client_secret: str, card: str) -> str:
    """The id under which the provider keeps the card; empty if it does not."""
    setup = client_secret.partition("_secret")[0]
    said = await _confirmed(http, f"{stripe}/v1/setup_intents/{setup}", client_secret, card)
    return str(said.get("payment_method") or "")


async def _confirmed(http: aiohttp.ClientSession, where: str, client_secret: str, card: str) -> dict[str, Any]:
    form = {"client_secret": client_secret, "payment_method": card, "key": PUBLISHABLE}
    headers = {"Authorization": f"Bearer {PUBLISHABLE}"}
    async with http.post(f"{where}/confirm", data=form, headers=headers) as answer:
        return dict(await answer.json())
