import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager

import pytest

from tests.handlers.payments.gateway.own_test_mode import KEY, own_test_mode
from tests.handlers.payments.gateway.sides import Side, fake_side, memory_side

REAL = pytest.mark.real


@pytest.fixture(params=["memory", pytest.param("stripe", marks=REAL), pytest.param("test mode", marks=REAL)])
async def side(request: pytest.FixtureRequest) -> AsyncIterator[Side]:
    """One gateway, and the provider behind it: in memory, the fake, or the provider itself where there is a key."""
    async with opened(request.param) as side:
        yield side


def opened(name: str) -> AbstractAsyncContextManager[Side]:
    if name == "memory":
        return memory_side()
    if name == "stripe":
        return fake_side()
    if not os.environ.get(KEY):
        pytest.skip(f"no key: {KEY} would have the provider itself pass these tests, in its test mode")
    return own_test_mode(os.environ[KEY])
