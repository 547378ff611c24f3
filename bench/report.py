"""What was measured, as tables."""

from rich.console import Console
from rich.table import Table

from bench import ratios
from bench.growth import windows
from bench.hops import Hop
from bench.measure import Measure
from bench.plan import BASE, SYSTEMS
from bench.ratios import Spread, Value, middle, rate, slow

OTHERS = [name for name in SYSTEMS if name != BASE]
BIG, SMALL = 100, 1


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
    table = Table(title=f"{title}: median (lowest - highest) of the pairs; x = mesh / peer, pair by pair")
    for column in ("load", "system", "n", "bookings/s", "p50 ms", "p99 ms", "HTTP p50 ms", "x bookings/s", "x p50"):
        table.add_column(column, justify="left" if column in ("load", "system") else "right")
    for load in names:
        for system in SYSTEMS:
            if found := ratios.of(measures, load, system):
                cells = [text(ratios.spread(measures, load, system, value)) for value in (rate, middle, slow, answered)]
                beside = ["", ""] if system == BASE else [times(measures, load, system, v) for v in (rate, middle)]
                table.add_row(load, system, f"{len(found)} x {found[0].bookings:,}", *cells, *beside)
        table.add_section()
    return table


def cpu(title: str, measures: list[Measure], names: list[str]) -> Table:
    table = Table(title=f"{title}, ms for each booking (medians); writes and WAL likewise")
    for column in (
        "load",
        "system",
        "by group",
        "load process",
        "cores busy",
        "tail s",
        "writes",
        "WAL KiB",
        "noise ms",
    ):
        table.add_column(column, justify="left" if column in ("load", "system", "by group") else "right")
    for load in names:
        for system in SYSTEMS:
            if ratios.of(measures, load, system):
                table.add_row(load, system, *costs(measures, load, system))
        table.add_section()
    return table


def costs(measures: list[Measure], load: str, system: str) -> list[str]:
    def middle_of(value: Value) -> float:
        found = ratios.spread(measures, load, system, value)
        return found.middle if found else 0.0

    groups = [name for name in ratios.of(measures, load, system)[0].cpu if name != "load"]
    shares = {name: middle_of(lambda one, name=name: one.cpu[name]) for name in groups}  # type: ignore[misc]
    said = ", ".join(f"{name} {number(share)}" for name, share in shares.items() if share)
    rest: list[Value] = [
        lambda one: one.cpu["load"], lambda one: one.cores, lambda one: one.tail, lambda one: one.writes,
        lambda one: one.wal, lambda one: max(one.calibration),
    ]  # fmt: skip
    return [said, *(number(middle_of(value)) for value in rest)]


def targets(measures: list[Measure]) -> Table:
    table = Table(title="Targets: the mesh beside DBOS, free tickets")
    for column in ("load", "what", "target", "median", "lowest - highest", "met"):
        table.add_column(column)
    for target in ratios.TARGETS:
        if found := ratios.ratio(measures, target.load, target.other, target.value):
            bound = f"{'>=' if target.at_least else '<='} {target.bound}"
            met = "yes" if target.met(found.middle) else "NO"
            span = f"{found.lowest:.2f} - {found.highest:.2f}"
            table.add_row(target.load, target.what, bound, f"{found.middle:.2f}", span, met)
    return table


def grown(growth: list[Measure]) -> Table:
    table = Table(title="Growth: bookings/s while the tables grow, 50 in flight")
    table.add_column("system")
    parts = [windows(one.ended) for one in growth]
    for name in max(parts, key=len):
        table.add_column(name, justify="right")
    for one, part in zip(growth, parts, strict=True):
        table.add_row(one.system, *(number(value) for value in part.values()))
    return table


def way(hops: list[Hop]) -> Table:
    table = Table(title="Where the time of a single booking goes: its messages, ms after the request (median)")
    for column in ("message", "said after"):
        table.add_column(column)
    for hop in hops:
        table.add_row(hop.message, number(hop.after))
    return table


def services(measures: list[Measure], names: list[str]) -> Table:
    table = Table(
        title="The mesh's services, of one booking (median pair): ms that their batches took, waiting included"
    )
    for column in ("load", "service", "batches", "messages", "a batch", "ms load", "ms fold", "ms save"):
        table.add_column(column, justify="left" if column in ("load", "service") else "right")
    for load in names:
        found = sorted(ratios.of(measures, load, BASE), key=middle)
        for name, work in found[len(found) // 2].services.items() if found else ():
            size = work.messages / work.batches
            figures = (work.batches, work.messages, size, work.load, work.fold, work.save)
            table.add_row(load, name, *(f"{figure:.3g}" for figure in figures))
        table.add_section()
    return table


def answered(measure: Measure) -> float:
    return measure.answered


def times(measures: list[Measure], load: str, other: str, value: Value) -> str:
    return text(ratios.ratio(measures, load, other, value))


def text(spread: Spread | None) -> str:
    if spread is None:
        return "-"
    if spread.lowest == spread.highest:
        return number(spread.middle)
    return f"{number(spread.middle)} ({number(spread.lowest)} - {number(spread.highest)})"


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= BIG else f"{value:.1f}" if value >= SMALL * 10 else f"{value:.2f}"
