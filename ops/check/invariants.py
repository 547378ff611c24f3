"""The invariants. Each query gives one row for each breach; its first column says where."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Invariant:
    """`at_once`: holds in every snapshot; the others hold once what is under way has arrived."""

    name: str
    meaning: str
    breaches: str
    at_once: bool = False


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
           where (b.state = 'confirmed') is distinct from (h.state = 'sold')
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

QUEUES = (
    Invariant(
        "a queue is the sum of its places",
        "as many wait, and have a turn, as their places say",
        """select q.event_id, q.waiting, q.turns from waiting_room.queue q
           left join waiting_room.place p using (event_id) group by q.event_id, q.waiting, q.turns
           having q.waiting <> count(*) filter (where p.state in ('waiting', 'closed'))
               or q.turns <> count(*) filter (where p.state = 'turn')""",
    ),
    Invariant(
        "nobody is passed over",
        "who waits has a higher rank than anybody who had a turn",
        """select p.place_id, p.rank, q.served from waiting_room.queue q join waiting_room.place p using (event_id)
           where p.state in ('waiting', 'closed') and p.rank between 1 and q.served""",
    ),
    Invariant(
        "nobody books without a turn",
        "where there is a queue, whoever has a booking with seats had a place in it, or was given it",
        """select b.booking_id, b.state, p.state from bookings.booking b join bookings.sale s using (event_id)
           left join waiting_room.place p on p.event_id = b.event_id and p.buyer_id = b.buyer_id
           where s.queued and b.state in ('held', 'settling', 'confirmed') and not b.complimentary
             and p.receipt is null""",
    ),
)

MONEY = (
    Invariant(
        "the books balance",
        "the ledger sums to zero in each currency",
        "select currency, sum(amount) from payments.ledger_entry group by currency having sum(amount) <> 0",
        at_once=True,
    ),
    Invariant(
        "a balance is the sum of its entries",
        "what an event's balance says of its sales, tax, fees, disputes and payouts is what its ledger entries come to",
        """select coalesce(b.event_id, e.event_id), b.sales, b.tax, b.fees, b.disputed, b.offline, b.paid,
             e.sales, e.tax, e.fees, e.disputed, e.offline, e.paid
           from payments.balance b full join (select event_id,
               -coalesce(sum(amount) filter (where account in ('sales', 'bank')), 0) as sales,
               -coalesce(sum(amount) filter (where account = 'tax'), 0) as tax,
               -coalesce(sum(amount) filter (where account = 'fees'), 0) as fees,
               coalesce(sum(amount) filter (where account = 'disputes'), 0) as disputed,
               coalesce(sum(amount) filter (where account = 'offline'), 0) as offline,
               -coalesce(sum(amount) filter (where account = 'bank'), 0) as paid
             from payments.ledger_entry group by event_id) e using (event_id)
           where (coalesce(b.sales, 0), coalesce(b.tax, 0), coalesce(b.fees, 0), coalesce(b.disputed, 0),
               coalesce(b.offline, 0), coalesce(b.paid, 0))
             <> (coalesce(e.sales, 0), coalesce(e.tax, 0), coalesce(e.fees, 0), coalesce(e.disputed, 0),
               coalesce(e.offline, 0), coalesce(e.paid, 0))""",
        at_once=True,
    ),
    Invariant(
        "what was paid out is in the ledger",
        "the payouts of an event that were paid are what its ledger entries say of the bank",
        """select coalesce(p.event_id, e.event_id), p.paid, e.paid
           from (select event_id, sum(amount) as paid from payments.payout where paid_by <> '' group by event_id) p
           full join (select event_id, -sum(amount) as paid from payments.ledger_entry where account = 'bank'
             group by event_id) e using (event_id)
           where p.paid is distinct from e.paid""",
        at_once=True,
    ),
    Invariant(
        "what was paid another way is in the ledger",
        "what its organiser has of a booking is what is left of it, there and as its booking says",
        """with paid as (select event_id, booking_id, price - t.parts as left_of from payments.offline_payment o
                         cross join lateral (select coalesce(sum(part::bigint), 0) as parts
                           from jsonb_array_elements_text(o.parts) as part) t),
             entered as (select event_id, booking_id, sum(amount) as amount from payments.ledger_entry
                         where account = 'offline' group by event_id, booking_id)
           select coalesce(p.booking_id, e.booking_id), p.left_of, e.amount from paid p
           full join entered e using (event_id, booking_id)
           where coalesce(p.left_of, 0) <> coalesce(e.amount, 0)
           union all select b.booking_id, b.price - b.granted, p.left_of from bookings.booking b
           join paid p using (event_id, booking_id)
           where p.left_of <> case when b.state = 'confirmed' then b.price - b.granted else 0 end""",
    ),
    Invariant(
        "no ticket without money",
        "a confirmed booking with a price was paid, here or another way, and the money was not given back",
        """select b.booking_id, p.state from bookings.booking b left join payments.payment_intent p
             using (event_id, booking_id)
           where b.state = 'confirmed' and b.price > b.granted and not b.by_hand
             and p.state is distinct from 'succeeded'""",
    ),
    Invariant(
        "no money without a ticket",
        "money that was taken belongs to a confirmed booking that was not paid another way, or goes back",
        """select p.booking_id, p.state, b.state from payments.payment_intent p
           left join bookings.booking b using (event_id, booking_id)
           where p.state = 'succeeded' and (b.state is distinct from 'confirmed' or b.by_hand)""",
    ),
    Invariant(
        "no more goes back than was paid",
        "the parts of a payment that are to go back are at most the payment, and so is what its booking granted",
        """select p.booking_id, t.parts, p.price from payments.payment_intent p cross join lateral
             (select coalesce(sum(part::bigint), 0) as parts from jsonb_array_elements_text(p.parts) as part) t
           where t.parts > p.price or p.returned > t.parts
           union all select booking_id, granted, price from bookings.booking where granted > price""",
    ),
    Invariant(
        "what was granted goes back",
        "payments knows all that a booking granted back, and so much has gone, or is to go, of its payment",
        """select b.booking_id, b.granted, p.granted, t.back from bookings.booking b
           left join payments.payment_intent p using (event_id, booking_id) cross join lateral
             (select p.returned + case when p.state in ('refunding', 'refunded', 'refund_failed') then p.price - (
                select coalesce(sum(part::bigint), 0) from jsonb_array_elements_text(p.parts) as part) else 0 end + (
                select coalesce(sum(r.price), 0) from payments.refund r where r.event_id = p.event_id
                  and r.booking_id = p.booking_id and r.state in ('refunding', 'refund_failed')) as back) t
           where not b.by_hand and (b.granted <> coalesce(p.granted, 0) or b.granted > coalesce(t.back, 0))""",
    ),
    Invariant(
        "refunds arrive",
        "no refund has failed",
        """select booking_id, reason from payments.payment_intent where state = 'refund_failed'
           union all select booking_id, reason from payments.refund where state = 'refund_failed'""",
    ),
)

INVOICES = (
    Invariant(
        "invoices have no gaps",
        "an organiser's invoices and credit notes are numbered 1, 2, 3 and so on to the last",
        """select coalesce(s.organiser_id, i.organiser_id), s.last, i.highest, i.issued from invoices.series s
           full join (select organiser_id, max(number) as highest, count(*) as issued
             from invoices.invoice group by organiser_id) i using (organiser_id)
           where s.last is distinct from i.highest or i.highest is distinct from i.issued""",
        at_once=True,
    ),
    Invariant(
        "what is charged has its invoice",
        "each charge and each credit of a known organiser's event has its document, of the same amount",
        """select c.what, c.price, c.credited, i.charged, i.credited
           from (select event_id, booking_id as what, price, credited from invoices.charge union all
               select event_id, booking_id || '/offline', price, credited from invoices.offline_charge) c
           join invoices.sale s using (event_id)
           left join (select regexp_replace(matter, '/[0-9]+$', '') as what,
               sum((breakdown ->> 'total')::bigint) filter (where kind = 'invoice') as charged,
               sum((breakdown ->> 'total')::bigint) filter (where kind = 'credit_note') as credited
             from invoices.invoice group by 1) i on i.what = c.what
           where s.organiser_id <> ''
             and (c.price, c.credited) is distinct from (coalesce(i.charged, 0), coalesce(i.credited, 0))""",
    ),
)

PROMOTIONS = (
    Invariant(
        "a code is the sum of its uses",
        "as many bookings have a code, of all and of each buyer, as its count says, and no more than may",
        """select p.promotion_id, p.uses, count(u.booking_id), p.uses_at_most from promotions.promotion p
           left join promotions.use u on u.promotion_id = p.promotion_id and u.state = 'held'
           group by p.promotion_id, p.uses, p.uses_at_most
           having p.uses <> count(u.booking_id) or (p.uses_at_most > 0 and p.uses > p.uses_at_most)
           union all select b.promotion_id || '/' || b.buyer_id, b.uses, count(u.booking_id), 0
           from promotions.buyer_uses b left join promotions.use u
             on u.promotion_id = b.promotion_id and u.buyer_id = b.buyer_id and u.state = 'held'
           group by b.promotion_id, b.buyer_id, b.uses having b.uses <> count(u.booking_id)""",
        at_once=True,
    ),
    Invariant(
        "who has a code has a booking",
        "a use is had by a booking that goes on or is confirmed, and each of these that had one has it still",
        """select coalesce(b.booking_id, u.booking_id), coalesce(b.use ->> 'promotion_id', u.promotion_id)
           from (select * from bookings.booking where (use ->> 'granted')::boolean
               and state not in ('rejected', 'expired', 'cancelled')) b
           full join (select * from promotions.use where state = 'held') u
             on u.booking_id = b.booking_id and u.promotion_id = b.use ->> 'promotion_id'
           where b.booking_id is null or u.booking_id is null""",
    ),
)

MAIL = (
    Invariant(
        "one mail a matter",
        "each mail has a Message-ID of its own",
        "select message_id, count(*) from email.delivery group by message_id having count(*) > 1",
        at_once=True,
    ),
    Invariant(
        "who has tickets has a mail",
        "a confirmed booking of a known buyer has its mail, sent or on its way",
        """select b.booking_id from views.booking_view b join email.contact c on c.account_id = b.buyer_id
           where b.state = 'confirmed' and jsonb_array_length(b.codes) > 0 and not exists
             (select from email.delivery d where d.recipient = b.buyer_id and b.booking_id in (d.about, d.matter))""",
    ),
    Invariant(
        "who has a booking is told of a change",
        "each confirmed booking knows of its event's last change, and its known buyer has one mail of it",
        """select b.booking_id, b.change from bookings.booking b join bookings.sale s using (event_id)
           where b.state = 'confirmed' and b.change < (s.change ->> 'number')::bigint
           union all select v.booking_id, v.change from views.booking_view v
           join email.contact c on c.account_id = v.buyer_id where v.change > 0 and not exists
             (select from email.delivery d where d.about = v.event_id and d.kind = 'changed'
                and d.recipient = v.buyer_id and d.matter = v.booking_id || '/' || v.change)""",
    ),
    Invariant(
        "what is called off has no bookings",
        "no booking of an event that was called off goes on",
        """select b.booking_id, b.state from bookings.booking b join bookings.sale s using (event_id)
           where s.closed and b.state not in ('rejected', 'expired', 'cancelled')""",
    ),
)


def of_service(name: str) -> tuple[Invariant, ...]:
    """What holds for the engine's own tables in each schema."""
    return (
        Invariant(
            f"{name} is heard",
            "everything that was said is published",
            f"select id, topic from {name}.outbox",  # noqa: S608
        ),
        Invariant(
            f"{name} has no dead letters",
            "no message waits for an operator",
            f"select id, reason, error from {name}.waiting where reason in ('dead', 'parked')",  # noqa: S608
        ),
        Invariant(
            f"{name} keeps up",
            "nothing that is due waits, nothing is early for long",
            f"""select id, reason, due from {name}.waiting
                where reason in ('self', 'next', 'early') and due < now() - interval '5 seconds'""",  # noqa: S608
        ),
    )
