"""A provider in memory: for the simulation and the memory mesh. Ids follow from keys, so that one seed is one day."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from choreography.envelope import derived
from handlers.payments.gateway import Dispute, Intent, Listed, ObjectKind, Refund, Refusal, same_attempt
from handlers.payments.memory_history import History
from handlers.payments.memory_wallet import MemoryWallet
from handlers.payments.memory_webhooks import Webhook, shown_dispute, shown_intent, shown_refund, webhook

Point = Callable[[str], Awaitable[None]]
OPEN = ("requires_payment_method", "requires_action")
"""Of an intent that waits for its payer."""


async def quiet(_: str) -> None:
    """The point at which nothing goes wrong."""


@dataclass
class MemoryGateway(MemoryWallet):
    """`point` is awaited before and after every call's effect, as "refund before": there it may raise TryAgain.

    `tell` gets a webhook for each thing that happened, as the provider would send it. Below `# the payer`: what
    happens at the provider without us.
    """

    now: Callable[[], datetime]
    tell: Callable[[Webhook], None] = lambda _: None
    point: Point = quiet
    smallest: int = 50
    """Below it an amount is refused, as the provider does."""
    intents: dict[str, Intent] = field(default_factory=dict)
    refunds: dict[str, list[Refund]] = field(default_factory=dict)
    """Of each intent, oldest first."""
    disputes: dict[str, Dispute] = field(default_factory=dict)
    kept: dict[str, Intent | Refund] = field(default_factory=dict)
    """By idempotency key, the first answer."""
    cards: dict[str, str] = field(default_factory=dict)
    """By intent, with which it was paid."""
    slowly: bool = False
    """Refunds are pending until they arrive, or fail."""
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    """By refund, the metadata that it was made with."""
    history: History = field(default_factory=History)
    told: int = 0

    async def create_intent(self, price: int, currency: str, metadata: dict[str, str], key: str) -> Intent:
        await self.point("create_intent before")
        if price < self.smallest:
            raise Refusal("amount_too_small")
        made = self.kept.get(key)
        if not isinstance(made, Intent):
            id_ = f"pi_{derived('intent', key, len(self.intents)).replace('-', '')}"
            made = Intent(id_, "requires_payment_method", price, currency, 0, f"{id_}_secret", metadata)
            self.kept[key] = self._is(made, "created")
        await self.point("create_intent after")
        return made

    async def cancel_intent(self, provider_id: str, key: str) -> Intent:
        await self.point("cancel_intent before")
        intent = self._known(provider_id)
        if intent.status in OPEN:
            intent = self._is(replace(intent, status="canceled"), "canceled")
        await self.point("cancel_intent after")
        return intent

    async def refund(
        self, provider_id: str, price: int, metadata: dict[str, str], key: str, *, first: bool = False
    ) -> Refund:
        await self.point("refund before")
        made, attempt = self.kept.get(key), "" if first else metadata.get("attempt", "")
        if before := same_attempt(self.refunds.get(provider_id, ()) if attempt else (), attempt):
            made = before
        if not isinstance(made, Refund):
            made = self.kept[key] = self._refund(self._known(provider_id), price, metadata)
        await self.point("refund after")
        return made

    async def retrieve(self, provider_id: str) -> Intent:
        await self.point("retrieve before")
        return self._known(provider_id)

    async def card(self, provider_id: str) -> str:
        await self.point("card before")
        self._known(provider_id)
        return self.cards.get(provider_id, "")

    async def shown(self, kind: ObjectKind, id_: str) -> Webhook:
        await self.point("shown before")
        found = next((one for one in self._all(kind) if one["id"] == id_), None)
        if found is None:
            raise Refusal("resource_missing")
        return found

    async def listed(self, kind: ObjectKind, since: datetime, after: str) -> Listed:
        """All on one page, as is all that `changed`."""
        await self.point("listed before")
        return Listed(tuple(one for one in self._all(kind) if self.history.made_since(one["id"], since)))

    async def changed(self, since: datetime, after: str) -> Listed:
        await self.point("changed before")
        return Listed(tuple(self.history.changed_since(since)))

    def _all(self, kind: ObjectKind) -> Iterator[Webhook]:
        for one in LISTS[kind](self):
            yield one | {"created": int(self.history.made.get(one["id"], self.now()).timestamp())}

    def shown_intents(self) -> Iterator[Webhook]:
        for intent in self.intents.values():
            back = sum(one.price for one in self.refunds.get(intent.provider_id, ()) if one.status == "succeeded")
            yield shown_intent(intent) | {"amount_refunded": back}

    def shown_refunds(self) -> Iterator[Webhook]:
        for id_, made in self.refunds.items():
            for refund in made:
                yield shown_refund(refund, self.intents[id_], self.given[refund.id])

    def shown_disputes(self) -> Iterator[Webhook]:
        return map(shown_dispute, self.disputes.values())

    def _refund(self, intent: Intent, price: int, metadata: dict[str, str]) -> Refund:
        made = self.refunds.setdefault(intent.provider_id, [])
        standing = [one for one in made if one.status != "failed"]
        left = intent.received - sum(one.price for one in standing)
        if standing and not left:
            mine = [one for one in standing if one.attempt == metadata.get("attempt", "")]
            return (mine or standing)[-1]
        if any(one.provider_id == intent.provider_id and one.away for one in self.disputes.values()):
            raise Refusal("charge_disputed")
        if intent.status != "succeeded" or price > left:
            raise Refusal("amount_too_large" if intent.received else "charge_not_paid")
        id_ = f"re_{intent.provider_id}_{len(made) + 1}"
        status, self.given[id_] = "pending" if self.slowly else "succeeded", metadata
        made.append(refund := Refund(id_, status, price=price, attempt=metadata.get("attempt", "")))
        self._refund_is(intent, refund, metadata, "created")
        return refund

    def _known(self, provider_id: str) -> Intent:
        if provider_id not in self.intents:
            raise Refusal("resource_missing")
        return self.intents[provider_id]

    def _is_open(self, provider_id: str) -> bool:
        return self._known(provider_id).status in OPEN

    # the payer
    def pay(self, provider_id: str, received: int | None = None, card: str = "visa") -> None:
        """The card is good, if the intent is still open; or its slow payment is settled."""
        intent = self._known(provider_id)
        if intent.status in (*OPEN, "processing"):
            self.cards[provider_id] = card
            paid = replace(intent, status="succeeded", received=intent.price if received is None else received)
            self._is(paid, "succeeded")
            self._paid(provider_id)

    def challenge(self, provider_id: str) -> None:
        """3-D Secure: the payer's bank asks who it is; then the card is good, or declined."""
        intent = self._known(provider_id)
        if intent.status == "requires_payment_method":
            self._is(replace(intent, status="requires_action"), "requires_action")

    def pay_slowly(self, provider_id: str) -> None:
        intent = self._known(provider_id)
        if intent.status == "requires_payment_method":
            self._is(replace(intent, status="processing"), "processing")

    def decline(self, provider_id: str, code: str = "card_declined", card: str = "visa") -> None:
        intent = self._known(provider_id)
        if intent.status in (*OPEN, "processing"):
            failed = replace(intent, status="requires_payment_method")
            self._is(failed, "payment_failed", last_payment_error={"code": code, "payment_method": with_card(card)})

    def refund_arrives(self, provider_id: str) -> None:
        self._refund_ends(provider_id, "updated", status="succeeded")

    def refund_fails(self, provider_id: str) -> None:
        """The newest refund turns out not to reach the payer."""
        self._refund_ends(provider_id, "failed", status="failed", reason="expired_or_canceled_card")

    def _refund_ends(self, provider_id: str, what: str, **fields: Any) -> None:
        made, intent = self.refunds[provider_id], self.intents[provider_id]
        made[-1] = replace(made[-1], **fields)
        self._refund_is(intent, made[-1], self.given[made[-1].id], what)

    def dispute(self, provider_id: str) -> str:
        """The payer's bank takes all of the money back; the dispute's id."""
        intent = self._known(provider_id)
        what = "needs_response", intent.received, intent.currency, "fraudulent"
        made = Dispute(f"dp_{provider_id}", provider_id, *what)
        self._dispute_is(made, "created")
        self._dispute_is(replace(made, withdrawn=True), "funds_withdrawn")
        return made.id

    def dispute_ends(self, id_: str, *, won: bool) -> None:
        made = replace(self.disputes[id_], status="won" if won else "lost")
        self._dispute_is(made, "closed")
        if won:
            self._dispute_is(replace(made, reinstated=True), "funds_reinstated")

    # webhooks
    def _is(self, intent: Intent, what: str, **more: Any) -> Intent:
        self.intents[intent.provider_id] = intent
        self._tell(f"payment_intent.{what}", shown_intent(intent) | more)
        return intent

    def _refund_is(self, intent: Intent, refund: Refund, metadata: dict[str, str], what: str) -> None:
        self._tell(f"refund.{what}", shown_refund(refund, intent, metadata))

    def _dispute_is(self, made: Dispute, what: str) -> None:
        self.disputes[made.id] = made
        self._tell(f"charge.dispute.{what}", shown_dispute(made))

    async def _point(self, name: str) -> None:
        await self.point(name)

    def _tell(self, kind: str, about: Webhook, **before: Any) -> None:
        self.told += 1
        self.history.note(about, self.now())
        self.tell(webhook(f"evt_{self.told}", kind, self.now(), about, **before))


def with_card(fingerprint: str) -> Webhook:
    return {"type": "card", "card": {"fingerprint": fingerprint}}


LISTS: dict[ObjectKind, Callable[[MemoryGateway], Iterator[Webhook]]] = {
    "intent": MemoryGateway.shown_intents,
    "refund": MemoryGateway.shown_refunds,
    "dispute": MemoryGateway.shown_disputes,
}
