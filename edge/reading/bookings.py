"""Bookings, each for its buyer alone."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from edge import ids
from edge.live.ports import User
from edge.reading.owning import owned, who
from edge.reading.pool import Reads
from edge.reading.words import tsquery

FIELDS = """b.booking_id as id, b.event_id, greatest(b.state_version, 0) as version, b.state, b.reason, b.seats,
    b.ticket_type, b.quantity, b.lost, b.created_at, b.updated_at, b.expires_at, b.currency, b.stock_seq,
    case when b.price_version >= 0 then b.price end as price, b.breakdown, b.code,
    case when b.state = 'confirmed' then b.refund_until end as refund_until,
    case when b.not_cancelled <> '' then json_build_object('reason', b.not_cancelled, 'at', b.not_cancelled_at)
        end as not_cancelled, b.offline, b.by_hand, b.owed_back,
    b.complimentary, b.apart, b.granted, b.shares, b.returned, b.given_up, b.add_ons,
    case when b.provider_id <> '' then json_build_object('provider_id', b.provider_id, 'paid', b.paid,
        'refunded', b.refunded, 'client_secret', case when b.state = 'held' then b.client_secret end) end as payment,
    (select coalesce(json_agg(json_build_object('code', c.code, 'seat', b.seats ->> (c.n - 1)::int,
        'number', c.n) order by c.n), '[]')
        from jsonb_array_elements_text(b.codes) with ordinality as c(code, n) where c.code <> '') as tickets"""
BOOKING = f"""select row_to_json(t)::text from (select {FIELDS} from booking_view b
    where b.event_id = $1 and b.booking_id = $2 and b.buyer_id = $3) t"""
BUYER = """select coalesce(realtime.channel_buyer($1, $2),
    (select buyer_id from booking_view where event_id = $1 and booking_id = $2))"""
PAGE = f"""select json_build_object('items', coalesce(json_agg(t order by t.created_at desc, t.id), '[]'),
        'next', case when count(*) = $2 then (array_agg(t.id order by t.created_at desc, t.id))[$2] end)::text
    from (select {FIELDS} from booking_view b
        left join event_view e on e.event_id = b.event_id
        left join booking_view p on p.event_id = $4 and p.booking_id = $3 and p.buyer_id = $1
        where b.buyer_id = $1 and ($5 = '' or b.state = $5)
            and ($6 = '' or starts_with(b.booking_id, $6) or starts_with(b.booking_id, b.event_id || '-' || $6)
                or ($7 <> '' and e.words @@ to_tsquery('simple', $7)))
            and coalesce(e.starts_at, 'epoch') >= $8::date and coalesce(e.starts_at, 'epoch') < $9::date + 1
            and ($3 = '' or b.created_at < p.created_at
            or (b.created_at = p.created_at and b.booking_id > p.booking_id))
        order by b.created_at desc, b.booking_id limit $2) t"""

OF_EVENT = f"""select json_build_object('items', coalesce(json_agg(t order by t.created_at desc, t.id), '[]'),
        'next', case when count(*) = $4 then (array_agg(t.id order by t.created_at desc, t.id))[$4] end)::text
    from (select b.booking_id as id, b.buyer_id, greatest(b.state_version, 0) as version, b.state, b.reason, b.seats,
            b.ticket_type, b.quantity, b.created_at, b.updated_at, b.expires_at, b.currency,
            case when b.price_version >= 0 then b.price end as price, b.paid, b.refunded, b.offline, b.by_hand,
            b.complimentary, b.disputes, b.owed_back, b.granted, b.shares, b.returned, b.given_up,
            b.add_ons
        from booking_view b left join booking_view p on p.event_id = $1 and p.booking_id = $5
        where b.event_id = $1 and b.state <> 'accepted' and ($6 = '' or b.state = $6) and ($7 = '' or b.buyer_id = $7)
            and ($8 = '' or starts_with(b.booking_id, $8) or starts_with(b.booking_id, $1 || '-' || $8))
            and b.created_at >= $9::date and b.created_at < $10::date + 1
            and ($11 = '' or b.ticket_type = $11 or exists (select from section_view s where s.event_id = $1
                and s.ticket_type = $11 and exists (select from jsonb_array_elements_text(b.seats) seat(name)
                    where starts_with(seat.name, s.section || '-'))))
            and ($5 = '' or b.created_at < p.created_at
                or (b.created_at = p.created_at and b.booking_id > p.booking_id))
        order by b.created_at desc, b.booking_id limit $4) t
    having exists (select from event_view e where e.event_id = $1 and e.state <> 'unknown'
        and {owned("bookings")})"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of an event's bookings; what is empty does not matter."""

    size: int
    after: str = ""
    state: str = ""
    buyer: str = ""
    begins: str = ""
    """Of its id, with or without the event's before it."""
    ticket_type: str = ""
    """At least one of its tickets is of this type."""
    first: date = date.min
    last: date = date.max
    """Days in UTC on which it was first spoken of."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of one's own bookings; what is empty does not matter."""

    words: str = ""
    """Of the event, as in the list of events, or how the booking's id begins, with or without the event's before it."""
    state: str = ""
    first: date = date.min
    last: date = date.max
    """Days in UTC on which the event starts; of one that nobody has told of yet that is not known."""


ALL = Wanted()


class Bookings(Protocol):
    """Each call gives JSON, and may raise Unreachable."""

    async def one(self, booking_id: str, buyer: str) -> bytes | None: ...

    async def of(self, buyer: str, size: int, after: str, wanted: Wanted = ALL) -> bytes:
        """The newest first; `next` is the last one's id where there may be more."""
        ...

    async def of_event(self, event_id: str, user: User, asked: Asked) -> bytes | None:
        """For the event's organiser, and for operators: no codes and no secrets. None for anybody else."""
        ...

    async def buyer(self, booking_id: str) -> str | None:
        """Whose it is; None while neither feeds nor views know the booking. The feeds are the first to know."""
        ...


class PostgresBookings:
    def __init__(self, reads: Reads, primary: Reads) -> None:
        self.reads, self.primary = reads, primary

    async def one(self, booking_id: str, buyer: str) -> bytes | None:
        return await self.reads.text(BOOKING, ids.event_of(booking_id), booking_id, buyer)

    async def of(self, buyer: str, size: int, after: str, wanted: Wanted = ALL) -> bytes:
        which = wanted.state, wanted.words, tsquery(wanted.words, ""), wanted.first, wanted.last
        return await self.reads.text(PAGE, buyer, size, after, ids.event_of(after), *which) or b""

    async def of_event(self, event_id: str, user: User, asked: Asked) -> bytes | None:
        which = asked.size, asked.after, asked.state, asked.buyer, asked.begins, asked.first, asked.last
        return await self.reads.text(OF_EVENT, event_id, *who(user), *which, asked.ticket_type)

    async def buyer(self, booking_id: str) -> str | None:
        found = await self.primary.text(BUYER, ids.event_of(booking_id), booking_id)
        return found.decode() if found else None
