"""What an operator should look at though nothing is breached: the queries are as those of the invariants."""

from handlers.payments.rows import ENDED
from ops.check.invariant import Invariant
from ops.inspector.refunds import too_long

STRAY = Invariant(
    "no stray payments",
    "all that the provider tells is about a payment of ours; `boxoffice payments stray` lists the rest",
    "select provider_id, kind, price, currency, created from payments.stray order by created desc",
)
DISPUTED = Invariant(
    "no open disputes",
    "no buyer's bank waits for an answer; `boxoffice payments disputes` lists all",
    f"""select dispute_id, booking_id, price, currency, due from payments.dispute
        where status not in {ENDED} order by due nulls last, dispute_id""",  # noqa: S608
)
CASES = Invariant(
    "no open cases",
    "the payment provider and we agree; `boxoffice money cases` lists where not",
    """select case_id, kind, booking_id, expected, found, currency from payments.money_case
       where state in ('open', 'proposed', 'applying', 'failed') order by at, case_id""",
)
PENDING = Invariant(
    "no refund is pending for long",
    "the provider has made each refund in time; `boxoffice payments failed-refunds` lists the others",
    f"""select booking_id, price, currency, asked_at from (
            select booking_id, state, asked_at, currency, price - (
                select coalesce(sum(part::bigint), 0) from jsonb_array_elements_text(parts) as part) as price
            from payments.payment_intent
            union all select booking_id, state, asked_at, currency, price from payments.refund) one
        where state = 'refunding' and asked_at < now() - interval '{too_long().total_seconds()} seconds'
        order by asked_at, booking_id""",  # noqa: S608
)
CROSSED = Invariant(
    "nobody came in while giving the ticket back",
    "no scan crossed with its buyer's giving the same ticket back: who did so is in, and has the money back",
    """select booking_id || '.' || t.key from bookings.booking, jsonb_each_text(turns) t
       where t.value::bigint % 2 = 1 and handed_back @> t.key::jsonb order by 1""",
)
WARNINGS = (STRAY, DISPUTED, CASES, PENDING, CROSSED)
