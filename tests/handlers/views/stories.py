"""Whole purchases, told by the services themselves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from choreography.testing import START
from contracts.bookings import (
    AcceptOffer,
    CancelBooking,
    GiveBooking,
    MarkPaid,
    NameHolders,
    RefundBooking,
    RequestBooking,
)
from contracts.catalog import (
    AddOn,
    AddSection,
    CancelEvent,
    ChangeEvent,
    CreateEvent,
    ImportPlan,
    PostponeEvent,
    PublishEvent,
    Quota,
    RescheduleEvent,
    TicketType,
)
from contracts.inventory import BlockSeats, ChangeSection, ReissueTickets, UnblockSeats, UnblockSomeSeats
from contracts.invoices import InvoiceIssued
from contracts.payments import (
    BalanceChanged,
    DisputeClosed,
    DisputeOpened,
    PaymentFailed,
    PaymentRefunded,
    PaymentRequired,
    PaymentSettling,
    PaymentSucceeded,
    PayoutPaid,
    PayoutRequested,
    RefundFailed,
)
from contracts.prices import Breakdown, Terms
from contracts.promotions import PromotionCreated, PromotionDeactivated, PromotionUsed
from contracts.sealed import Sealed
from contracts.seating import ListedSeat, Seating
from tests.handlers.views.mesh import Mesh

TYPES = (
    TicketType(name="seated", price=5_000),
    TicketType(name="standing", price=2_000, capacity=3),
    TicketType(name="free", price=0, capacity=2),
)
SEATS = (ListedSeat(number=1, x=1.5, y=2, properties=("aisle",)), ListedSeat(number=2))
STALLS = Seating(section="stalls", ticket_type="seated", rows={"A": 2}, listed={"A": SEATS})
QUOTAS = (Quota(name="floor", size=4, ticket_types=("standing", "free"), add_ons=("parking",)),)
ADD_ONS = (AddOn(name="parking", price=300, capacity=2), AddOn(name="programme", price=100, capacity=9))
TERMS = Terms(tax_rate=1_900, tax_included=True)
HOLD, OFFLINE = timedelta(minutes=10), timedelta(hours=5)


def who(booking: str) -> dict[str, Any]:
    return {"event_id": "e1", "booking_id": f"e1-{booking}", "buyer_id": "ben"}


def on_sale() -> Mesh:
    mesh = Mesh()
    mesh.say(
        CreateEvent(
            event_id="e1",
            organiser_id="olga",
            name="Concert",
            description="Loud",
            place="Town hall",
            currency="EUR",
            ticket_types=TYPES,
            quotas=QUOTAS,
            add_ons=ADD_ONS,
            terms=TERMS,
            offline_for=OFFLINE,
            starts_at=START + timedelta(days=2),
            ends_at=START + timedelta(days=3),
            sale_opens=START,
            sale_closes=START + timedelta(days=1),
        ),
        AddSection(event_id="e1", organiser_id="olga", section="boxes", ticket_type="seated", rows={"A": 2}),
        ImportPlan(event_id="e1", organiser_id="olga", plan_id="p1", sections=(STALLS,)),
        AddSection(event_id="e1", organiser_id="olga", section="balcony", ticket_type="seated", rows={"A": 2}),
        PublishEvent(event_id="e1", organiser_id="olga"),
    )
    return mesh


def ask(mesh: Mesh, booking: str, *seats: str, standing: int = 0, free: int = 0) -> None:
    kind = "standing" if standing else "free" if free else ""
    mesh.say(RequestBooking(**who(booking), seats=seats, ticket_type=kind, quantity=standing or free))


def require(mesh: Mesh, booking: str) -> None:
    intent = {"provider_id": f"pi_{booking}", "client_secret": f"pi_{booking}_secret"}
    mesh.say(PaymentRequired(**who(booking), **intent, price=5_000, currency="EUR"), version=1)


def pay(mesh: Mesh, booking: str) -> None:
    money = {"provider_id": f"pi_{booking}", "price": 5_000, "currency": "EUR"}
    mesh.say(PaymentSucceeded(**who(booking), **money), version=2)


def refund(mesh: Mesh, booking: str) -> None:
    money = {"provider_id": f"pi_{booking}", "price": 5_000, "currency": "EUR"}
    mesh.say(PaymentRefunded(**who(booking), **money), version=3)


def refund_fails(mesh: Mesh, booking: str) -> None:
    money = {"provider_id": f"pi_{booking}", "price": 5_000, "currency": "EUR"}
    mesh.say(RefundFailed(**who(booking), **money, reason="expired_card"), version=4)


def decline(mesh: Mesh, booking: str) -> None:
    mesh.say(PaymentFailed(**who(booking), provider_id=f"pi_{booking}", reason="card_declined"), version=2)


def sell_and_pay_out(mesh: Mesh) -> None:
    """What the ledger says of it, as often as it changed."""
    for version, sales in enumerate((4_000, 8_000, 8_000), 2):
        parts = {"sales": sales, "tax": sales // 10, "fees": 0, "paid": 3_000 * (version > 3)}
        mesh.say(BalanceChanged(event_id="e1", currency="EUR", **parts), version=version)
    payout = {"event_id": "e1", "payout_id": "p1", "amount": 3_000, "currency": "EUR", "asked_by": "otto"}
    mesh.say(PayoutRequested(**payout), version=1)
    mesh.passes(timedelta(minutes=1))
    mesh.say(PayoutPaid(**payout, paid_by="oda"), version=2)


def invoice_and_credit(mesh: Mesh) -> None:
    said = {
        **who("b1"), "organiser_id": "olga", "charged_at": START, "name": "Concert", "currency": "EUR",
        "breakdown": Breakdown.of(5_000),
    }  # fmt: skip
    for nth, kind in enumerate(("invoice", "credit_note")):
        mesh.say(InvoiceIssued(**said, matter=f"e1-b1/{nth}", kind=kind, number=nth + 4, credits=nth * 4))


def bought(mesh: Mesh) -> None:
    ask(mesh, "b1", "stalls-A1", "balcony-A2")
    require(mesh, "b1")
    pay(mesh, "b1")


def bought_and_given_back(mesh: Mesh) -> None:
    bought(mesh)
    mesh.say(CancelBooking(**who("b1")))
    refund(mesh, "b1")


def given_back_in_parts(mesh: Mesh) -> None:
    """The second part fails, and the booking is cancelled then."""
    bought(mesh)
    for n, amount in enumerate((1_000, 500), 1):
        mesh.say(RefundBooking(event_id="e1", booking_id="e1-b1", asker_id="olga", amount=amount))
        money = {"provider_id": "pi_b1", "price": amount, "currency": "EUR", "refund_id": str(n), "total": 1_000}
        mesh.say(PaymentRefunded(**who("b1"), **money), version=2 + n) if n == 1 else None
    mesh.say(RefundFailed(**who("b1"), **money, reason="expired_card"), version=4)
    mesh.say(CancelBooking(**who("b1")))
    rest = {"provider_id": "pi_b1", "price": 8_500, "currency": "EUR", "total": 9_500}
    mesh.say(PaymentRefunded(**who("b1"), **rest), version=5)


def give_up(mesh: Mesh, booking: str, *tickets: int) -> None:
    about = {"event_id": "e1", "booking_id": f"e1-{booking}", "asker_id": "olga"}
    mesh.say(RefundBooking(**about, tickets=tickets, void=True))


def given_up_one_by_one(mesh: Mesh) -> None:
    """A seat is another's before the others have other tickets, and are cancelled; of two places to stand one goes."""
    ask(mesh, "b1", "stalls-A1", "balcony-A2", "balcony-A1")
    require(mesh, "b1")
    pay(mesh, "b1")
    give_up(mesh, "b1", 2)
    ask(mesh, "b2", "balcony-A2")
    mesh.say(ReissueTickets(**who("b1")))
    give_up(mesh, "b1", 1)
    mesh.say(CancelBooking(**who("b1")))
    ask(mesh, "b3", free=2)
    give_up(mesh, "b3", 1)


