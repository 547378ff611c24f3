"""The whole API in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ops.stripe_fake import disputes, intents, records, refunds, wallet
from ops.stripe_fake.books import Found
from ops.stripe_fake.call import Call
from ops.stripe_fake.intent_params import CONFIRM, CREATE
from ops.stripe_fake.listing import RANGE
from ops.stripe_fake.objects import Event, Json

Answer = Found | Event | Json


@dataclass(frozen=True, slots=True)
class Operation:
    """`name` is what the SDK calls it; a `public` one is open to a payer's page that knows the client secret."""

    name: str
    method: Literal["GET", "POST", "DELETE"]
    path: str
    run: Callable[[Call], Answer]
    known: frozenset[str] = frozenset()
    public: bool = False


PI, OF_INTENT = "/v1/payment_intents", frozenset({"payment_intent"})
SETUP, METHOD = "/v1/setup_intents", "/v1/payment_methods"
SECRET, CANCEL = frozenset({"client_secret"}), frozenset({"cancellation_reason"})
OPERATIONS = (
    Operation("payment_intents.create", "POST", PI, intents.create, CREATE),
    Operation("payment_intents.list", "GET", PI, intents.list_all, RANGE),
    Operation("payment_intents.retrieve", "GET", PI + "/{id:str}", intents.retrieve, SECRET, public=True),
    Operation("payment_intents.update", "POST", PI + "/{id:str}", intents.update, intents.UPDATE),
    Operation("payment_intents.confirm", "POST", PI + "/{id:str}/confirm", intents.confirm, CONFIRM, public=True),
    Operation("payment_intents.cancel", "POST", PI + "/{id:str}/cancel", intents.cancel, CANCEL),
    Operation("charges.list", "GET", "/v1/charges", records.charges, RANGE | OF_INTENT),
    Operation("charges.retrieve", "GET", "/v1/charges/{id:str}", records.charge),
    Operation("refunds.create", "POST", "/v1/refunds", refunds.create, refunds.CREATE),
    Operation("refunds.list", "GET", "/v1/refunds", refunds.list_all, RANGE | OF_INTENT | {"charge"}),
    Operation("refunds.retrieve", "GET", "/v1/refunds/{id:str}", refunds.retrieve),
    Operation("disputes.list", "GET", "/v1/disputes", disputes.list_all, RANGE | OF_INTENT | {"charge"}),
    Operation("disputes.retrieve", "GET", "/v1/disputes/{id:str}", disputes.retrieve),
    Operation("customers.create", "POST", "/v1/customers", wallet.create_customer, frozenset({"metadata"})),
    Operation("customers.delete", "DELETE", "/v1/customers/{id:str}", wallet.delete_customer),
    Operation("setup_intents.create", "POST", SETUP, wallet.create_setup, wallet.MAKE_SETUP),
    Operation(
        "setup_intents.confirm",
        "POST",
        SETUP + "/{id:str}/confirm",
        wallet.confirm_setup,
        wallet.CONFIRM_SETUP,
        public=True,
    ),
    Operation("payment_methods.list", "GET", METHOD, wallet.methods, RANGE | {"customer", "type"}),
    Operation("payment_methods.retrieve", "GET", METHOD + "/{id:str}", wallet.method),
    Operation("payment_methods.detach", "POST", METHOD + "/{id:str}/detach", wallet.detach),
    Operation("events.list", "GET", "/v1/events", records.events, RANGE | {"type", "types"}),
    Operation("events.retrieve", "GET", "/v1/events/{id:str}", records.event),
    Operation("v2.core.events.retrieve", "GET", "/v2/core/events/{id:str}", records.notification),
)
NAMES = frozenset(operation.name for operation in OPERATIONS) | {"*"}
