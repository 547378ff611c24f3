"""What a check found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from ops.check.invariant import Invariant

SHOWN = 5
"""Breaches of one invariant that are shown."""
Counts = dict[str, int]


@dataclass(frozen=True)
class Finding:
    invariant: Invariant
    breaches: int
    examples: list[list[str]]


@dataclass(frozen=True)
class Report:
    """How much there is, which invariants are breached, and what is no breach but should be looked at."""

    counts: Counts
    findings: list[Finding]
    warnings: list[Finding]

    def packed(self) -> bytes:
        return msgspec.json.encode(self)

    @classmethod
    def unpacked(cls, text: bytes) -> "Report":
        return msgspec.json.decode(text, type=cls)


def finding(invariant: Invariant, rows: Sequence[Iterable[Any]]) -> Finding:
    return Finding(invariant, len(rows), [[str(value) for value in row] for row in rows[:SHOWN]])
