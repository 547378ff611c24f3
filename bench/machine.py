"""What the machine did meanwhile: processor time by group of processes, and what else was going on."""

import os
import platform
import time
from collections.abc import Iterable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
USER, CHILDREN = 11, 15
"""Where utime and cstime stand in /proc/PID/stat, counted after the name."""
Roots = dict[str, list[int]]
"""By group, the processes that it begins with; their descendants belong to it."""


def cpu(roots: Roots) -> dict[str, float]:
    """Seconds by group: of its processes, of their descendants, and of those that they have buried."""
    parents = family()
    return {
        group: sum(used(pid) for root in pids for pid in (root, *below(root, parents))) for group, pids in roots.items()
    }


def used(pid: int) -> float:
    """0 for a process that is gone: its parent has its time, if it waited for it."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[USER:CHILDREN])) / TICKS


def family() -> dict[int, list[int]]:
    """By parent, its children."""
    found: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            found.setdefault(parent, []).append(int(folder.name))
    return found


def below(pid: int, parents: dict[int, list[int]]) -> Iterable[int]:
    for child in parents.get(pid, ()):
        yield child
        yield from below(child, parents)


def busy() -> tuple[float, float]:
    """Seconds that all processors worked, and seconds that the host took away (steal), since the machine started."""
    user, nice, system, _, _, irq, softirq, steal = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + softirq) / TICKS, steal / TICKS


def calibrated() -> float:
    """Milliseconds for a fixed piece of pure Python: how disturbed the machine is, one run beside another."""
    start, x = time.perf_counter(), 0
    for i in range(500_000):
        x = (x * 31 + i) & 0xFFFFFFFF
    return round(1000 * (time.perf_counter() - start), 1)


def described() -> dict[str, object]:
    return {"cores": os.cpu_count(), "python": platform.python_version(), "kernel": platform.release()}
