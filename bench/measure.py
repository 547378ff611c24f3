"""What is kept of one load on one system."""

from dataclasses import dataclass, field

from bench.systems.workers import Work


@dataclass
class Measure:
    """Times are milliseconds, CPU is milliseconds for each booking; both without the preparations."""

    system: str
    load: str
    pair: int
    bookings: int
    per_s: float
    p50: float
    p99: float
    most: float
    answered: float
    """Median until the HTTP answer; the rest of p50 is the way of the tickets."""
    cpu: dict[str, float]
    """By group, the work behind the answers included; `load` is the load process."""
    cores: float
    """That were busy during the load, whoever kept them busy."""
    writes: float
    """Transactions that wrote, for each booking."""
    wal: float
    """KiB of write-ahead log, likewise."""
    tail: float
    """Seconds from the last ticket until all that goes on behind was done too."""
    calibration: tuple[float, float]
    """Before and after: a fixed piece of work, for the noise."""
    steal: float
    """Seconds that the host took away."""
    statuses: dict[str, int]
    services: dict[str, Work]
    """What the mesh's services did, by name: for each booking, seconds as milliseconds."""
    wrong: list[str] = field(default_factory=list)
    """What does not add up, or went wrong; a figure with a word here counts for nothing."""
