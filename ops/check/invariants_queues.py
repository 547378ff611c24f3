"""What must hold of queues, places in them, and turns."""

from ops.check.invariant import Invariant

QUEUES = (
    Invariant(
        "a queue is the sum of its places",
        "as many wait, and have a turn, as their places say, and as many buyers wait to be asked for the money",
        """select q.event_id, q.waiting, q.turns, q.unasked from waiting_room.queue q
           left join waiting_room.place p using (event_id) group by q.event_id, q.waiting, q.turns, q.unasked
           having q.waiting <> count(*) filter (where p.state in ('waiting', 'closed'))
               or q.turns <> count(*) filter (where p.state = 'turn')
               or q.unasked <> (select count(*) from waiting_room.checkout c
                   where c.event_id = q.event_id and c.waits)""",
    ),
    Invariant(
        "what is under way is there",
        "as many turns as are waited for, second by second, came then and are not used yet",
        """select q.event_id, f.second, f.many::bigint from waiting_room.queue q
           cross join lateral jsonb_each_text(q.fresh) as f(second, many)
           where f.many::bigint <> (select count(*) from waiting_room.place p
               where p.event_id = q.event_id and p.state = 'turn'
                 and floor(extract(epoch from p.deadline - q.turn_for))::bigint = f.second::bigint)
           order by q.event_id, f.second""",
    ),
    Invariant(
        "nobody is passed over",
        "who waits has a higher rank than anybody who had a turn",
        """select p.place_id, p.rank, q.served from waiting_room.queue q join waiting_room.place p using (event_id)
           where p.state in ('waiting', 'closed') and p.rank between 1 and q.served""",
    ),
    Invariant(
        "nobody waits for who has paid",
        "turns wait for the money of bookings alone that are neither paid nor over",
        """select c.booking_id, b.state from waiting_room.checkout c
           join bookings.booking b using (event_id, booking_id)
           where c.waits and b.state not in ('requested', 'held', 'settling')""",
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
