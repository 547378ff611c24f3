import pytest
from stripe import SignatureVerificationError, StripeClient

from tests.eventually import eventually
from tests.ops.stripe_fake.control import Control
from tests.ops.stripe_fake.making import unpaid
from tests.ops.stripe_fake.receiver import OLD_SECRET, SECRET, Got, Receiver

pytestmark = pytest.mark.real


async def got(kind: str, shop: StripeClient, control: Control, receiver: Receiver) -> Got:
    await control.rule("*", signature=kind)
    await unpaid(shop)
    await eventually(lambda: len(receiver.got) == 1)
    return receiver.got[0]


@pytest.mark.parametrize("kind", ["old", "wrong", "missing", "stale", "reserialised"])
async def test_a_bad_signature_is_not_accepted(
    shop: StripeClient, control: Control, receiver: Receiver, kind: str
) -> None:
    with pytest.raises(SignatureVerificationError):
        (await got(kind, shop, control, receiver)).event(SECRET)


@pytest.mark.parametrize("kind", ["old", "both"])
async def test_the_old_secret_is_accepted_where_it_signed(
    shop: StripeClient, control: Control, receiver: Receiver, kind: str
) -> None:
    assert (await got(kind, shop, control, receiver)).event(OLD_SECRET).type == "payment_intent.created"


async def test_both_secrets_sign_during_a_rotation(shop: StripeClient, control: Control, receiver: Receiver) -> None:
    assert (await got("both", shop, control, receiver)).event(SECRET).type == "payment_intent.created"
