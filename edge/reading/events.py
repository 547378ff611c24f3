"""Events as anybody may see them; one that was never published is for its organiser and for operators."""

from typing import Protocol

from edge.live.ports import User
from edge.reading.owning import OPERATOR, owned, who
from edge.reading.pool import Reads
from edge.reading.search import Cursor, Search
from edge.reading.words import tsquery

FIELDS = """e.event_id as id, greatest(e.offer_version, e.details_version, e.state_version) as version,
    e.state, e.reason, e.suspended, e.name, e.description, e.category, e.place, e.venue_id, e.organiser_id,
    e.starts_at, e.ends_at,
    e.currency, e.ticket_types, e.quotas, e.add_ons, e.terms, e.prices, e.utc_offset, e.sale_opens, e.sale_closes,
    extract(epoch from e.hold_for)::bigint as hold_for, e.capacity, e.stock_seq, e.no_single_seats,
    extract(epoch from e.cancel_before)::bigint as cancel_before,
    extract(epoch from e.offline_for)::bigint as offline_for,
    case when e.queue is not null then json_build_object('opens', e.queue -> 'opens',
        'per_minute', e.queue -> 'per_minute', 'at_most', e.queue -> 'at_most') end as queue"""
VISIBLE = f"""e.event_id = $1 and e.state <> 'deleted' and (e.state in ('on_sale', 'sold_out', 'postponed', 'ended')
    or (e.state = 'cancelled' and e.capacity > 0) or ({owned("see")} and (not {OPERATOR} or e.state <> 'unknown')))"""
EVENT = f"select row_to_json(t)::text from (select {FIELDS} from event_view e where {VISIBLE}) t"
NEXT = "(extract(epoch from t.starts_at) * 1000000)::bigint || '.' || t.id"
"""As `edge/reading/search.py` reads a cursor."""
PAGE = f"""select json_build_object('items', coalesce(json_agg(t order by t.starts_at, t.id), '[]'),
        'next', case when count(*) = $1 then (array_agg({NEXT} order by t.starts_at, t.id))[$1] end)::text
    from (select {FIELDS} from {{source}} e
        where {{which}} and (e.starts_at, e.event_id) > ($3, $4)
        order by e.starts_at, e.event_id limit $1) t"""
LISTED = """e.state in ('on_sale', 'sold_out', 'postponed') and (e.ends_at > now() or e.state = 'postponed')
        and ($2 = '' or e.category = $2) and e.starts_at >= $5::date and e.starts_at < $6::date + 1"""
ON_SALE = PAGE.format(source="event_view", which=LISTED)
BY_WORDS = "(select * from event_view where words @@ to_tsquery('simple', $7) offset 0)"
"""The fence makes the index of the words be read: a few rare words must not cost a walk over all that is on sale."""
FOUND = PAGE.format(source=BY_WORDS, which=LISTED)
MINE = PAGE.format(source="event_view", which="e.organiser_id = $2 and e.state <> 'deleted'")
COUNTED = """from jsonb_array_elements(e.quotas) with ordinality as y(q, m), lateral (
        select coalesce(sum(c.held), 0)::bigint as held, coalesce(sum(c.sold), 0)::bigint as sold,
            coalesce(sum(c.blocked), 0)::bigint as blocked
        from type_view c where c.event_id = e.event_id
            and (q -> 'ticket_types' ? c.ticket_type or q -> 'add_ons' ? c.ticket_type)) c"""
"""Each quota has the counts of its types and add-ons."""
QUOTAS = f"""select coalesce(json_agg(json_build_object('name', q ->> 'name', 'size', (q ->> 'size')::bigint,
        'held', c.held, 'sold', c.sold, 'blocked', c.blocked) order by m), '[]') {COUNTED}"""
IN_QUOTAS = f"""select min((q ->> 'size')::bigint - c.held - c.sold - c.blocked) {COUNTED}
    where q -> 'ticket_types' ? (t ->> 'name') or q -> 'add_ons' ? (t ->> 'name')"""
TYPES = f"""select coalesce(json_agg(json_build_object(
        'name', t ->> 'name', 'price', (t ->> 'price')::bigint, 'capacity', (t ->> 'capacity')::bigint,
        'held', coalesce(v.held, 0), 'sold', coalesce(v.sold, 0), 'blocked', coalesce(v.blocked, 0),
        'free', greatest(0, least(({IN_QUOTAS}), (t ->> 'capacity')::bigint
            - coalesce(v.held, 0) - coalesce(v.sold, 0) - coalesce(v.blocked, 0)))) order by n), '[]')
    from jsonb_array_elements(e.ticket_types) with ordinality as x(t, n)
    left join type_view v on v.event_id = e.event_id and v.ticket_type = t ->> 'name'
    where (t ->> 'capacity')::bigint > 0"""