def money_came_back(mesh: Mesh) -> None:
    bought_and_given_back(mesh)
    refund_fails(mesh, "b1")


def bought_and_reissued(mesh: Mesh) -> None:
    bought(mesh)
    mesh.say(ReissueTickets(**who("b1")), ReissueTickets(**who("b1")))


def reissued_and_given_back(mesh: Mesh) -> None:
    bought_and_reissued(mesh)
    mesh.say(CancelBooking(**who("b1")))


def best(mesh: Mesh, booking: str, quantity: int) -> None:
    mesh.say(RequestBooking(**who(booking), ticket_type="seated", quantity=quantity))


def picked(mesh: Mesh) -> None:
    """Seats that nobody named: bought and given back, paid late, and refused."""
    best(mesh, "b1", 2)
    best(mesh, "b2", 2)
    best(mesh, "b3", 1)
    require(mesh, "b1")
    pay(mesh, "b1")
    mesh.passes(HOLD)
    pay(mesh, "b2")
    mesh.say(CancelBooking(**who("b1")))
    refund(mesh, "b1")
    best(mesh, "b4", 1)


def disputed(mesh: Mesh) -> None:
    bought(mesh)
    told = who("b1") | {"dispute_id": "dp_1", "provider_id": "pi_b1", "price": 5_000, "currency": "EUR"}
    mesh.say(DisputeOpened(**told, reason="fraudulent"))
    for status in ("lost", "won"):
        mesh.say(DisputeClosed(**told, status=status))
    mesh.say(DisputeOpened(**told | {"dispute_id": "dp_2"}, reason="duplicate"))


