"""The payment provider, as the payer and the bank see it: in memory, or the fake on a socket."""

import json
import uuid
from typing import Protocol

from choreography.envelope import derived
from contracts.edge import stripe_event
from tests.mesh.profiles import Mesh

NOT_PASSED = "payment_intent_authentication_failure"
"""Why a card is declined whose payer could not say who it is."""


class Provider(Protocol):
    async def pays(self, provider_id: str, received: int | None = None) -> None:
        """The card is good. Where `received` is given, the webhook tells of so much."""
        ...

    async def hands_in(self, client_secret: str) -> str:
        """A good card is typed, to be kept; the id under which it is."""
        ...

    async def asks(self, provider_id: str) -> None:
        """A card is typed whose bank asks the payer first (3-D Secure)."""
        ...

    async def answers(self, provider_id: str, *, passed: bool) -> None:
        """The payer has said who it is, or could not."""
        ...

    async def pays_slowly(self, provider_id: str) -> None: ...

    async def settles(self, provider_id: str, *, succeeded: bool) -> None:
        """The slow payment ends."""
        ...

    async def declines(self, provider_id: str) -> None: ...

    async def status(self, provider_id: str) -> str: ...

    async def refunds(self, provider_id: str) -> list[str]:
        """The statuses of all that were ever made."""
        ...

    async def gives_back(self, provider_id: str, price: int) -> None:
        """Somebody makes a refund at the provider's own desk."""
        ...

    async def disputes(self, provider_id: str) -> str:
        """The payer's bank takes the money back; the dispute's id."""
        ...

    async def decides(self, dispute_id: str, status: str) -> None:
        """The bank does: the dispute is won, or lost."""
        ...

    async def hold(self) -> None:
        """No webhook is sent until they are released."""
        ...

    async def release(self) -> None:
        """Those held are sent, the newest first and each twice."""
        ...

    async def away(self, call: str, times: int) -> None:
        """The next calls of create, cancel, charge or refund are answered with an error, and nothing is done."""
        ...

    async def silent(self, call: str, times: int) -> None:
        """The next such calls are done, and never answered."""
        ...

    async def made(self) -> int:
        """How many intents there are."""
        ...

    async def mute(self) -> None:
        """Webhooks are lost, until it is back."""
        ...

    async def owes(self, provider_id: str, received: int, status: str = "succeeded") -> None:
        """Behind everybody's back, its books say that so much was received."""
        ...

    async def ages(self, id_: str) -> None:
        """The object was made days ago."""
        ...

    async def stranger(self, price: int) -> str:
        """Somebody pays an intent that we did not make; its id."""
        ...

    async def back(self) -> None: ...


async def heard(mesh: Mesh, body: str, *, twice: bool = False) -> None:
    """What the edge says of a webhook. A copy may come under another id, days later."""
    event = json.loads(body)
    said = stripe_event(event)
    await mesh.say(said, id=derived("stripe", event["id"]))
    if twice:
        await mesh.say(said, id=str(uuid.uuid4()))
