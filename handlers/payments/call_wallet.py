from choreography.keyring import Erased, Keyring
from choreography.personal import sealed
from contracts.payments import SavedMethod
from handlers.payments.gateway import Gateway, Refusal
from handlers.payments.service import payments
from handlers.payments.wallet import Method
from handlers.payments.wallet_own import (
    BeginSetup,
    ChargeMethod,
    CustomerDeleted,
    CustomerFound,
    DeleteCustomer,
    DetachMethod,
    FindCustomer,
    KeepPaid,
    MethodCharged,
    MethodDetached,
    MethodRead,
    PaidKept,
    ReadMethod,
    SetupBegun,
)


@payments.effect("stripe", deadline=20)
async def begin_setup(asked: BeginSetup, gateway: Gateway, key: str) -> SetupBegun:
    """However many cards a person hands in at once, they are one customer: the key follows from the account."""
    customer_id = asked.customer_id or await customer_of(asked, gateway)
    secret = await gateway.create_setup(customer_id, key)
    return SetupBegun.of(asked, customer_id=customer_id, client_secret=secret)


async def customer_of(asked: BeginSetup | FindCustomer, gateway: Gateway) -> str:
    return await gateway.create_customer(asked.account_id, f"customer/{asked.account_id}")


@payments.effect("stripe", deadline=20)
async def find_customer(asked: FindCustomer, gateway: Gateway) -> CustomerFound:
    return CustomerFound.of(asked, customer_id=asked.customer_id or await customer_of(asked, gateway))


@payments.effect("stripe", deadline=20)
async def keep_paid(asked: KeepPaid, gateway: Gateway, key: str) -> PaidKept:
    try:
        await gateway.keep_paid(asked.provider_id, asked.customer_id, key)
    except Refusal as refusal:
        return PaidKept.of(asked, reason=str(refusal))
    return PaidKept.of(asked, reason="")


@payments.effect("stripe", deadline=20)
async def read_method(asked: ReadMethod, gateway: Gateway, keyring: Keyring) -> MethodRead:
    method = await gateway.method(asked.method_id)
    found = await kept(method, asked.account_id, keyring) if method else None
    return MethodRead.of(asked, customer_id=method.customer_id if method and found else "", found=found)


@payments.effect("stripe", deadline=20)
async def detach_method(asked: DetachMethod, gateway: Gateway) -> MethodDetached:
    await gateway.detach(asked.method_id)
    return MethodDetached.of(asked)


@payments.effect("stripe", deadline=20)
async def charge_method(asked: ChargeMethod, gateway: Gateway, key: str) -> MethodCharged:
    try:
        await gateway.charge(asked.provider_id, asked.customer_id, asked.method_id, key)
    except Refusal as refusal:
        return MethodCharged.of(asked, reason=str(refusal))
    return MethodCharged.of(asked, reason="")


@payments.effect("stripe", deadline=20)
async def delete_customer(asked: DeleteCustomer, gateway: Gateway) -> CustomerDeleted:
    await gateway.delete_customer(asked.customer_id)
    return CustomerDeleted.of(asked, customer_id=asked.customer_id)


async def kept(method: Method, account_id: str, keyring: Keyring) -> SavedMethod | None:
    """None for a person who was erased meanwhile."""
    try:
        card = await sealed(keyring, account_id, method.card)
    except Erased:
        return None
    return SavedMethod(method_id=method.method_id, card=card, exp_month=method.exp_month, exp_year=method.exp_year)