def fought_over(mesh: Mesh) -> None:
    ask(mesh, "b1", "stalls-A1")
    ask(mesh, "b2", "stalls-A1", "stalls-A2")
    ask(mesh, "b3", standing=2)
    ask(mesh, "b4", standing=2)
    decline(mesh, "b3")
    ask(mesh, "b5", free=1)
    pit = {"change_id": "c1", "section": "pit", "ticket_type": "seated", "rows": {"A": 1}}
    mesh.say(ChangeSection(event_id="e1", organiser_id="olga", **pit))


def paid_slowly(mesh: Mesh) -> None:
    for booking, seat in (("b1", "stalls-A1"), ("b2", "stalls-A2")):
        ask(mesh, booking, seat)
        require(mesh, booking)
        mesh.say(PaymentSettling(**who(booking), provider_id=f"pi_{booking}"))
    pay(mesh, "b1")


def paid_another_way(mesh: Mesh) -> None:
    for booking, seat in (("b1", "stalls-A1"), ("b2", "stalls-A2")):
        mesh.say(RequestBooking(**who(booking), seats=(seat,), offline=True))
    mesh.say(MarkPaid(event_id="e1", booking_id="e1-b2", asker_id="olga"))


def paid_late_and_got_it(mesh: Mesh) -> None:
    ask(mesh, "b1", "stalls-A1")
    require(mesh, "b1")
    mesh.passes(HOLD)
    pay(mesh, "b1")


def paid_late_and_had_an_offer(mesh: Mesh) -> None:
    ask(mesh, "b1", "stalls-A1")
    require(mesh, "b1")
    mesh.passes(HOLD)
    ask(mesh, "b2", "stalls-A1")
    pay(mesh, "b1")


def paid_late_and_was_offered_seats_apart(mesh: Mesh) -> None:
    ask(mesh, "b1", "stalls-A1", "balcony-A1")
    require(mesh, "b1")
    mesh.passes(HOLD)
    ask(mesh, "b2", "stalls-A1", "balcony-A1")
    pay(mesh, "b1")


