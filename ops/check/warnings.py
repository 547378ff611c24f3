"""What an operator should look at though nothing is breached: the queries are as those of the invariants."""

from ops.check.invariants import Invariant

STRAY = Invariant(
    "no stray payments",
    "all that the provider tells is about a payment of ours; `boxoffice payments stray` lists the rest",
    "select provider_id, kind, price, currency, created from payments.stray order by created desc",
)
WARNINGS = (STRAY,)
