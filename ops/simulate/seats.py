"""Whether what is marked as taken is what somebody has, and the plan says the same."""

from collections.abc import Iterator

from contracts.seating import together
from handlers.inventory.rows import Hold, Plan, Seat, Section
from ops.check.breaches_seats import mismarked
from ops.simulate.books import rows
from ops.simulate.diary import Broken
from ops.simulate.world import World


def marks_cover(world: World) -> None:
    """At every moment: a seat is marked before somebody has it. Raises Broken."""
    sections = {section.key: section for section in rows(world, "inventory", Section)}
    for seat in rows(world, "inventory", Seat):
        section = sections[seat.event_id, seat.name.rpartition("-")[0]]
        if not seat.free and not section.marks(seat.name):
            raise Broken(f"{seat} is not marked in {section}")
    for plan in rows(world, "inventory", Plan):
        if plan.with_(section for key, section in sections.items() if key[0] == plan.event_id) != plan:
            raise Broken(f"{plan} against {sections}")


def wrong_seats(world: World) -> Iterator[str]:
    """At the end nothing else is marked, and whose seats were picked has as many as were asked for, side by side."""
    if list(mismarked(world.books)):
        yield "a seat is marked that nobody has"
    for hold in rows(world, "inventory", Hold):
        if hold.picking:
            yield "seats are still being picked"
        if hold.quantity and hold.seats and (len(hold.seats) != hold.quantity or not together(hold.seats)):
            yield "seats are scattered"
