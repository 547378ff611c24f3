"""What must hold after every commit, and what must hold once everything has come to its end."""

from collections.abc import Iterator

from contracts.base import MESSAGES
from handlers.bookings.rows import OVER, Booking
from handlers.inventory.rows import Block, Hold, Seat, Stock, TicketStock
from ops.check.breaches_add_ons import disagreeing as add_ons_disagree
from ops.check.breaches_add_ons import miscounted as add_ons_miscounted
from ops.check.breaches_promotions import disagreeing as codes_disagree
from ops.check.breaches_promotions import miscounted as codes_miscounted
from ops.check.breaches_seats import kept, quotas_miscounted
from ops.simulate.books import rows
from ops.simulate.diary import Broken
from ops.simulate.gates import tickets_of_all, wrong_verdicts
from ops.simulate.money import balanced, unsettled
from ops.simulate.provider import Provider
from ops.simulate.seats import marks_cover, wrong_seats
from ops.simulate.town import Town
from ops.simulate.world import World


def always(world: World, provider: Provider) -> None:
    """Never oversold, counters as the holds say, one owner a seat, and the money balances. Raises Broken."""
    balanced(world, provider)
    holds_add_up(world)
    marks_cover(world)
    blocks_add_up(world)
    codes_add_up(world)
    tickets_of_all(world)


def codes_add_up(world: World) -> None:
    if wrong := list(codes_miscounted(world.books)):
        raise Broken(f"codes {wrong}")


def holds_add_up(world: World) -> None:
    holds = rows(world, "inventory", Hold)
    for stock in rows(world, "inventory", Stock):
        mine = [hold for hold in holds if hold.event_id == stock.event_id]
        counted = tuple(sum(hold.size for hold in mine if hold.state == state) for state in ("held", "sold"))
        if stock.free < 0:
            raise Broken(f"oversold: {stock}")
        if (stock.held, stock.sold) != counted:
            raise Broken(f"{stock} against {mine}")
        owners(world, stock.event_id, mine)
    for tier in rows(world, "inventory", TicketStock):
        if tier.free < 0:
            raise Broken(f"{tier} is oversold")
    if wrong := list(quotas_miscounted(world.books)):
        raise Broken(f"quotas {wrong}")
    if wrong := list(add_ons_miscounted(world.books)):
        raise Broken(f"add-ons {wrong}")


def blocks_add_up(world: World) -> None:
    blocks = [block for block in rows(world, "inventory", Block) if block.state == "blocked"]
    for stock in rows(world, "inventory", Stock):
        mine = [block for block in blocks if block.event_id == stock.event_id]
        kept = sorted((seat, block.block_id) for block in mine for seat in block.seats)
        seats = [seat for seat in rows(world, "inventory", Seat) if seat.event_id == stock.event_id and seat.block]
        if stock.blocked != sum(block.size for block in mine) or any(seat.owner for seat in seats):
            raise Broken(f"{stock} against {mine}, {seats}")
        if kept != sorted((seat.name, seat.block) for seat in seats):
            raise Broken(f"blocked twice: {kept} against {seats}")


def owners(world: World, event_id: str, holds: list[Hold]) -> None:
    taken = [seat for hold in holds if hold.state != "released" for seat in kept(hold)]
    owned = {seat.name for seat in rows(world, "inventory", Seat) if seat.event_id == event_id and seat.owner}
    if len(taken) != len(owned) or set(taken) != owned:
        raise Broken(f"two owners: {taken} against {owned}")


def finally_(world: World, town: Town, provider: Provider) -> list[str]:
    """What is wrong at the end; empty if all is well."""
    wrong = (
        unfinished(world),
        disagreeing(world),
        unsettled(world, provider),
        unanswered(world, town),
        wrong_seats(world),
        wrong_verdicts(world, town.scans),
        (f"a code and a booking disagree: {one}" for one in codes_disagree(world.books)),
        (f"a booking has other add-ons: {one}" for one in add_ons_disagree(world.books)),
    )
    return sorted({line for lines in (*wrong, unheard(world), disordered(world)) for line in lines})


def unfinished(world: World) -> Iterator[str]:
    if not world.idle():
        yield "not idle"
    for service, books in world.books.items():
        yield from (f"{service}: {one.reason} {one.envelope.type} {one.error}" for one in books.waiting.values())
    for booking in rows(world, "bookings", Booking):
        if booking.state not in ("confirmed", *OVER):
            yield f"a booking ends as {booking.state}"


def disagreeing(world: World) -> Iterator[str]:
    holds = {hold.booking_id: hold for hold in rows(world, "inventory", Hold)}
    for booking in rows(world, "bookings", Booking):
        hold = holds.get(booking.booking_id)
        if booking.state == "confirmed" and (hold is None or hold.state != "sold"):
            yield "confirmed without seats"
        if booking.state != "confirmed" and hold and hold.state != "released":
            yield f"{booking.state}, and yet the seats are {hold.state}"


def unanswered(world: World, town: Town) -> Iterator[str]:
    for id_, name in town.asked.items():
        inbox = world.books[MESSAGES[name].SERVICE].inbox
        if id_ not in inbox or inbox[id_].answer is None:
            yield f"{name} was never answered"


def unheard(world: World) -> Iterator[str]:
    """By those who begin at the start of their topics."""
    for service in (one for one in world.services if one.from_start):
        books = world.books[service.name]
        for topic in service.topics:
            for partition in range(world.bus.partitions):
                for record in world.bus.log.read((topic, partition), 0, 100_000):
                    headers = {name: (value or b"").decode() for name, value in record.headers}
                    if service.heard(headers["ce_type"]) and headers["ce_id"] not in books.inbox:
                        yield f"{service.name} never handled {headers['ce_type']}"


def disordered(world: World) -> Iterator[str]:
    """Each committed fact lies in the log, and the first copies of one partition's facts lie in their order."""
    first: dict[str, int] = {}
    for topic, count in world.bus.log.partitions.items():
        for partition in range(count):
            for record in world.bus.log.read((topic, partition), 0, 100_000):
                id_ = next((value or b"").decode() for name, value in record.headers if name == "ce_id")
                first.setdefault(id_, record.offset)
    for (service, _), facts in world.diary.facts.items():
        offsets: dict[tuple[str, str], int] = {}
        for said in facts:
            if said.id not in first:
                yield f"{service} never published {said.envelope.type}"
            elif first[said.id] < offsets.get((said.envelope.topic, said.envelope.key), -1):
                yield f"{service} published {said.envelope.type} out of order"
            else:
                offsets[said.envelope.topic, said.envelope.key] = first[said.id]
