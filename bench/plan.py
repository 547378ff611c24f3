"""Which loads there are, and how big each is for whom: a slow system gets fewer bookings, never a shorter measure."""

from dataclasses import dataclass, replace

SYSTEMS = ("mesh", "dbos", "monolith")
BASE = "mesh"
SMALL = 25
"""Bookings of each load of a smoke run."""


@dataclass(frozen=True)
class Load:
    """`bookings` by system. `in_flight` is 0 for a burst. `hot`: all want places of one general-admission type."""

    name: str
    in_flight: int
    bookings: dict[str, int]
    hot: bool = False
    price: int = 0
    """Of one ticket, in cents; what costs something is paid at the Stripe fake."""
    seconds: float = 30.0
    """In which bookings are begun: a system that is slower than was thought does fewer."""


@dataclass(frozen=True)
class Plan:
    pairs: int
    loads: tuple[Load, ...]
    growth: Load | None
    past: int
    """Bookings that the mesh has sold before anything is measured: tables with a past, a warm JVM."""
    warmup: int
    """Bookings at a peer before each of its loads."""
    buyers: int


def load(name: str, in_flight: int, mesh: int, dbos: int, monolith: int, hot: bool = False, price: int = 0) -> Load:
    return Load(name, in_flight, {"mesh": mesh, "dbos": dbos, "monolith": monolith}, hot, price)


FREE = (
    load("single", 1, 200, 200, 200),
    load("closed 50", 50, 6_000, 600, 4_000),
    load("closed 500", 500, 10_000, 1_000, 5_000),
    load("burst 5,000", 0, 5_000, 5_000, 5_000),
    load("hot", 200, 6_000, 800, 3_000, hot=True),
)
PAID = (
    load("single, paid", 1, 100, 100, 100, price=5_000),
    load("closed 50, paid", 50, 2_000, 500, 2_000, price=5_000),
)
GROWTH = replace(load("growth", 50, 50_000, 3_000, 50_000), seconds=600.0)
"""No slice is cut short on a machine that sells ten a second."""


def full(pairs: int) -> Plan:
    return Plan(pairs, FREE + PAID, GROWTH, past=20_000, warmup=200, buyers=200)


def quick(pairs: int = 1) -> Plan:
    """A smoke run: every path, no figure worth keeping."""
    loads = tuple(replace(one, bookings=small(one)) for one in FREE + PAID)
    growth = replace(GROWTH, bookings={"mesh": 100, "dbos": 50, "monolith": 100})
    return Plan(pairs, loads, growth, past=50, warmup=0, buyers=10)


BRIEF = (
    load("single", 1, 20, 20, 20),
    load("closed 50", 50, 150, 150, 300),
    load("closed 500", 500, 500, 500, 500),
    load("burst 500", 0, 500, 500, 500),
    load("hot", 200, 200, 200, 200, hot=True),
    load("single, paid", 1, 10, 10, 10, price=5_000),
    load("closed 50, paid", 50, 100, 100, 100, price=5_000),
)


def brief(pairs: int = 5) -> Plan:
    """For who has minutes: as much as is needed to see an order of magnitude, and too little to judge by."""
    return Plan(pairs, BRIEF, load("growth", 50, 2_000, 500, 2_000), past=100, warmup=20, buyers=50)


def small(one: Load) -> dict[str, int]:
    return {system: min(count, SMALL) for system, count in one.bookings.items()}


def narrowed(plan: Plan, names: list[str]) -> Plan:
    """Only the loads that are called so, or, where none is, whose names begin so; all if none is named.

    Raises ValueError if there is none.
    """
    if not names:
        return plan
    whole = {one.name for one in plan.loads}
    begun = tuple(name for name in names if name not in whole)
    loads = tuple(one for one in plan.loads if one.name in names or (begun and one.name.startswith(begun)))
    growth = plan.growth if "growth" in names else None
    if not loads and not growth:
        raise ValueError(f"no load is named {', '.join(names)}")
    return replace(plan, loads=loads, growth=growth)


def bounded(plan: Plan, seconds: float | None, grown: int | None) -> Plan:
    """No booking of a load is begun after so many seconds; the tables grow by so many bookings at most."""
    loads, growth = plan.loads, plan.growth
    if seconds is not None:
        loads = tuple(replace(one, seconds=seconds) for one in loads)
        growth = growth and replace(growth, seconds=seconds)
    if grown is not None and growth:
        growth = replace(growth, bookings={system: min(count, grown) for system, count in growth.bookings.items()})
    return replace(plan, loads=loads, growth=growth)
