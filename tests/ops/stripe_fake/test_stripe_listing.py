import pytest
from stripe import InvalidRequestError, StripeClient

from tests.ops.stripe_fake.making import paid, unpaid

pytestmark = pytest.mark.real


async def test_pages_follow_a_cursor_newest_first(shop: StripeClient) -> None:
    ids = [(await unpaid(shop)).id for _ in range(5)][::-1]
    first = await shop.v1.payment_intents.list_async({"limit": 2})
    second = await shop.v1.payment_intents.list_async({"limit": 3, "starting_after": first.data[-1].id})
    back = await shop.v1.payment_intents.list_async({"limit": 2, "ending_before": ids[3]})
    assert [row.id for row in first.data + second.data] == ids
    assert [row.id for row in back.data] == ids[1:3]
    assert (first.has_more, second.has_more, back.has_more) == (True, False, True)


async def test_the_sdk_pages_through_all(shop: StripeClient) -> None:
    ids = {(await unpaid(shop)).id for _ in range(5)}
    listed = await shop.v1.payment_intents.list_async({"limit": 2})
    assert {row.id async for row in listed.auto_paging_iter()} == ids


async def test_a_range_of_creation_times_is_kept(shop: StripeClient) -> None:
    made = await unpaid(shop)
    within = await shop.v1.payment_intents.list_async({"created": {"gte": made.created, "lte": made.created + 60}})
    after = await shop.v1.payment_intents.list_async({"created": {"gt": made.created + 60}})
    assert ([row.id for row in within.data], after.data) == ([made.id], [])


async def test_an_unknown_cursor_is_refused(shop: StripeClient) -> None:
    with pytest.raises(InvalidRequestError) as refused:
        await shop.v1.payment_intents.list_async({"starting_after": "pi_unknown"})
    assert refused.value.code == "resource_missing"


async def test_events_are_listed_by_type(shop: StripeClient) -> None:
    intent = await paid(shop)
    listed = await shop.v1.events.list_async({"types": ["payment_intent.succeeded", "charge.succeeded"]})
    read = await shop.v1.events.retrieve_async(listed.data[0].id)
    assert [row.type for row in listed.data] == ["payment_intent.succeeded", "charge.succeeded"]
    assert read.data.object["id"] == intent.id
