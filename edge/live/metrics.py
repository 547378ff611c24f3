"""What the hub counts."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class LiveMetrics:
    """`sockets` rises and falls, everything else only rises."""

    sockets: int = 0
    frames: int = 0
    skipped: int = 0
    """Frames that a paused socket did not get."""
    conflated: int = 0
    """News merged into a later frame."""
    stale: int = 0
    """News that came twice or too late."""
    resyncs: int = 0
    gaps: int = 0
    gap_errors: int = 0
    refused_origins: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    """Closed by us, by reason."""
