"""An operator resets the breakers of those who vouch for people, and of what the doors ask."""

import pytest

from tests.edge.front import Front
from tests.mesh.operator import Operator

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


@pytest.mark.parametrize("dependency", ["google", "redis"])
async def test_the_word_of_an_operator_is_taken(front: Front, at_front: Operator, dependency: str) -> None:
    assert (await at_front.json("breakers", "reset", dependency))["type"] == "DoorBreakerReset"
