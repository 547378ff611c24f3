"""A limit is looked at before the body is read, and told in the headers of the draft for them."""

import logging
import math
import time
from collections.abc import Callable, Mapping

from litestar.types import Scope

from choreography.ports import Unreachable
from edge.limits.bucket import Buckets, Taken
from edge.limits.rules import Limit
from edge.problem import Problem, unavailable

BLIND = 1.0
"""Seconds after which buckets that nobody reached are asked again for what may go on without them."""
log = logging.getLogger(__name__)


class Limits:
    def __init__(
        self, buckets: Buckets, rules: Mapping[str, Limit], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.buckets, self.rules, self.clock = buckets, rules, clock
        self.blind_until = 0.0

    async def spend(self, scope: Scope, name: str, who: str, count: int = 1) -> None:
        """A count of 0 only looks. Raises Problem: 429 if nothing is left, 503 if nobody knows and it matters."""
        limit = self.rules[name]
        if not limit.closed and self.clock() < self.blind_until:
            return
        try:
            taken = await self.buckets.take(limit, who, count)
        except Unreachable as error:
            if limit.closed:
                raise unavailable(5, "limits_unavailable") from error
            log.warning("nobody counts %s: %s", name, error)
            self.blind_until = self.clock() + BLIND
            return
        headers = told(scope["state"].get("rate", {}), said(limit, taken))
        if count:
            scope["state"]["rate"] = headers
        if not taken.ok:
            raise Problem(429, "too_many_requests", headers={**headers, "Retry-After": str(math.ceil(taken.wait))})


def said(limit: Limit, taken: Taken) -> dict[str, str]:
    """`q` tokens a window of `w` seconds; `r` are left, all are back after `t` seconds."""
    window = math.ceil(taken.burst / taken.rate)
    return {
        "RateLimit-Policy": f'"{limit.name}";q={taken.burst};w={window}',
        "RateLimit": f'"{limit.name}";r={taken.left};t={math.ceil(taken.full)}',
    }


def told(before: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """Of a request that two rules bound, both, as a list."""
    return {name: f"{before[name]}, {value}" if name in before else value for name, value in more.items()}
