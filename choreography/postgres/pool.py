"""Connections for short, keyed statements that are always the same."""

import asyncpg

from choreography.postgres.arrays import know_arrays

SETTINGS = {
    "TimeZone": "UTC",
    "jit": "off",
    # Planned once, for the index: a plan made while a table was small must not be a scan when it is large.
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "idle_in_transaction_session_timeout": "10s",
}
STATEMENTS = 500
"""Prepared statements kept per connection: a service has a few dozen combinations of parts."""


async def connected(dsn: str, schema: str, *, size: int, timeout: float) -> "asyncpg.Pool[asyncpg.Record]":
    """`timeout` bounds, in seconds, a connecting and a statement."""
    know_arrays()
    return await asyncpg.create_pool(
        dsn,
        min_size=1,
        max_size=size,
        timeout=timeout,
        command_timeout=timeout,
        statement_cache_size=STATEMENTS,
        max_cached_statement_lifetime=0,
        max_cacheable_statement_size=0,
        server_settings=SETTINGS | {"search_path": schema, "application_name": f"boxoffice {schema}"},
        reset=untouched,
    )


async def untouched(_: object) -> None:
    """Nothing here changes a session, so nothing is to be reset: that would be a third round trip."""
