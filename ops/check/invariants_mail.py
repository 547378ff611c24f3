"""What must hold of mails."""

from ops.check.invariant import Invariant

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
