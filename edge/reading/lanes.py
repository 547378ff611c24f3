"""How far the services are behind, for operators."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from choreography.lag import Lag

Lanes = Callable[[], Awaitable[dict[str, list[dict[str, Any]]]]]
"""By service, the places where something was said that it has not handled yet. May raise Unreachable."""


async def no_lanes() -> dict[str, list[dict[str, Any]]]:
    """Where nobody listens."""
    return {}


def behind(lags: list[Lag]) -> list[dict[str, Any]]:
    return [{**asdict(lag), "messages": lag.messages} for lag in lags if lag.messages]
