"""The slots of all workers, kept where a restart forgets none: mails to one person are about many events."""

from datetime import datetime

import asyncpg

from choreography.postgres.errors import reached
from handlers.email.hourly import HOUR

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
    order by at limit 100 for update skip locked
)"""


class PostgresHourly:
    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", most: int) -> None:
        self.pool, self.most = pool, most

    async def slot(self, person: str, message_id: str, now: datetime) -> datetime | None:
        """One person's are given one after another."""
        with reached():
            async with self.pool.acquire() as connection, connection.transaction():
                await connection.execute(LOCK, person)
                await connection.execute(FORGET, now, HOUR)
                at: datetime = await connection.fetchval(SLOT, person, message_id, now, self.most, HOUR)
        return at if at > now else None
