"""A provider that keeps what it knows in a file is killed, and starts again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from ops.stripe_fake import Settings, create_app, journal
from ops.stripe_fake.fake import Fake
from tests.eventually import eventually

KEY = {"Authorization": "Bearer sk_test_boxoffice"}
PAY = {"amount": "4500", "currency": "eur", "payment_method": "pm_card_visa", "confirm": "true"}
INTENTS = "/v1/payment_intents"


class Shop:
    """Each of its calls must succeed."""

    def __init__(self, http: AsyncTestClient[Litestar]) -> None:
        self.http = http

    async def post(self, path: str, key: str = "", **form: str) -> Any:
        headers = KEY | ({"Idempotency-Key": key} if key else {})
        answer = await self.http.post(path, data=form, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def get(self, path: str) -> Any:
        answer = await self.http.get(path, headers=KEY)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "stripe.jsonl"


@asynccontextmanager
async def provider(file: Path | None, **more: Any) -> AsyncIterator[Shop]:
    """One more process of the provider, as far as its file is concerned: what others did not write is lost."""
    settings = Settings(data=file, **{"refund_fails_after": 0.01, **more})
    async with AsyncTestClient(create_app(settings)) as http:
        yield Shop(http)


async def test_what_was_answered_is_known_after_a_kill(file: Path) -> None:
    async with provider(file) as killed:
        paid, open_ = await killed.post(INTENTS, **PAY), await killed.post(INTENTS, amount="900", currency="eur")
        refund = await killed.post("/v1/refunds", payment_intent=paid["id"], amount="500")
        async with provider(file) as again:
            assert await again.get(f"{INTENTS}/{paid['id']}") == paid
            assert await again.get(f"/v1/refunds/{refund['id']}") == refund
            assert (await again.get(f"/v1/charges/{paid['latest_charge']}"))["amount_refunded"] == 500
            assert (await again.post(f"{INTENTS}/{open_['id']}/cancel"))["status"] == "canceled"


async def test_the_file_does_not_grow_with_every_change_and_a_kill_loses_nothing_of_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "SPARE", 5)
    async with provider(file) as killed:
        ann, ben = await killed.post("/v1/customers"), await killed.post("/v1/customers")
        open_ = await killed.post(INTENTS, amount="900", currency="eur")
        for nth in range(60):
            changed = await killed.post(f"{INTENTS}/{open_['id']}", customer=(ann, ben)[nth % 2]["id"])
        assert len(file.read_bytes().splitlines()) < 30
        async with provider(file) as again:
            assert await again.get(f"{INTENTS}/{open_['id']}") == changed


async def test_a_key_has_its_first_answer_after_a_kill(file: Path) -> None:
    async with provider(file) as killed:
        first = await killed.post(INTENTS, "booking-1", **PAY)
        async with provider(file) as again:
            assert await again.post(INTENTS, "booking-1", **PAY) == first
            assert [one["id"] for one in (await again.get(INTENTS))["data"]] == [first["id"]]


def test_a_key_whose_work_was_killed_is_free(file: Path) -> None:
    killed = Fake(Settings(data=file))
    killed.books["acct_boxoffice"].keys.begin("booking-1", "pay 45")
    killed.save()
    again = Fake(Settings(data=file)).books["acct_boxoffice"].keys
    assert again.begin("booking-1", "pay 45") is None


async def test_a_card_that_was_kept_pays_after_a_kill_and_one_that_was_taken_away_does_not(file: Path) -> None:
    async with provider(file) as killed:
        customer = (await killed.post("/v1/customers"))["id"]
        kept, gone = [await saved(killed, customer) for _ in range(2)]
        await killed.post(f"/v1/payment_methods/{gone}/detach")
        async with provider(file) as again:
            intent = f"{INTENTS}/{(await again.post(INTENTS, amount='900', currency='eur'))['id']}"
            await again.post(intent, customer=customer)
            refused = await again.http.post(f"{intent}/confirm", data={"payment_method": gone}, headers=KEY)
            assert refused.status_code == 400
            assert (await again.post(f"{intent}/confirm", payment_method=kept))["status"] == "succeeded"


async def saved(shop: Shop, customer: str) -> str:
    """The id of a card that is kept for the customer."""
    setup = await shop.post("/v1/setup_intents", customer=customer)
    done = await shop.post(f"/v1/setup_intents/{setup['id']}/confirm", payment_method="pm_card_visa")
    return str(done["payment_method"])


async def test_a_refund_that_was_to_fail_fails_after_a_kill(file: Path) -> None:
    async with provider(file, refund_fails_after=100) as killed:
        paid = await killed.post(INTENTS, **PAY | {"payment_method": "pm_card_refundFail"})
        refund = await killed.post("/v1/refunds", payment_intent=paid["id"])
        async with provider(file) as again:

            async def failed() -> bool:
                return bool((await again.get(f"/v1/refunds/{refund['id']}"))["status"] == "failed")

            assert await eventually(failed)


async def test_a_torn_last_line_is_dropped_and_all_others_are_known(
    file: Path,
) -> None:
    async with provider(file) as killed:
        paid = await killed.post(INTENTS, **PAY)
        with file.open("ab") as torn:
            torn.write(b'["acct_boxoffice","charge","ch_')
        async with provider(file) as again:
            later = await again.post(INTENTS, **PAY)
            async with provider(file) as third:
                assert {one["id"] for one in (await third.get(INTENTS))["data"]} == {paid["id"], later["id"]}


async def test_what_was_reset_is_not_known_at_the_next_start(file: Path) -> None:
    async with provider(file) as first:
        await first.post(INTENTS, **PAY)
        await first.http.post("/_fake/reset")
    async with provider(file) as second:
        assert (await second.get(INTENTS))["data"] == []


async def test_without_a_file_nothing_is_kept(tmp_path: Path) -> None:
    async with provider(None) as first:
        await first.post(INTENTS, **PAY)
    async with provider(None) as second:
        assert (await second.get(INTENTS))["data"] == [] == list(tmp_path.iterdir())
