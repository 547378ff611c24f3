"""The slots of all workers, kept where a restart forgets none: mails to one person are about many events."""

from datetime import datetime, timedelta
from typing import Any

import asyncpg

from choreography.postgres.errors import reached
from handlers.email.hourly import HOUR

TIDIED = timedelta(minutes=1)
"""So often those of more than an hour ago are forgotten."""
LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 0))"
SLOT = """with kept as (
    select at from mail_slot where recipient = $1 and message_id = $2 and at > $3::timestamptz - $5::interval
), taken as (
    select at from mail_slot where recipient = $1 and at > $3::timestamptz - $5::interval
    order by at desc offset $4::int - 1 limit 1
), made as (
    insert into mail_slot (recipient, message_id, at)
    select $1, $2, coalesce((select at + $5::interval from taken), $3::timestamptz) where not exists (select from kept)
    on conflict (recipient, message_id) do update set at = excluded.at
    returning at
) select at from kept union all select at from made"""
FORGET = """delete from mail_slot where (recipient, message_id) in (
    select recipient, message_id from mail_slot where at <= $1::timestamptz - $2::interval
    order by at limit 10000 for update skip locked
)"""


class PostgresHourly:
    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", most: int) -> None:
        self.pool, self.most = pool, most
        self.tidy_at: datetime | None = None

    async def slot(self, person: str, message_id: str, now: datetime) -> datetime | None:
        """One person's are given one after another."""
        with reached():
            async with self.pool.acquire() as connection, connection.transaction():
                await connection.execute(LOCK, person)
                await self._tidy(connection, now)
                at: datetime = await connection.fetchval(SLOT, person, message_id, now, self.most, HOUR)
        return at if at > now else None

    async def _tidy(self, connection: Any, now: datetime) -> None:
        if self.tidy_at is None or now >= self.tidy_at:
            await connection.execute(FORGET, now, HOUR)
            self.tidy_at = now + TIDIED
