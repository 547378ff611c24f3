"""Cards that the provider in memory keeps for people."""

from abc import abstractmethod
from dataclasses import dataclass, field, replace
from typing import Any

from choreography.envelope import derived
from handlers.payments.gateway import Refusal
from handlers.payments.memory_webhooks import Webhook, shown_method
from handlers.payments.wallet import Method


@dataclass
class MemoryWallet:
    """The half of the gateway that keeps cards. Ids follow from keys, as there."""

    customers: dict[str, str] = field(default_factory=dict, init=False)
    """The account of each."""
    methods: dict[str, Method] = field(default_factory=dict, init=False)
    setups: dict[str, str] = field(default_factory=dict, init=False)
    """By client secret, whose card is awaited."""
    keeping: dict[str, str] = field(default_factory=dict, init=False)
    """By intent, for which customer the card is kept by which it is paid."""

    @abstractmethod
    async def _point(self, name: str) -> None: ...

    @abstractmethod
    def _is_open(self, provider_id: str) -> bool: ...

    @abstractmethod
    def pay(self, provider_id: str, received: int | None = None) -> None: ...

    @abstractmethod
    def _tell(self, kind: str, about: Webhook, **before: Any) -> None: ...

    async def create_customer(self, account_id: str, key: str) -> str:
        await self._point("create_customer before")
        made = f"cus_{derived('customer', key).replace('-', '')}"
        self.customers.setdefault(made, account_id)
        await self._point("create_customer after")
        return made

    async def delete_customer(self, customer_id: str) -> None:
        await self._point("delete_customer before")
        self.customers.pop(customer_id, None)
        for one in [one for one in self.methods.values() if one.customer_id == customer_id]:
            self._detached(one)
        await self._point("delete_customer after")

    async def create_setup(self, customer_id: str, key: str) -> str:
        await self._point("create_setup before")
        if customer_id not in self.customers:
            raise Refusal("resource_missing")
        secret = f"seti_{derived('setup', key).replace('-', '')}_secret"
        self.setups[secret] = customer_id
        await self._point("create_setup after")
        return secret

    async def method(self, method_id: str) -> Method | None:
        await self._point("method before")
        return self.methods.get(method_id)

    async def detach(self, method_id: str) -> None:
        await self._point("detach before")
        if method_id in self.methods and self.methods[method_id].customer_id:
            self._detached(self.methods[method_id])
        await self._point("detach after")

    async def keep_paid(self, provider_id: str, customer_id: str, key: str) -> None:
        await self._point("keep_paid before")
        if customer_id not in self.customers or not self._is_open(provider_id):
            raise Refusal("resource_missing")
        self.keeping[provider_id] = customer_id
        await self._point("keep_paid after")

    def _paid(self, provider_id: str) -> None:
        """By a card that was typed: it is kept, if that was asked for."""
        if customer_id := self.keeping.pop(provider_id, ""):
            self._kept(f"pm_{derived('method', provider_id).replace('-', '')}", customer_id)

    def _kept(self, id_: str, customer_id: str, exp_year: int = 2034) -> Method:
        made = self.methods[id_] = Method(id_, customer_id, "visa", "4242", 12, exp_year)
        self._tell("payment_method.attached", shown_method(made))
        return made

    async def charge(self, provider_id: str, customer_id: str, method_id: str, key: str) -> None:
        await self._point("charge before")
        method = self.methods.get(method_id)
        if method is None or method.customer_id != customer_id:
            raise Refusal("resource_missing")
        self.keeping.pop(provider_id, "")
        self.pay(provider_id)
        await self._point("charge after")

    def _detached(self, method: Method) -> None:
        gone = self.methods[method.method_id] = replace(method, customer_id="")
        self._tell("payment_method.detached", shown_method(gone), customer=method.customer_id)

    # the payer
    def hand_in(self, client_secret: str, exp_year: int = 2034) -> str:
        """The payer types a good card on the page; the method's id."""
        id_ = f"pm_{derived('method', client_secret).replace('-', '')}"
        made = self._kept(id_, self.setups[client_secret], exp_year)
        setup = client_secret.removesuffix("_secret")
        about = {"id": setup, "object": "setup_intent", "payment_method": id_, "customer": made.customer_id}
        self._tell("setup_intent.succeeded", about)
        return id_
