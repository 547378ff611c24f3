"""What must hold of who is where, and when."""

from ops.check.invariant import Invariant

SLOTS = """select c.venue_id, s ->> 'event_id' as event_id, (s ->> 'starts_at')::timestamptz as starts_at,
                  (s ->> 'ends_at')::timestamptz as ends_at
           from catalog.calendar c, jsonb_array_elements(c.slots) s"""

VENUES = (
    Invariant(
        "a venue has one event at a time",
        "of the times at a venue none begins before the others that began are over",
        f"""select venue_id, event_id from (
                select *, max(ends_at) over (partition by venue_id order by starts_at, ends_at
                                             rows between unbounded preceding and 1 preceding) as over
                from ({SLOTS}) s) t
            where starts_at < over""",  # noqa: S608
        at_once=True,
    ),
    Invariant(
        "an event on sale has one time at its venue",
        "what is on sale at a venue is known there, at its time and nowhere else; of the rest nobody is",
        f"""with slot as ({SLOTS}),
                 live as (select event_id, venue_id, starts_at, ends_at from catalog.listing
                          where state in ('on_sale', 'sold_out') and venue_id <> '' and attempt > 0)
            select event_id, l.venue_id, s.venue_id from slot s full join live l using (event_id)
            where (s.venue_id, s.starts_at, s.ends_at) is distinct from (l.venue_id, l.starts_at, l.ends_at)
              and coalesce(s.ends_at, l.ends_at) > now()""",  # noqa: S608
    ),
    Invariant(
        "an event fits into its venue",
        "no event has more places than there is room for where it is",
        "select event_id, capacity, room from inventory.stock where room > 0 and capacity > room and not closed",
    ),
)
