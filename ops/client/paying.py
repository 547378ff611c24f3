"""What the provider's page does in the buyer's browser: it confirms the payment with the client secret."""

import aiohttp

PUBLISHABLE = "pk_test_boxoffice"


async def pay(http: aiohttp.ClientSession, stripe: str, client_secret: str, card: str) -> str:
    """The payment's status, or the code with which it was declined."""
    intent = client_secret.partition("_secret_")[0]
    form = {"client_secret": client_secret, "payment_method": card, "key": PUBLISHABLE}
    headers = {"Authorization": f"Bearer {PUBLISHABLE}"}
    url = f"{stripe}/v1/payment_intents/{intent}/confirm"
    async with http.post(url, data=form, headers=headers) as answer:
        said = await answer.json()
        return str(said.get("status") or said["error"].get("code"))
