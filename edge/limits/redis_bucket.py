"""Token buckets in Redis, for all processes together."""

import hashlib
from importlib.resources import files

from edge.limits.bucket import Taken
from edge.limits.rules import Limit
from edge.plain_redis import NoScriptError
from edge.redis_keys import BUCKET
from edge.redis_together import RedisTogether

SCRIPT = (files("edge.limits") / "bucket.lua").read_text()
SHA = hashlib.sha1(SCRIPT.encode(), usedforsecurity=False).hexdigest()


class RedisBuckets:
    def __init__(self, redis: RedisTogether) -> None:
        self.redis = redis

    async def take(self, limit: Limit, who: str, count: int = 1) -> Taken:
        arguments = (2, f"{BUCKET}{limit.name}:{who}", limit.key, limit.burst, limit.rate, count)
        try:
            said = await self.redis.call("EVALSHA", SHA, *arguments)
        except NoScriptError:
            said = await self.redis.call("EVAL", SCRIPT, *arguments)
        ok, left, wait, full, burst, rate = said
        return Taken(bool(ok), left, wait / 1000, full / 1000, burst, float(rate))
