"""Bookings a second while the tables grow."""

EDGES = (1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 40_000, 50_000)


def windows(ended: list[float]) -> dict[str, float]:
    """By window of bookings, in the order in which they ended; windows that were not reached are left out."""
    times, found, start = sorted(ended), dict[str, float](), 0
    for edge in (*(edge for edge in EDGES if edge < len(times)), len(times)):
        seconds = times[edge - 1] - (times[start - 1] if start else 0.0)
        found[f"to {edge:,}"] = (edge - start) / seconds if seconds else 0.0
        start = edge
    return found
