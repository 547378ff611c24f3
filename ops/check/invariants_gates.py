"""What must hold of who came in."""

from ops.check.invariant import Invariant

SIZE = "case when jsonb_array_length(h.seats) > 0 then jsonb_array_length(h.seats) else h.quantity end"

GATES = (
    Invariant(
        "who came in has a ticket",
        "each admission is of a ticket that was issued, and nobody is in twice by it",
        rf"""select a.event_id || '/' || a.ticket, a.state, a.turn from inventory.admission a
            left join inventory.hold h
                on h.event_id = a.event_id and h.booking_id = regexp_replace(a.ticket, '\.[^.]*$', '')
            where h.state is null or h.state = 'held' or (a.turn % 2 = 1) <> (a.state = 'admitted')
               or substring(a.ticket from '[0-9]+$')::bigint not between 1 and {SIZE}""",  # noqa: S608
        at_once=True,
    ),
    Invariant(
        "bookings knows who came in",
        "of each ticket that was shown at a gate a booking notes the turn that inventory has",
        """with noted as (select b.event_id, b.booking_id || '.' || t.key as ticket, t.value::bigint as turn
                           from bookings.booking b, jsonb_each_text(b.turns) t)
            select coalesce(a.event_id, n.event_id) || '/' || coalesce(a.ticket, n.ticket), a.turn, n.turn
            from inventory.admission a full join noted n using (event_id, ticket)
            where a.turn is distinct from n.turn""",
    ),
    Invariant(
        "the views show who came in",
        "as inventory has it, so it is shown to gates and buyers",
        """select coalesce(a.event_id, v.event_id) || '/' || coalesce(a.ticket, v.ticket), a.state, v.state
           from inventory.admission a full join views.admission_view v using (event_id, ticket)
           where (a.state, a.turn) is distinct from (v.state, v.turn)""",
    ),
)
