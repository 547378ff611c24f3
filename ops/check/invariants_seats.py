"""What must hold of seats, places and tickets."""

from ops.check.invariant import Invariant

SIZE = "case when jsonb_array_length(h.seats) > 0 then jsonb_array_length(h.seats) else h.quantity end"
LEFT = f"({SIZE}) - jsonb_array_length(h.void)"

SEATS = (
    Invariant(
        "never oversold",
        "held, sold and blocked together never exceed an event's, or a ticket type's, capacity",
        """select event_id from inventory.stock where held + sold + blocked > capacity or least(held, sold, blocked) < 0
           union all select event_id || '/' || ticket_type from inventory.ticket_stock
           where held + sold + blocked > capacity or least(held, sold, blocked) < 0""",
        at_once=True,
    ),
    Invariant(
        "stock is the sum of its holds",
        "an event's counters are what its holds say",
        f"""select s.event_id, s.held, s.sold from inventory.stock s left join inventory.hold h using (event_id)
            group by s.event_id, s.held, s.sold
            having s.held <> coalesce(sum({LEFT}) filter (where h.state = 'held'), 0)
                or s.sold <> coalesce(sum({LEFT}) filter (where h.state = 'sold'), 0)""",  # noqa: S608
        at_once=True,
    ),
    Invariant(
        "stock is the sum of its blocks",
        "as many places of an event, or a ticket type, are blocked as its blocks say",
        f"""select s.event_id, s.blocked from inventory.stock s
            left join inventory.block h on h.event_id = s.event_id and h.state = 'blocked'
            group by s.event_id, s.blocked having s.blocked <> coalesce(sum({SIZE}), 0)
            union all select s.event_id || '/' || s.ticket_type, s.blocked from inventory.ticket_stock s
            left join inventory.block h on h.event_id = s.event_id and h.state = 'blocked'
                and h.ticket_type = s.ticket_type
            group by s.event_id, s.ticket_type, s.blocked having s.blocked <> coalesce(sum(h.quantity), 0)""",  # noqa: S608
        at_once=True,
    ),
    Invariant(
        "a blocked seat is nobody's",
        "a seat is blocked by the one block that names it, and has no owner then",
        """with kept as (select b.event_id, seat.name, b.block_id from inventory.block b,
                         jsonb_array_elements_text(b.seats) seat(name) where b.state = 'blocked')
           select coalesce(k.event_id, s.event_id) || '/' || coalesce(k.name, s.name), k.block_id, s.block, s.owner
           from kept k full join (select * from inventory.seat where block <> '') s
             on s.event_id = k.event_id and s.name = k.name and s.block = k.block_id
           where k.name is null or s.name is null or s.owner <> ''""",
        at_once=True,
    ),
    Invariant(
        "quotas are the sum of their types",
        "what ticket types and add-ons share is held, sold and blocked as often as they are, and no more than there is",
        """select s.event_id || '/' || q.key, t.held, t.sold, t.blocked
           from inventory.stock s, jsonb_each(s.quotas) q, lateral (
               select coalesce(sum(t.held), 0) as held, coalesce(sum(t.sold), 0) as sold,
                   coalesce(sum(t.blocked), 0) as blocked from (
                   select ticket_type, held, sold, blocked from inventory.ticket_stock t where t.event_id = s.event_id
                   union all select a.key, (a.value ->> 'held')::bigint, (a.value ->> 'sold')::bigint, 0
                   from jsonb_each(s.add_ons) a) t
               where q.value -> 'ticket_types' ? t.ticket_type) t
           where ((q.value ->> 'held')::bigint, (q.value ->> 'sold')::bigint, (q.value ->> 'blocked')::bigint)
                   <> (t.held, t.sold, t.blocked)
               or t.held + t.sold + t.blocked > (q.value ->> 'size')::bigint
           union all select t.event_id || '/' || t.ticket_type, t.held, t.sold, t.blocked
           from inventory.stock s join inventory.ticket_stock t using (event_id)
           where (s.remaining ->> t.ticket_type)::bigint <> t.capacity - t.held - t.sold - t.blocked""",
        at_once=True,
    ),
    Invariant(
        "add-ons are the sum of their holds",
        "of each add-on as many are held and sold as its bookings have, and no more than there is",
        """select s.event_id || '/' || a.key, h.held, h.sold
           from inventory.stock s, jsonb_each(s.add_ons) a, lateral (
               select coalesce(sum((h.add_ons ->> a.key)::bigint) filter (where h.state = 'held'), 0) as held,
                   coalesce(sum((h.add_ons ->> a.key)::bigint) filter (where h.state = 'sold'), 0) as sold
               from inventory.hold h where h.event_id = s.event_id) h
           where ((a.value ->> 'held')::bigint, (a.value ->> 'sold')::bigint) <> (h.held, h.sold)
               or h.held + h.sold > (a.value ->> 'capacity')::bigint""",
        at_once=True,
    ),
    Invariant(
        "a booking has its add-ons",
        "what goes along with a confirmed booking is sold to it, and no more",
        """select b.booking_id, b.add_ons, h.add_ons from bookings.booking b
           join inventory.hold h using (event_id, booking_id)
           where b.state = 'confirmed' and b.add_ons <> h.add_ons""",
    ),
    Invariant(
        "one owner a seat",
        "a seat belongs to the one booking whose hold names it",
        """with taken as (select h.event_id, seat.name, h.booking_id from inventory.hold h,
                          jsonb_array_elements_text(h.seats) with ordinality seat(name, n)
                        where h.state <> 'released' and not h.void @> to_jsonb(seat.n))
           select coalesce(t.event_id, s.event_id) || '/' || coalesce(t.name, s.name), t.booking_id, s.owner
           from taken t full join (select * from inventory.seat where owner <> '') s
             on s.event_id = t.event_id and s.name = t.name and s.owner = t.booking_id
           where t.name is null or s.name is null""",
        at_once=True,
    ),
    Invariant(
        "taken seats are marked",
        "where seats are picked, a section marks those that are a booking's, or blocked, and no others",
        r"""with known as (select s.event_id, s.name, s.taken from inventory.section s join inventory.plan p
                         on p.event_id = s.event_id and p.runs ? s.name),
             marked as (select k.event_id, k.name || '-' || r.key || n as seat from known k,
                          jsonb_each_text(k.taken) r, generate_series(1, length(r.value)) n
                        where substr(r.value, n, 1) = '1'),
             owned as (select t.event_id, t.name as seat from inventory.seat t join known k
                         on k.event_id = t.event_id and k.name = regexp_replace(t.name, '-[^-]*$', '')
                       where t.owner <> '' or t.block <> '')
           (select * from marked except select * from owned) union all
           (select * from owned except select * from marked)""",
    ),
    Invariant(
        "confirmed means tickets",
        "each confirmed booking has its seats sold to it, and no other booking has any",
        """select coalesce(b.booking_id, h.booking_id), b.state, h.state from bookings.booking b
           full join inventory.hold h using (event_id, booking_id)
           where (b.state = 'confirmed') is distinct from (h.state = 'sold') and not (h.state is null
                and b.state in ('rejected', 'cancelled', 'expired') and coalesce(b.use ->> 'granted', '') = 'false')
              or (h.state = 'held' and b.state not in ('requested', 'held', 'settling', 'late', 'offered'))""",
    ),
    Invariant(
        "every ticket has its code",
        "a confirmed booking shows one code for each of its tickets, any other shows none",
        """select booking_id, state, jsonb_array_length(codes) from views.booking_view b
           where jsonb_array_length(codes) <> case when state = 'confirmed' then
             case when jsonb_array_length(seats) > 0 then jsonb_array_length(seats) else quantity end else 0 end
             and state in ('confirmed', 'rejected', 'expired')""",
    ),
    Invariant(
        "a ticket that was given up is void",
        "as the booking says, so are its hold and what its buyer sees; what goes on has a ticket yet",
        """select b.booking_id, b.void, h.void, v.given_up from bookings.booking b
           join inventory.hold h using (event_id, booking_id)
           left join views.booking_view v using (event_id, booking_id)
           where b.void <> h.void or (v.booking_id is not null and b.void <> v.given_up)
              or (b.void <> '[]' and jsonb_array_length(b.void) >= {SIZE})
              or exists (select from jsonb_array_elements_text(v.codes) with ordinality c(code, n)
                         where b.void @> to_jsonb(c.n) <> (c.code = ''))""".replace("{SIZE}", SIZE),
    ),
    Invariant(
        "every hold ends",
        "no booking is requested or held longer than its deadline",
        """select booking_id, state, deadline from bookings.booking
           where state in ('requested', 'held', 'settling') and deadline < now() - interval '2 seconds'""",
    ),
)
