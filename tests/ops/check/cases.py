"""By invariant, rows that breach it and no other."""

from dataclasses import replace

from choreography.row import Row
from contracts.bookings import UseOfCode
from handlers.bookings.rows import Change, Sale
from handlers.inventory.add_ons import AddOnStock
from handlers.inventory.quotas import QuotaStock
from handlers.inventory.rows import Block, Hold, Plan, Seat, Section, Stock, TicketStock
from handlers.invoices.rows import Charge, Series
from handlers.invoices.rows import Sale as Sold
from handlers.payments.rows import (
    Balance,
    Dispute,
    MoneyCase,
    OfflinePayment,
    Payout,
    Refund,
    Stray,
)
from handlers.promotions.rows import BuyerUses, Promotion, Use
from handlers.waiting_room.rows import Checkout
from ops.inspector.refunds import too_long
from tests.ops.check.given import (
    CONTACT,
    HOLD,
    LONG_AGO,
    NOW,
    STATUSES,
    STOCK,
    STOCK_OF_NOBODY,
    admission,
    booked,
    booking,
    calendar,
    intent,
    invoice,
    listing,
    mail,
    place,
    queue,
    shown,
    view,
)

CASES: dict[str, dict[str, list[Row]]] = {
    "stock is the sum of its holds": {"inventory": [Stock("e", 10, "EUR", held=1)]},
    "stock is the sum of its blocks": {
        "inventory": [
            Stock("e", 10, "EUR", blocked=3), TicketStock("e", "standing", 9, 9, blocked=2),
            Block("e", "k1", "blocked", (), "standing", 3), Block("e", "k2", "unblocked", (), "standing", 1),
        ]
    },
    "a blocked seat is nobody's": {
        "inventory": [
            Stock("e", 10, "EUR", blocked=2), Block("e", "k1", "blocked", ("s-A1", "s-A2")),
            Seat("e", "s-A1", block="k1"), Seat("e", "s-A2"),
        ]
    },
    "quotas are the sum of their types": {
        "inventory": [
            Stock("e", 10, "EUR", quotas={"floor": QuotaStock(size=2, ticket_types=("standing", "child"), held=1)}),
            TicketStock("e", "standing", 500, 9, held=0), TicketStock("e", "child", 500, 9),
        ]
    },
    "add-ons are the sum of their holds": {
        "inventory": [Stock("e", 10, "EUR", add_ons={"parking": AddOnStock(price=1, capacity=3, held=1)})],
    },
    "a booking has its add-ons": {
        "bookings": [booking("confirmed", add_ons={"parking": 1})], "inventory": [HOLD, STOCK],
        "views": [view()], "email": [CONTACT, mail("e-b", "<1>")],
    },
    "one owner a seat": {
        "inventory": [Hold("e", "e-b", "held", ("s-A1",)), Seat("e", "s-A1", "e-c", 1), Stock("e", 9, "EUR", held=1)],
        "bookings": [booking("held", seats=("s-A1",))],
    },
    "taken seats are marked": {
        "inventory": [
            Plan("e", {"seat": ("s",)}, {"s": 2}), Section("e", "s", "seat", 0, {"A": 2}, {"A": "10"}), STOCK_OF_NOBODY,
            Section("e", "old", "seat", 0, {"A": 2}), Seat("e", "old-A1", "", 2),
        ]
    },
    "confirmed means tickets": {"bookings": [booking("confirmed")]},
    "a ticket that was given up is void": {
        "bookings": [booking("confirmed", void=(1,))], "inventory": [HOLD, STOCK], "views": [view()],
        "email": [CONTACT, mail("e-b", "<1>")],
    },
    "every ticket has its code": {"views": [view(codes=("a",))]},
    "who came in has a ticket": {
        "inventory": [replace(HOLD, state="released"), STOCK_OF_NOBODY, admission(3)],
        "bookings": [booking("cancelled", turns={"3": 1})],
        "views": [shown(3)],
    },
    "bookings knows who came in": {
        "bookings": [booking("confirmed", turns={"1": 2})], "inventory": [HOLD, STOCK, admission(1)],
        "views": [view(), shown(1)], "email": [CONTACT, mail("e-b", "<1>")],
    },
    "the views show who came in": {
        "bookings": [booking("confirmed", turns={"1": 1})], "inventory": [HOLD, STOCK, admission(1)],
        "views": [view(), shown(1, state="taken_back", turn=2)], "email": [CONTACT, mail("e-b", "<1>")],
    },
    "nobody came in while giving the ticket back": {
        "bookings": [booking("cancelled", turns={"1": 1, "2": 2}, handed_back=(1, 2))],
        "inventory": [
            replace(HOLD, state="released"), STOCK_OF_NOBODY,
            admission(1), replace(admission(2), state="taken_back", turn=2),
        ],
        "views": [shown(1), shown(2, state="taken_back", turn=2)],
    },
    "a venue has one event at a time": {"catalog": [calendar("v", "e", "f"), listing("e"), listing("f")]},
    "an event on sale has one time at its venue": {
        "catalog": [
            calendar("u", "called off"), calendar("v", "moved"), calendar("w", "moved"),
            listing("moved", "w"), listing("nowhere"), listing("called off", state="cancelled"),
        ]
    },
    "an event fits into its venue": {"inventory": [Stock("e", 10, "EUR", room=9), Stock("f", 10, "EUR", room=10)]},
    "a queue is the sum of its places": {"waiting_room": [queue(waiting=2), place("waiting")]},
    "what is under way is there": {"waiting_room": [queue(fresh={"1780000000": 1})]},
    "nobody is passed over": {"waiting_room": [queue(waiting=1, served=7), place("waiting", rank=7)]},
    "nobody waits for who has paid": {
        "bookings": [booking("expired")],
        "inventory": [replace(HOLD, state="released"), STOCK_OF_NOBODY],
        "waiting_room": [queue(unasked=1), Checkout("e", "e-b", waits=True)],
    },
    "nobody books without a turn": {
        "bookings": [Sale("e", queued=True), booking("settling")],
        "inventory": [Hold("e", "e-b", "held", (), "standing", 2), Stock("e", 9, "EUR", held=2)],
    },
    "every hold ends": {
        "bookings": [booking("settling", deadline=LONG_AGO)],
        "inventory": [Hold("e", "e-b", "held", (), "standing", 2), Stock("e", 9, "EUR", held=2)],
    },
    "a balance is the sum of its entries": {"payments": [Balance("e", "EUR", sales=900)]},
    "what was paid out is in the ledger": {"payments": [Payout("e", "p", 900, "EUR", "otto", "oda")]},
    "what was paid another way is in the ledger": {"payments": [OfflinePayment("e", "e-b", "ann", 900, "EUR")]},
    "what was paid is in the ledger": {
        "bookings": [booking("confirmed", price=900, currency="EUR")], "inventory": [HOLD, STOCK],
        "payments": [intent("succeeded"), *booked(890)], "views": [view()], "email": [CONTACT, mail("e-b", "<1>")],
    },
    "no ticket without money": {
        "bookings": [booking("confirmed", price=900, currency="EUR")], "inventory": [HOLD, STOCK],
    },
    "no money without a ticket": {"payments": [intent("succeeded"), *booked(900)]},
    "no more goes back than was paid": {"payments": [replace(intent("refunded"), parts=(500, 500)), *booked(1_000)]},
    "what was granted goes back": {
        "bookings": [booking("confirmed", price=900, currency="EUR", granted=300)], "inventory": [HOLD, STOCK],
        "payments": [replace(intent("succeeded"), granted=300, grants=1), *booked(900)],
        "views": [view()], "email": [CONTACT, mail("e-b", "<1>")],
    },
    "refunds arrive": {"payments": [intent("refund_failed"), *booked(900)]},
    "no stray payments": {"payments": [Stray("pi_9", "evt_1", "kind", 900, "EUR", NOW)]},
    "no open disputes": {
        "payments": [Dispute("e", "e-b", f"dp_{status}", "ann", "pi_1", 900, "EUR", status) for status in STATUSES],
    },
    "no refund is pending for long": {
        "payments": [
            replace(intent("refunding"), asked_at=NOW - 2 * too_long()), *booked(900),
            Refund("e", "e-b", "1", "ann", "pi_1", 100, "EUR", asked_at=NOW - 2 * too_long()),
            Refund("e", "e-b", "2", "ann", "pi_1", 100, "EUR", asked_at=NOW),
        ],
    },
    "no open cases": {
        "payments": [
            MoneyCase("stripe", state, "no_money", "pi_1", "e-b", 900, 0, "EUR", "look", NOW, state)
            for state in ("open", "applied")
        ],
    },
    "invoices have no gaps": {"invoices": [Series("olga", 2), invoice(2)]},
    "what is charged has its invoice": {"invoices": [Sold("e", "olga"), Charge("e", "e-c", 900, 100, 1)]},
    "a code is the sum of its uses": {
        "promotions": [Promotion("p", "olga", "SPRING", uses=1, per_buyer=2), BuyerUses("p", "ann", 1)]
    },
    "who has a code has a booking": {
        "promotions": [Promotion("p", "olga", "SPRING", uses=1), Use("p", "e-c", "e", "ann", "held", 1)],
        "bookings": [booking("confirmed", use=UseOfCode(promotion_id="p", granted=True))], "inventory": [HOLD, STOCK],
    },
    "one mail a matter": {"email": [mail("a", "<1>"), mail("b", "<1>"), mail("c", "<2>")]},
    "who has a booking is told of a change": {
        "bookings": [Sale("e", change=Change(number=2, changed=("place",))), booking("confirmed", change=1)],
        "inventory": [HOLD, STOCK],
    },
    "what is called off has no bookings": {
        "bookings": [Sale("e", closed=True), booking("confirmed")], "inventory": [HOLD, STOCK],
    },
    "who has tickets has a mail": {"views": [view()], "email": [CONTACT, mail("other", "<1>")]},
}  # fmt: skip
