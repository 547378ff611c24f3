"""What the workers count themselves: their batches, by service."""

import re
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass

SAMPLE = re.compile(r'boxoffice_batch_(\w+)_(sum|count)\{service="(\w+)"\} (\S+)')
WITHIN = 10.0


@dataclass(frozen=True)
class Work:
    """Of one service, since it started: batches, messages in them, and seconds to load, to fold and to save them."""

    batches: float = 0.0
    messages: float = 0.0
    load: float = 0.0
    fold: float = 0.0
    save: float = 0.0

    def since(self, before: "Work") -> "Work":
        return Work(
            self.batches - before.batches, self.messages - before.messages,
            self.load - before.load, self.fold - before.fold, self.save - before.save,
        )  # fmt: skip


def counted(addresses: Iterable[str]) -> dict[str, Work]:
    """By service, as its worker says it at `/metrics`. Raises OSError."""
    found: dict[str, Work] = {}
    for address in addresses:
        with urllib.request.urlopen(address, timeout=WITHIN) as answer:  # noqa: S310 our own, on this machine
            found |= parsed(answer.read().decode())
    return found


def parsed(page: str) -> dict[str, Work]:
    numbers: dict[str, dict[str, float]] = {}
    for what, part, service, value in SAMPLE.findall(page):
        numbers.setdefault(service, {})[f"{what} {part}"] = float(value)
    return {service: _work(of) for service, of in numbers.items()}


def _work(of: dict[str, float]) -> Work:
    seconds = [of.get(f"{part}_seconds sum", 0.0) for part in ("load", "fold", "save")]
    return Work(of.get("messages count", 0.0), of.get("messages sum", 0.0), *seconds)
