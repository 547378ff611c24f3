"""What payments needs of a payment provider to keep cards for people. Both adapters of the gateway have it."""

import re
from dataclasses import dataclass
from typing import Protocol

LAST4, BRAND = re.compile(r"\d{4}"), re.compile(r"[a-z_]{1,20}")


@dataclass(frozen=True, slots=True)
class Method:
    """`brand` and `last4` are all that is known of a card besides when it expires."""

    method_id: str
    customer_id: str
    """Empty where the provider keeps it for nobody."""
    brand: str
    last4: str
    exp_month: int
    exp_year: int

    def __post_init__(self) -> None:
        """Raises ValueError for what is no brand or no last four digits: nothing longer is ever kept."""
        if not (BRAND.fullmatch(self.brand) and LAST4.fullmatch(self.last4)):
            raise ValueError("no brand and last four digits of a card")

    @property
    def card(self) -> str:
        return f"{self.brand} {self.last4}"


class Wallet(Protocol):
    """As of all calls of the gateway: each may raise TryAgain and Refusal, and a key is for one answer."""

    async def create_customer(self, account_id: str, key: str) -> str:
        """The customer's id."""
        ...

    async def delete_customer(self, customer_id: str) -> None:
        """With all that is kept for them; one that is gone already stays so."""
        ...

    async def create_setup(self, customer_id: str, key: str) -> str:
        """The client secret by which one card is handed in, to be kept for the customer."""
        ...

    async def method(self, method_id: str) -> Method | None:
        """None if there is none, or it is no card."""
        ...

    async def detach(self, method_id: str) -> None:
        """It is kept for nobody from then on; one that was detached, or is gone, stays so."""
        ...

    async def keep_paid(self, provider_id: str, customer_id: str, key: str) -> None:
        """The card by which the open intent is paid is kept for the customer, once it is paid."""
        ...

    async def charge(self, provider_id: str, customer_id: str, method_id: str, key: str) -> None:
        """The intent's money is taken with what is kept for the customer, or its payer is asked first."""
        ...
