"""An operator resets the breakers of those who vouch for people, of what the doors ask, and of the payment provider."""

import pytest

from tests.edge.counter import Counter
from tests.edge.front import Front
from tests.edge.test_front_money_cases import entries
from tests.mesh.operator import Operator

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


@pytest.mark.parametrize("dependency", ["google", "redis"])
async def test_the_word_of_an_operator_is_taken(front: Front, at_front: Operator, dependency: str) -> None:
    assert (await at_front.json("breakers", "reset", dependency))["type"] == "DoorBreakerReset"


async def test_the_providers_is_reset_at_the_door_by_an_operator_alone_and_the_audit_says_by_whom(
    front: Front, counter: Counter, at_front: Operator
) -> None:
    organiser, operator = await front.person(organiser=True), await counter.operator()
    path, who = "/ops/breakers/stripe/reset", (await operator.sees("/me"))["id"]
    assert (await organiser.asks("POST", path)).json()["code"] == "role_missing"
    said = (await operator.asks("POST", path)).json()
    assert (said["type"], said["dependency"], said["operator"]) == ("BreakerReset", "stripe", who)
    (audited,) = await entries(at_front, who, "ResetBreakerSigned")
    assert audited["route"] == "POST /ops/breakers/{dependency}/reset"
    assert (await operator.asks("POST", "/ops/breakers/moon/reset")).json()["code"] == "invalid"
