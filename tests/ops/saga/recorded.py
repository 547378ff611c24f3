"""What audit would have recorded of a booking, message by message."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from choreography.changes import EffectRow, Said, Waiting
from choreography.envelope import Envelope
from handlers.audit.chain import linked
from handlers.audit.rows import Entry, Head
from handlers.bookings import bookings
from handlers.inventory import inventory
from ops.saga.kinship import inner
from ops.saga.missing import Missing, State, missing

START = datetime(2026, 6, 1, tzinfo=UTC)
SERVICES = (bookings, inventory)
TOPICS = {"edge": "bookings.commands"}


def told(*said: tuple[str, str, str, str]) -> list[Entry]:
    """(id, type, source, cause), a second apart."""
    return [entry(n, *one) for n, one in enumerate(said)]


def entry(n: int, id_: str, type_: str, source: str, cause: str) -> Entry:
    topic = TOPICS.get(source, f"{source}.events")
    envelope = Envelope(
        id_, type_, source, START + timedelta(seconds=n), topic, "opera", "opera-b1", correlation="m1", causation=cause
    )
    return linked(Head("event_id", "opera", n), envelope, b"{}")


ASKED = ("m1", "RequestBooking", "edge", "")
OPENED = ("m2", "BookingRequested", "bookings", "m1")
HELD = ("m3", "SeatsHeld", "inventory", "m2")
CONFIRMED = ("m4", "BookingConfirmed", "bookings", "m3")
ISSUED = ("m5", "TicketsIssued", "inventory", "m4")


def lacking(entries: list[Entry], after: float = 60, **states: State) -> list[Missing]:
    """What is missing so many seconds after the first message; a service not named has handled nothing."""
    known = {service.name: states.get(service.name, State()) for service in SERVICES}
    now, patience = START + timedelta(seconds=after), timedelta(seconds=5)
    return list(missing(entries, SERVICES, known, inner(entries, SERVICES), now, patience))


def waits(id_: str, reason: str, error: str = "", lacks: tuple[str, ...] = ()) -> State:
    row = Waiting(envelope(id_), b"{}", 0, reason, START, START, error=error, lacks=lacks)  # type: ignore[arg-type]
    return State(waiting=[row])


def says(cause: str) -> State:
    """Its answer lies in the outbox."""
    return State(handled={cause}, unpublished=[Said(replace(envelope("m9"), causation=cause), b"{}", 0)])


def calls(cause: str) -> State:
    """What its answer takes is under way; here the work bears the id of what it is because of."""
    return State(handled={cause}, effects=[EffectRow(envelope(cause), b"{}", 0)])


def envelope(id_: str) -> Envelope:
    return Envelope(id_, "SeatsHeld", "inventory", START, "inventory.events", "opera", "opera-b1", correlation="m1")
