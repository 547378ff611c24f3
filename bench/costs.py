"""What a booking costs: processor time, writes, and the services' own batches."""

from rich.table import Table

from bench import ratios
from bench.measure import Measure
from bench.plan import BASE, SYSTEMS
from bench.ratios import Value, middle
from bench.words import columns, number


def cpu(title: str, measures: list[Measure], names: list[str]) -> Table:
    heading = f"{title}, ms for each booking (medians); writes and WAL likewise"
    figures = ("load process", "cores busy", "tail s", "writes", "WAL KiB", "noise ms")
    table = columns(heading, "load", "system", "by group", *figures, left=3)
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


def services(measures: list[Measure], names: list[str]) -> Table:
    heading = "The mesh's services, of one booking (median pair): ms that their batches took, waiting included"
    figures = ("batches", "messages", "a batch", "ms load", "ms fold", "ms save")
    table = columns(heading, "load", "service", *figures, left=2)
    for load in names:
        found = sorted(ratios.of(measures, load, BASE), key=middle)
        for name, work in found[len(found) // 2].services.items() if found else ():
            size = work.messages / work.batches
            shares = (work.batches, work.messages, size, work.load, work.fold, work.save)
            table.add_row(load, name, *(f"{share:.3g}" for share in shares))
        table.add_section()
    return table
