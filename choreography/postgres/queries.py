"""What the store asks besides a batch's read and write."""

from choreography.postgres.records import EFFECT, SAID, WAITING
from choreography.postgres.save_waiting import WAITS
from choreography.sight.standing import EFFECT as EFFECT_NAME

LANE = "lane.partition, lane.epoch, lane.turn, lane.next"
IS_DUE = "reason in ('self', 'early', 'next')"

TAKE = f"""insert into lane (partition, epoch, turn) select partition, 1, 1 from unnest($1::int[]) as n(partition)
on conflict (partition) do update set epoch = lane.epoch + 1, turn = lane.turn + 1 returning {LANE}"""

RECOVER = f"""update lane set turn = lane.turn + 1 from unnest($1::int[], $2::bigint[]) as n(partition, epoch)
where lane.partition = n.partition and lane.epoch = n.epoch returning {LANE}"""

START = """with started as (update lane set turn = lane.turn + 1, next = lane.next || n.next::jsonb
from unnest($1::int[], $2::bigint[], $3::text[]) as n(partition, epoch, next)
where lane.partition = n.partition and lane.epoch = n.epoch returning 1)
select must(count(*) = cardinality($1::int[]), 'BX001') from started"""

UNPUBLISHED = f"select {SAID} from outbox where partition = any($1::int[]) order by seq"

FORGET = "delete from outbox where id = any($1::text[])"

DUE = f"""select {WAITING} from waiting where partition = any($1::int[]) and {IS_DUE} and due <= now()
order by seq limit $2"""

NEXT_DUE = f"""select extract(epoch from min(first.due) - now())::float8 as wait from unnest($1::int[]) as p(partition),
lateral (select due from waiting where waiting.partition = p.partition and {IS_DUE} order by due limit 1) as first
having min(first.due) is not null"""

OPEN_EFFECTS = f"""select {EFFECT} from effect where partition = any($1::int[])
order by since, id"""

# Its own claim an epoch may renew at once: one epoch is one process, which does an effect in one task. What a lower
# epoch claimed it gives up after the lease, or after `wait`; what a higher one claimed, never.
CLAIM = f"""update effect set epoch = a.as_epoch, tries = tries + 1, claimed = now(),
lease = now() + a.for_ * interval '1 second'
from unnest($1::text[], $2::bigint[], $3::float8[], $4::float8[]) as a(as_id, as_epoch, for_, wait)
where id = as_id
and (epoch = as_epoch or epoch < as_epoch and least(lease, claimed + wait * interval '1 second') <= now())
returning id, {EFFECT}"""

# The effect of each result stands in $17, at the same place.
FINISH = f"""with finished as (delete from effect where id = any($17::text[]) returning id),
kept as ({WAITS.format(gate="($17::text[])[place] in (select id from finished)")}) select id from finished"""

BACKLOG = """select (select count(*) from outbox where partition = any($1::int[])) as said,
(select count(*) from effect where partition = any($1::int[])) as effects"""

AGE = "greatest(extract(epoch from now() - min(since)), 0)::float8 as age"
STANDING = f"""select reason as name, count(*) as n, {AGE} from waiting where partition = any($1::int[]) group by reason
union all select '{EFFECT_NAME}', count(*), {AGE} from effect where partition = any($1::int[]) having count(*) > 0"""
