"""One suite, two adapters: each test runs on what is in memory, and on the real server."""

from collections.abc import Callable

import pytest


def memory_or(server: str) -> Callable[..., str]:
    """A fixture: empty for memory, else what the fixture named `server` says of where the real one is."""

    @pytest.fixture(params=["memory", pytest.param(server, marks=pytest.mark.real)])
    def where(request: pytest.FixtureRequest) -> str:
        return "" if request.param == "memory" else str(request.getfixturevalue(server))

    found: Callable[..., str] = where
    return found
