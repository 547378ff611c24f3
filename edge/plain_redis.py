"""Redis' client without its metrics: those would bring all of OpenTelemetry into every process, traced or not."""

from edge.without import without

with without("opentelemetry.metrics", "opentelemetry.sdk.metrics"):
    from redis.asyncio import BlockingConnectionPool, Redis
    from redis.asyncio.retry import Retry
    from redis.backoff import NoBackoff
    from redis.exceptions import NoScriptError, RedisError, ResponseError

__all__ = ["BlockingConnectionPool", "NoBackoff", "NoScriptError", "Redis", "RedisError", "ResponseError", "Retry"]
