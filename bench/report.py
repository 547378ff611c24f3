"""What was measured, as tables."""

from rich.console import Console
from rich.table import Table

from bench import ratios
from bench.costs import cpu, services
from bench.hops import Hop
from bench.measure import Measure
from bench.plan import BASE, SYSTEMS
from bench.ratios import Value, middle, rate, slow
from bench.words import columns, number, text


def reported(console: Console, measures: list[Measure], growth: list[Measure], hops: list[Hop]) -> None:
    for title, paid in (("Free tickets", False), ("Paid at the Stripe fake", True)):
        names = list(dict.fromkeys(one.load for one in measures if one.load.endswith("paid") is paid))
        if names:
            console.print(loads(title, measures, names), cpu(f"{title}: CPU", measures, names))
    console.print(services(measures, list(dict.fromkeys(one.load for one in measures))), targets(measures))
    if growth:
        console.print(grown(growth))
    if hops:
        console.print(way(hops))
    for one in [*measures, *growth]:
        for word in one.wrong:
            console.print(f"[red]WRONG[/] {one.load}, {one.system}, pair {one.pair}: {word}")


def loads(title: str, measures: list[Measure], names: list[str]) -> Table:
    heading = f"{title}: median (lowest - highest) of the pairs; x = mesh / peer, pair by pair"
    figures = ("bookings/s", "p50 ms", "p99 ms", "HTTP p50 ms", "x bookings/s", "x p50")
    table = columns(heading, "load", "system", "n", *figures, left=2)
    for load in names:
        for system in SYSTEMS:
            if found := ratios.of(measures, load, system):
                cells = [text(ratios.spread(measures, load, system, value)) for value in (rate, middle, slow, answered)]
                beside = ["", ""] if system == BASE else [times(measures, load, system, v) for v in (rate, middle)]
                table.add_row(load, system, f"{len(found)} x {found[0].bookings:,}", *cells, *beside)
        table.add_section()
    return table


def targets(measures: list[Measure]) -> Table:
    heading = ("load", "what", "held to", "median", "lowest - highest", "held", "aim", "reached")
    table = columns("Targets: the mesh beside DBOS, free tickets", *heading, left=2)
    for target in ratios.TARGETS:
        if found := ratios.ratio(measures, target.load, target.other, target.value):
            sign, middle_ = ">=" if target.at_least else "<=", found.middle
            held, reached = ("yes" if one else "NO" for one in (target.met(middle_), target.reached(middle_)))
            cells = (f"{sign} {target.bound}", f"{middle_:.2f}", f"{found.lowest:.2f} - {found.highest:.2f}", held)
            table.add_row(target.load, target.what, *cells, f"{sign} {target.aim}", reached)
    return table


def grown(growth: list[Measure]) -> Table:
    slices = list(dict.fromkeys(one.load for one in growth))
    heading = "Growth: bookings/s while the tables grow, 50 in flight (so many were sold); x = mesh / peer"
    table = columns(heading, "system", *slices)
    for system in SYSTEMS:
        table.add_row(system, *(sold(growth, part, system) for part in slices))
    for other in (system for system in SYSTEMS if system != BASE):
        table.add_row(f"x {other}", *(times(growth, part, other, rate) for part in slices))
    return table


def sold(growth: list[Measure], part: str, system: str) -> str:
    found = ratios.of(growth, part, system)
    return f"{text(ratios.spread(growth, part, system, rate))} ({found[0].bookings:,})" if found else ""


def way(hops: list[Hop]) -> Table:
    table = columns("Where the time of a single booking goes: its messages, by median", "message", "ms after request")
    for hop in hops:
        table.add_row(hop.message, number(hop.after))
    return table


def answered(measure: Measure) -> float:
    return measure.answered


def times(measures: list[Measure], load: str, other: str, value: Value) -> str:
    return text(ratios.ratio(measures, load, other, value))
