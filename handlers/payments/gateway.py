"""What payments needs of a payment provider. Two adapters: the provider, and one in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from choreography.effects import TryAgain
from handlers.payments.wallet import Wallet

__all__ = [
    "Dispute", "Gateway", "Intent", "Listed", "ObjectKind", "ReadKind", "Refund", "Refusal", "TryAgain", "same_attempt",
]  # fmt: skip

ObjectKind = Literal["intent", "refund", "dispute"]
ReadKind = Literal[ObjectKind, "change"]
"""What there are lists of: objects of each kind by when they were made, and changes of any by when they happened."""


@dataclass(frozen=True, slots=True)
class Intent:
    """`status` is the provider's: requires_payment_method, processing, succeeded, canceled, ..."""

    provider_id: str
    status: str
    price: int
    """Minor units, as is `received`."""
    currency: str
    """Three capitals."""
    received: int = 0
    client_secret: str = ""
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refund:
    """`status` is the provider's: pending, succeeded, failed, ..."""

    id: str
    status: str
    reason: str = ""
    """Why it failed."""
    price: int = 0
    attempt: str = ""
    """As its metadata tells it."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """`status` is the provider's: needs_response, under_review, won, lost, ..., or one that begins with `warning`."""

    id: str
    provider_id: str
    status: str
    price: int
    currency: str
    reason: str = ""
    due: datetime | None = None
    """Until when the bank waits for an answer."""
    withdrawn: bool = False
    reinstated: bool = False

    @property
    def away(self) -> bool:
        """Does the bank have the money now?"""
        return self.withdrawn and not self.reinstated


@dataclass(frozen=True, slots=True)
class Listed:
    """Objects as the provider's events show them. An intent's `amount_refunded` is what went back of it."""

    objects: tuple[dict[str, Any], ...]
    next: str = ""
    """After which the following page begins; empty if this is the last."""


def same_attempt(made: Iterable[Refund], attempt: str) -> Refund | None:
    return next((one for one in made if one.attempt == attempt), None)


class Refusal(Exception):
    """The provider understood, and will not do it; the text is its code."""


class Gateway(Wallet, Protocol):
    """Every call may raise TryAgain (nobody knows whether it was done) and Refusal.

    A second call with the same key gives the answer of the first and does nothing, for a day at least.
    """

    async def create_intent(self, price: int, currency: str, metadata: dict[str, str], key: str) -> Intent: ...

    async def cancel_intent(self, provider_id: str, key: str) -> Intent:
        """The intent as it is then: one that has money, or waits for a slow payment, is not cancelled."""
        ...

    async def refund(
        self, provider_id: str, price: int, metadata: dict[str, str], key: str, *, first: bool = False
    ) -> Refund:
        """Of what is left of all that was paid. One of the same `attempt` (metadata) is given as it is now, whatever
        the key, and none is made; it is not looked for where this is the `first` time that it is asked for. If nothing
        is left, it gives the last refund."""
        ...

    async def retrieve(self, provider_id: str) -> Intent: ...

    async def card(self, provider_id: str) -> str:
        """By which the provider knows the card again that paid it, or the account at a bank; empty if by nothing."""
        ...

    async def shown(self, kind: ObjectKind, id_: str) -> dict[str, Any]:
        """One object, as it is listed."""
        ...

    async def listed(self, kind: ObjectKind, since: datetime, after: str) -> Listed:
        """A page of what was made since then, the newest first."""
        ...

    async def changed(self, since: datetime, after: str) -> Listed:
        """A page of what happened since then to objects of any age, the newest first: `object`, its `id`, `created`,
        and `payment_intent` if it is none itself. How each is now, `shown` tells."""
        ...
