"""Who pays with a card that the provider has kept for them."""

import asyncio

from ops.client.door import Refusal
from ops.takings.running.desk import PATIENCE, Buyer, asked


async def pays_with_what_was_saved(one: Buyer) -> None:
    """The card is typed before, on the page of the provider that its secret opens."""
    secret = str((await asked(one.door, "POST", "/me/payment-methods"))["client_secret"])
    method = await one.bank.keeps(secret, "pm_card_visa")
    if await one.must_pay() and await taken(one, method) and await one.stands("confirmed"):
        one.desk.happened["saved card"] += 1


async def taken(one: Buyer, method: str) -> bool:
    """It is unknown until the provider's word of it is here."""
    for _ in range(int(PATIENCE)):
        try:
            await asked(one.door, "POST", f"{one.path}/payment-method", {"payment_method": method})
        except Refusal as refusal:
            if refusal.code != "unknown_method":
                raise
            await asyncio.sleep(1)
        else:
            return True
    return False
