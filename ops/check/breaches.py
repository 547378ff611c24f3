"""The twins of the invariants' queries, for books in memory: by the invariant's name, one row for each breach."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Any

from ops import registry
from ops.check import breaches_add_ons as along
from ops.check import breaches_gates as gates
from ops.check import breaches_invoices as invoices
from ops.check import breaches_money as money
from ops.check import breaches_promotions as promotions
from ops.check import breaches_queues as queues
from ops.check import breaches_seats as seats
from ops.check import breaches_venues as venues
from ops.check.warnings import CASES, CROSSED, DISPUTED, PENDING, STRAY
from ops.memory.rows import Services

Breaches = Callable[[Services], Iterable[tuple[Any, ...]]]
LATE = timedelta(seconds=5)


def unpublished(service: str, books: Services) -> Iterable[tuple[Any, ...]]:
    return [(said.id, said.envelope.topic) for said in books[service].outbox.values()]


def stuck(service: str, books: Services) -> Iterable[tuple[Any, ...]]:
    waiting = books[service].waiting.values()
    return [(one.id, one.reason, one.error) for one in waiting if one.reason in ("dead", "parked")]


def late(service: str, books: Services) -> Iterable[tuple[Any, ...]]:
    before, waiting = books[service].now() - LATE, books[service].waiting.values()
    return [(w.id, w.reason, w.due) for w in waiting if w.reason in ("self", "next", "early") and w.due < before]


BREACHES: dict[str, Breaches] = {
    "never oversold": seats.oversold,
    "stock is the sum of its holds": seats.miscounted,
    "stock is the sum of its blocks": seats.miscounted_blocks,
    "a blocked seat is nobody's": seats.blocked_and_owned,
    "quotas are the sum of their types": seats.quotas_miscounted,
    "add-ons are the sum of their holds": along.miscounted,
    "a booking has its add-ons": along.disagreeing,
    "one owner a seat": seats.two_owners,
    "taken seats are marked": seats.mismarked,
    "confirmed means tickets": seats.disagreeing,
    "every ticket has its code": seats.codeless,
    "a ticket that was given up is void": seats.misvoided,
    "every hold ends": seats.endless,
    "who came in has a ticket": gates.ticketless,
    "bookings knows who came in": gates.unnoted,
    "the views show who came in": gates.unshown,
    "a venue has one event at a time": venues.overlapping,
    "an event on sale has one time at its venue": venues.disagreeing,
    "an event fits into its venue": venues.crowded,
    "a queue is the sum of its places": queues.miscounted,
    "what is under way is there": queues.not_under_way,
    "nobody is passed over": queues.passed_over,
    "nobody waits for who has paid": queues.waited_for,
    "nobody books without a turn": queues.without_a_turn,
    "the books balance": money.unbalanced,
    "a balance is the sum of its entries": money.misstated,
    "what was paid out is in the ledger": money.paid_otherwise,
    "what was paid another way is in the ledger": money.elsewhere,
    "what was paid is in the ledger": money.misbooked,
    "no ticket without money": money.unpaid,
    "no money without a ticket": money.kept,
    "no more goes back than was paid": money.too_much_back,
    "what was granted goes back": money.ungranted,
    "refunds arrive": money.refund_failed,
    STRAY.name: money.stray,
    DISPUTED.name: money.disputed,
    CASES.name: money.unsettled,
    PENDING.name: money.refund_pending,
    CROSSED.name: gates.crossed,
    "invoices have no gaps": invoices.gaps,
    "what is charged has its invoice": invoices.uninvoiced,
    "a code is the sum of its uses": promotions.miscounted,
    "who has a code has a booking": promotions.disagreeing,
    "one mail a matter": money.mailed_twice,
    "who has tickets has a mail": money.unmailed,
    "who has a booking is told of a change": money.untold,
    "what is called off has no bookings": money.going_on,
    **{f"{name} is heard": partial(unpublished, name) for name in registry.NAMES},
    **{f"{name} has no dead letters": partial(stuck, name) for name in registry.NAMES},
    **{f"{name} keeps up": partial(late, name) for name in registry.NAMES},
}
