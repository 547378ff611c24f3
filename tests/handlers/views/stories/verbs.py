"""What is asked and said, of one event with everything on it."""

from datetime import timedelta
from typing import Any

from choreography.testing import START
from contracts.bookings import (
    RefundBooking,
    RequestBooking,
)
from contracts.catalog import (
    AddOn,
    AddSection,
    CreateEvent,
    ImportPlan,
    PublishEvent,
    Quota,
    TicketType,
)
from contracts.payments import (
    PaymentFailed,
    PaymentRefunded,
    PaymentRequired,
    PaymentSucceeded,
    RefundFailed,
)
from contracts.prices import Terms
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


def give_up(mesh: Mesh, booking: str, *tickets: int) -> None:
    about = {"event_id": "e1", "booking_id": f"e1-{booking}", "asker_id": "olga"}
    mesh.say(RefundBooking(**about, tickets=tickets, void=True))


def best(mesh: Mesh, booking: str, quantity: int) -> None:
    mesh.say(RequestBooking(**who(booking), ticket_type="seated", quantity=quantity))