def paid_late_and_took_others(mesh: Mesh) -> None:
    paid_late_and_had_an_offer(mesh)
    mesh.say(AcceptOffer(**who("b1")))


def paid_late_and_lost_it(mesh: Mesh) -> None:
    paid_late_and_had_an_offer(mesh)
    mesh.passes(timedelta(minutes=15))
    refund(mesh, "b1")


def called_off(mesh: Mesh) -> None:
    bought(mesh)
    ask(mesh, "b2", standing=1)
    mesh.say(CancelEvent(event_id="e1", organiser_id="olga", reason="rain"))
    refund(mesh, "b1")


def change(mesh: Mesh, **fields: Any) -> None:
    mesh.say(ChangeEvent(event_id="e1", organiser_id="olga", changed=tuple(fields), **fields))


def put_off(mesh: Mesh) -> None:
    """Sold out, though a type has a place, then postponed, then given another date, still sold out, and then not."""
    change(mesh, name="Gala", place="Harbour")
    ask(mesh, "b1", "stalls-A1", "stalls-A2", "balcony-A1", "balcony-A2")
    ask(mesh, "b2", standing=3)
    ask(mesh, "b3", free=1)
    mesh.say(PostponeEvent(event_id="e1", organiser_id="olga", reason="storm"))
    later = START + timedelta(days=9)
    date = {"starts_at": later, "ends_at": later + timedelta(days=1), "sale_closes": later}
    mesh.say(RescheduleEvent(event_id="e1", organiser_id="olga", **date))
    mesh.say(CancelBooking(**who("b3")))
    change(mesh, description="Louder")


def keep(mesh: Mesh, id_: str, *seats: str, standing: int = 0) -> None:
    kind: dict[str, Any] = {"ticket_type": "standing", "quantity": standing} if standing else {}
    mesh.say(BlockSeats(event_id="e1", organiser_id="olga", block_id=id_, seats=seats, reason="sound", **kind))


def kept_back(mesh: Mesh) -> None:
    """A seat is held, given back, blocked, unblocked and held again; another stays blocked, as does a place."""
    ask(mesh, "b1", "stalls-A1")
    mesh.say(CancelBooking(**who("b1")))
    keep(mesh, "k1", "stalls-A1", "balcony-A1")
    keep(mesh, "k2", standing=1)
    keep(mesh, "k3", "stalls-A2")
    mesh.say(UnblockSeats(event_id="e1", organiser_id="olga", block_id="k1"))
    ask(mesh, "b2", "stalls-A1")


def kept_in_parts(mesh: Mesh) -> None:
    """Of a block over two sections one seat after another is on sale again, of another some, and then all."""
    who = {"event_id": "e1", "organiser_id": "olga"}
    keep(mesh, "k1", "stalls-A1", "stalls-A2", "balcony-A1", "balcony-A2")
    mesh.say(UnblockSomeSeats(**who, block_id="k1", seats=("stalls-A1", "stalls-A2")))
    mesh.say(UnblockSomeSeats(**who, block_id="k1", seats=("balcony-A1",)))
    ask(mesh, "b1", "stalls-A1")
    keep(mesh, "k2", standing=3)
    mesh.say(UnblockSomeSeats(**who, block_id="k2", ticket_type="standing", quantity=2))
    keep(mesh, "k3", "stalls-A2", "balcony-A1")
    mesh.say(UnblockSomeSeats(**who, block_id="k3", seats=("stalls-A2",)))
    mesh.say(UnblockSeats(**who, block_id="k3"))