ADD_ONS = f"""select coalesce(json_agg(json_build_object(
        'name', t ->> 'name', 'price', (t ->> 'price')::bigint, 'capacity', (t ->> 'capacity')::bigint,
        'held', coalesce(v.held, 0), 'sold', coalesce(v.sold, 0),
        'free', greatest(0, least(({IN_QUOTAS}), (t ->> 'capacity')::bigint
            - coalesce(v.held, 0) - coalesce(v.sold, 0)))) order by n), '[]')
    from jsonb_array_elements(e.add_ons) with ordinality as x(t, n)
    left join type_view v on v.event_id = e.event_id and v.ticket_type = t ->> 'name'"""
PLANNED = "s.event_id = e.event_id and (s.plan_version >= e.plan_version or s.layout_seq >= 0)"
"""Sections that are older than the plan are not in it, but for those that inventory speaks of: they are sold."""
SECTIONS = (
    """select coalesce(json_agg(json_build_object(
        'name', s.section, 'ticket_type', s.ticket_type, 'price', s.price, {rows}
        'seats', (select coalesce(sum(value::bigint), 0) from jsonb_each_text(s.rows)),
        'held', s.held, 'sold', s.sold, 'blocked', s.blocked) order by s.section), '[]')
    from section_view s where """
    + PLANNED
)
AVAILABILITY = f"""select json_build_object('event_id', e.event_id, 'version', e.stock_seq, 'state', e.state,
        'currency', e.currency, 'capacity', e.capacity, 'held', e.held, 'sold', e.sold,
        'blocked', e.blocked, 'free', greatest(e.capacity - e.held - e.sold - e.blocked, 0),
        'ticket_types', ({TYPES}), 'add_ons', ({ADD_ONS}), 'quotas', ({QUOTAS}),
        'sections', ({SECTIONS.format(rows="")}))::text
    from event_view e where {VISIBLE}"""
PLAN = f"""select json_build_object('event_id', e.event_id, 'version', e.plan_version, 'state', e.state,
        'sections', (select coalesce(json_agg(json_build_object('section', s.section, 'ticket_type', s.ticket_type,
                'rows', s.rows || s.listed) order by s.section), '[]')
            from section_view s where {PLANNED} and ($4 = '' or s.section = $4)))::text
    from event_view e where {VISIBLE}"""
ROWS = "'rows', s.rows || s.listed,"
SEATS = f"""select json_build_object('event_id', e.event_id, 'version', e.stock_seq, 'state', e.state,
        'sections', ({SECTIONS.format(rows=ROWS)} and ($4 = '' or s.section = $4)),
        'taken', (select coalesce(json_object_agg(p.seat, p.state order by p.seat), '{{}}')
            from seat_view p where p.event_id = e.event_id and p.state <> 'free'
            and ($4 = '' or starts_with(p.seat, $4 || '-'))))::text
    from event_view e where {VISIBLE}"""


class Events(Protocol):
    """Each call gives JSON, None where the user may see no such event, and may raise Unreachable."""

    async def one(self, event_id: str, user: User | None) -> bytes | None: ...

    async def on_sale(self, size: int, after: Cursor, search: Search) -> bytes:
        """Those not over yet, by their start; `next` is the cursor behind the last one where there may be more."""
        ...

    async def of(self, organiser: str, size: int, after: Cursor) -> bytes: ...

    async def availability(self, event_id: str, user: User | None) -> bytes | None: ...

    async def seats(self, event_id: str, user: User | None, section: str) -> bytes | None:
        """The seats that are held or sold by name, with the sections that they are in; all others are free."""
        ...

    async def plan(self, event_id: str, user: User | None, section: str) -> bytes | None:
        """The seating plan as it may be imported again: a row is its number of seats, or a list of them."""
        ...


class PostgresEvents:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def one(self, event_id: str, user: User | None) -> bytes | None:
        return await self.reads.text(EVENT, event_id, *who(user))

    async def on_sale(self, size: int, after: Cursor, search: Search) -> bytes:
        listed = (size, search.category, *after, search.first, search.last)
        if query := tsquery(search.words, search.place):
            return await self.reads.text(FOUND, *listed, query) or b""
        return await self.reads.text(ON_SALE, *listed) or b""

    async def of(self, organiser: str, size: int, after: Cursor) -> bytes:
        return await self.reads.text(MINE, size, organiser, *after) or b""

    async def availability(self, event_id: str, user: User | None) -> bytes | None:
        return await self.reads.text(AVAILABILITY, event_id, *who(user))

    async def plan(self, event_id: str, user: User | None, section: str) -> bytes | None:
        return await self.reads.text(PLAN, event_id, *who(user), section)

    async def seats(self, event_id: str, user: User | None, section: str) -> bytes | None:
        return await self.reads.text(SEATS, event_id, *who(user), section)
