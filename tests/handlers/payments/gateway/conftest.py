from collections.abc import AsyncIterator

import pytest

from tests.handlers.payments.gateway.sides import Side, fake_side, memory_side


@pytest.fixture(params=["memory", pytest.param("stripe", marks=pytest.mark.real)])
async def side(request: pytest.FixtureRequest) -> AsyncIterator[Side]:
    """One gateway, and the provider behind it."""
    async with memory_side() if request.param == "memory" else fake_side() as side:
        yield side