def planned_anew(mesh: Mesh) -> None:
    """A section gets more seats, of which some leave again; another is refused, for its seat is held; one is new."""
    ask(mesh, "b1", "balcony-A2")
    who = {"event_id": "e1", "organiser_id": "olga"}
    mesh.say(ChangeSection(**who, change_id="c1", section="stalls", rows={"A": 4, "B": 1}))
    ask(mesh, "b2", "stalls-B1")
    mesh.say(ChangeSection(**who, change_id="c2", section="balcony", rows={"A": 1}))
    mesh.say(ChangeSection(**who, change_id="c3", section="stalls", rows={"A": 1, "B": 2}))
    mesh.say(ChangeSection(**who, change_id="c4", section="boxes", ticket_type="seated", rows={"A": 2}))
    mesh.say(ChangeSection(**who, change_id="c5", section="pit", ticket_type="seated", rows={"A": 2}))
    ask(mesh, "b3", "pit-A1", "boxes-A2")


def moved_twice(mesh: Mesh) -> None:
    """Each change is told to who has a booking then."""
    bought(mesh)
    change(mesh, place="Harbour")
    ask(mesh, "b2", free=1)
    change(mesh, starts_at=START + timedelta(days=2, hours=1))
    mesh.passes(timedelta())


def named_twice(mesh: Mesh) -> None:
    bought(mesh)
    for word in ("first", "last"):
        name = Sealed(person_id="ben", key_version=1, nonce="n", ciphertext=word)
        mesh.say(NameHolders(event_id="e1", booking_id="e1-b1", asker_id="ben", names=(name, None)))


def given_away(mesh: Mesh) -> None:
    mesh.say(GiveBooking(**who("b1"), asker_id="olga", seats=("stalls-A1",)))


def shared(mesh: Mesh) -> None:
    """Of the four places of two types that share them one is given back, one is refused, and one is void."""
    ask(mesh, "b1", standing=2)
    ask(mesh, "b2", free=2)
    ask(mesh, "b3", standing=1)
    decline(mesh, "b1")
    mesh.say(CancelBooking(**who("b2")))
    ask(mesh, "b4", standing=3)


def along(mesh: Mesh) -> None:
    """Add-ons are bought, given back, refused, and stay when one of two tickets goes."""

    def asks(booking: str, standing: int, **add_ons: int) -> None:
        what: dict[str, Any] = {"ticket_type": "standing", "quantity": standing, "add_ons": add_ons}
        mesh.say(RequestBooking(**who(booking), **what))
        require(mesh, booking)

    asks("b1", 2, parking=1, programme=2)
    pay(mesh, "b1")
    asks("b2", 1, parking=1)
    mesh.say(CancelBooking(**who("b2")))
    asks("b3", 1, parking=2)
    asks("b4", 1, programme=1)
    give_up(mesh, "b1", 1)
    mesh.say(ReissueTickets(**who("b1")))


def with_codes(mesh: Mesh) -> None:
    """A code is given out, had twice, given back once, and ended."""
    for version, uses in ((2, 1), (3, 2), (4, 1)):
        mesh.say(PromotionUsed(promotion_id="p1", uses=uses), version=version)
    mesh.say(PromotionDeactivated(promotion_id="p1"), version=5)
    mesh.say(PromotionCreated(promotion_id="p1", organiser_id="olga", code="SPRING", percent=1_000), version=1)


STORIES: tuple[Callable[[Mesh], None], ...] = (
    sell_and_pay_out,
    invoice_and_credit,
    bought,
    bought_and_given_back,
    given_back_in_parts,
    given_up_one_by_one,
    money_came_back,
    bought_and_reissued,
    reissued_and_given_back,
    disputed,
    fought_over,
    picked,
    paid_slowly,
    paid_another_way,
    paid_late_and_got_it,
    paid_late_and_was_offered_seats_apart,
    paid_late_and_took_others,
    paid_late_and_lost_it,
    called_off,
    put_off,
    kept_back,
    planned_anew,
    kept_in_parts,
    moved_twice,
    named_twice,
    given_away,
    shared,
    along,
    with_codes,
)


def told(story: Callable[[Mesh], None]) -> Mesh:
    mesh = on_sale()
    story(mesh)
    return mesh
