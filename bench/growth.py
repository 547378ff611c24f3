"""Bookings a second while the tables grow: slices of a closed loop, one after the other."""

from dataclasses import replace

from bench.plan import Load

EDGES = (1_000, 2_000, 5_000, 10_000, 15_000, 20_000, 25_000, 30_000, 35_000, 40_000, 45_000, 50_000)
MOST_SLICES = len(EDGES) + 1


def slices(load: Load, system: str) -> list[Load]:
    """Each ends at a round number of bookings; the last where the load ends."""
    total = load.bookings[system]
    edges = [edge for edge in EDGES if edge < total] + [total]
    starts = [0, *edges[:-1]]
    return [
        replace(load, name=f"to {edge:,}", bookings={system: edge - start})
        for start, edge in zip(starts, edges, strict=True)
    ]
