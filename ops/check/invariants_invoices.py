"""What must hold of invoices."""

from ops.check.invariant import Invariant

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
