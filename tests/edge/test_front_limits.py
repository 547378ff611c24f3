"""Limits are changed while everything runs."""

from collections.abc import AsyncIterator

import pytest

from tests.edge.front import Front
from tests.mesh.operator import Operator

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
WISH = {"event_id": "none", "seats": ["stalls-A1"]}


@pytest.fixture
async def operator(at_front: Operator) -> AsyncIterator[Operator]:
    """Whose changes are taken back."""
    yield at_front
    assert (await at_front.runs("limits", "reset", "cancellations")).exit_code == 0


async def test_what_an_operator_sets_is_in_force_at_the_next_request(front: Front, operator: Operator) -> None:
    buyer = await front.person()
    first = await buyer.asks("DELETE", "/bookings/none-b1", wait=False)
    assert first.headers["ratelimit-policy"] == '"cancellations";q=40;w=10'
    shown = await operator.json("limits", "set", "cancellations", "--burst", "2", "--rate", "0.01")
    (limit,) = [one for one in shown if one["name"] == "cancellations"]
    assert limit == {"name": "cancellations", "by": "user", "burst": 2, "rate": 0.01, "from": "operators"}
    told = (await operator.json("topics", "peek", "operators.events", "--key", "limit:cancellations"))["records"][-1]
    assert told["actor"].startswith("command line: ") and told["body"]["after"] == "2 0.01"
    said = [await buyer.asks("DELETE", "/bookings/none-b1", wait=False) for _ in range(3)]
    assert [one.status_code == 429 for one in said] == [False, False, True]
    assert said[0].headers["ratelimit-policy"] == '"cancellations";q=2;w=200'


async def test_a_reset_lets_the_setting_be_in_force_again(front: Front, operator: Operator) -> None:
    buyer = await front.person()
    await operator.runs("limits", "set", "cancellations", "--burst", "1", "--rate", "0.01")
    await operator.runs("limits", "reset", "cancellations")
    assert {one["from"] for one in await operator.json("limits", "show")} == {"settings"}
    said = [await buyer.asks("DELETE", "/bookings/none-b1", wait=False) for _ in range(3)]
    assert 429 not in {one.status_code for one in said}


async def test_what_is_no_limit_is_not_set(front: Front, operator: Operator) -> None:
    for words in (("nonsense", "--burst", "1", "--rate", "1"), ("reads", "--burst", "0", "--rate", "1")):
        assert (await operator.runs("limits", "set", *words)).exit_code == 2
