"""Below `/_fake/`: what the payer and the banks do."""

from typing import Literal

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from ops.stripe_fake.disputing import dispute, ends, reviewed
from ops.stripe_fake.fake import Fake
from ops.stripe_fake.objects import Dispute, PaymentIntent, Refund
from ops.stripe_fake.settling import authenticate as authenticate_intent
from ops.stripe_fake.settling import settle_payment, settle_refund


class Proof(msgspec.Struct, forbid_unknown_fields=True):
    passed: bool = True


class Ending(msgspec.Struct, forbid_unknown_fields=True):
    status: Literal["succeeded", "failed"] = "succeeded"


class Doubt(msgspec.Struct, forbid_unknown_fields=True):
    """An `inquiry` asks, and moves no money; without an amount it is about the whole charge."""

    reason: str = "fraudulent"
    amount: int | None = None
    inquiry: bool = False


class Verdict(msgspec.Struct, forbid_unknown_fields=True):
    status: Literal["under_review", "won", "lost", "warning_closed"] = "lost"


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


@post("/payment_intents/{id:str}/dispute")
async def dispute_charge(id: FromPath[str], data: JSONBody[Doubt], fake: NamedDependency[Fake]) -> Dispute:
    """The payer's bank asks for the money back."""
    desk = fake.desk_of(id)
    return dispute(desk, desk.books.intents.get(id), data.reason, data.amount, inquiry=data.inquiry)


@post("/disputes/{id:str}/settle", status_code=200)
async def settle_dispute(id: FromPath[str], data: JSONBody[Verdict], fake: NamedDependency[Fake]) -> Dispute:
    """The bank has our answer, or has decided."""
    desk = fake.desk_of(id)
    found = desk.books.disputes.get(id)
    return reviewed(desk, found) if data.status == "under_review" else ends(desk, found, data.status)


PAYMENTS = [authenticate, settle_intent, settle_one_refund, dispute_charge, settle_dispute]
