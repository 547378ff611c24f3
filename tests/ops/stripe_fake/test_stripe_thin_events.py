import pytest
from stripe import PaymentIntent, StripeClient
from stripe.events import V1PaymentIntentSucceededEventNotification

from tests.eventually import eventually
from tests.ops.stripe_fake.control import Control
from tests.ops.stripe_fake.making import paid
from tests.ops.stripe_fake.receiver import SECRET, Receiver

pytestmark = pytest.mark.real


async def test_a_thin_event_leads_to_the_object_as_it_is_now(
    shop: StripeClient, control: Control, receiver: Receiver
) -> None:
    await control.ask("PUT", "endpoint", url=receiver.url, secret=SECRET, payload="thin")
    intent = await paid(shop)
    await eventually(lambda: len(receiver.got) == 3)
    parsed = [shop.parse_event_notification(got.body, got.signature or "", SECRET) for got in receiver.got]
    notice = next(one for one in parsed if isinstance(one, V1PaymentIntentSucceededEventNotification))
    found = await notice.fetch_related_object_async()
    assert isinstance(found, PaymentIntent) and (found.id, found.status) == (intent.id, "succeeded")
    assert (await notice.fetch_event_async()).id == notice.id
