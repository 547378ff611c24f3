"""Below `/_fake/`: what the payer and the banks do."""

from typing import Literal

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from ops.stripe_fake.fake import Fake
from ops.stripe_fake.objects import PaymentIntent, Refund
from ops.stripe_fake.settling import authenticate as authenticate_intent
from ops.stripe_fake.settling import settle_payment, settle_refund


class Proof(msgspec.Struct, forbid_unknown_fields=True):
    passed: bool = True


class Ending(msgspec.Struct, forbid_unknown_fields=True):
    status: Literal["succeeded", "failed"] = "succeeded"


@post("/payment_intents/{id:str}/authenticate", status_code=200)
async def authenticate(id: FromPath[str], data: JSONBody[Proof], fake: NamedDependency[Fake]) -> PaymentIntent:
    """The payer passes or fails what the card asked of them."""
    desk = fake.desk_of(id)
    return authenticate_intent(desk, desk.books.intents.get(id), passed=data.passed)


@post("/payment_intents/{id:str}/settle", status_code=200)
async def settle_intent(id: FromPath[str], data: JSONBody[Ending], fake: NamedDependency[Fake]) -> PaymentIntent:
    """A slow payment ends."""
    desk = fake.desk_of(id)
    return settle_payment(desk, desk.books.intents.get(id), succeeded=data.status == "succeeded")


@post("/refunds/{id:str}/settle", status_code=200)
async def settle_one_refund(id: FromPath[str], data: JSONBody[Ending], fake: NamedDependency[Fake]) -> Refund:
    """A pending refund ends, or one that had succeeded fails."""
    desk = fake.desk_of(id)
    return settle_refund(desk, desk.books.refunds.get(id), succeeded=data.status == "succeeded")


PAYMENTS = [authenticate, settle_intent, settle_one_refund]
