"""What must hold of money, by the ledger and the provider."""

from ops.check.invariant import Invariant

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
        "what was paid is in the ledger",
        "what the provider and banks have of a booking is what was paid of it here, less what has gone back",
        """select coalesce(p.booking_id, e.booking_id), p.here, e.here
           from (select event_id, booking_id, price - returned - case when state = 'refunded' then price - (
               select coalesce(sum(part::bigint), 0) from jsonb_array_elements_text(parts) as part) else 0 end as here
             from payments.payment_intent where state in ('succeeded', 'refunding', 'refunded', 'refund_failed')) p
           full join (select event_id, booking_id, sum(amount) as here from payments.ledger_entry
             where account in ('provider', 'disputes') group by event_id, booking_id) e using (event_id, booking_id)
           where coalesce(p.here, 0) <> coalesce(e.here, 0)""",
        at_once=True,
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
        "payments knows all that a booking granted back, and so much of its payment has gone, is to go or is a bank's; "
        "of one that is cancelled, or was paid another way, the whole",
        """select b.booking_id, b.granted, p.granted, t.back from bookings.booking b
           left join payments.payment_intent p using (event_id, booking_id) cross join lateral
             (select p.returned + greatest(0, p.lost - p.by_bank) + (
                select coalesce(sum(p.price - t.parts), 0) from (select coalesce(sum(part::bigint), 0) as parts
                  from jsonb_array_elements_text(p.parts) as part) t
                where p.state in ('refunding', 'refunded', 'refund_failed')) + (
                select coalesce(sum(r.price), 0) from payments.refund r where r.event_id = p.event_id
                  and r.booking_id = p.booking_id and r.state in ('refunding', 'refund_failed')) as back) t
           where not b.by_hand and (b.granted <> coalesce(p.granted, 0) or coalesce(t.back, 0) < case
             when p.state in ('succeeded', 'refunding', 'refunded', 'refund_failed')
               and (p.over in ('cancelled', 'paid') or p.attempt > 0) then p.price else coalesce(p.granted, 0) end)""",
    ),
    Invariant(
        "refunds arrive",
        "no refund has failed",
        """select booking_id, reason from payments.payment_intent where state = 'refund_failed'
           union all select booking_id, reason from payments.refund where state = 'refund_failed'""",
    ),
)
