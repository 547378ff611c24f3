"""What a fake is told when it starts. Times are seconds; every limit is a count of objects per account."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

API_VERSION = "2026-10-28.endive"
KEEP_KEYS = 24 * 3600.0
ALL = "*"


@dataclass(frozen=True, slots=True)
class Account:
    """One merchant. Objects and idempotency keys of one account are unknown to every other."""

    id: str = "acct_boxoffice"
    secret_key: str = "sk_test_boxoffice"  # noqa: S105  a made-up key of a fake
    publishable_key: str = "pk_test_boxoffice"


class Endpoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where webhooks go. `thin` sends small notifications (v1.* types) in place of whole snapshots.

    `events` are the types that were chosen for it; the star is all of them.
    """

    url: str
    secret: str
    old_secret: str | None = None
    payload: Literal["snapshot", "thin"] = "snapshot"
    events: frozenset[str] = frozenset({ALL})

    def wants(self, type: str) -> bool:
        return ALL in self.events or type in self.events


@dataclass(frozen=True, slots=True)
class Settings:
    """The first account is the webhook endpoint's own; events of the others name their account."""

    accounts: tuple[Account, ...] = (Account(),)
    endpoint: Endpoint | None = None
    seed: int | None = None
    """Makes ids the same in every run; without it they are random."""
    smallest_amount: int = 50
    """In the currency's smallest unit; anything below is refused, as Stripe does."""
    keep_keys: float = KEEP_KEYS
    refund_fails_after: float = 1.0
    """How long a refund to `pm_card_refundFail` looks well before it fails by itself."""
    retry_first: float = 0.2
    retry_most: float = 10.0
    attempts: int = 12
    """A webhook that got no 2xx is sent again, each time after twice the wait, this often in all."""
    send_timeout: float = 5.0
    at_once: int = 8
    """Webhooks on their way at the same time. One keeps them in order."""
    most_payments: int = 200_000
    """Intents, charges and refunds: at the limit new ones are refused until a reset."""
    most_records: int = 50_000
    """Events, idempotency keys and delivery records: the oldest are forgotten."""
    data: Path | None = None
    """A file that keeps all objects, events and keys, for the next start; without it they end with the process."""
    clock: Callable[[], float] = field(default=time.time)
