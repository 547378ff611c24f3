"""What examples of answers share."""

from dataclasses import dataclass
from typing import Any

from contracts.example_words import ACCOUNT
from edge.answered.shapes import Maybe, Sometimes

ANN, OLGA, OTTO = "5e0a9a6c-ann", "1c44b7d2-olga", "90d3f1aa-otto"
EVENT, BOOKING = "8b6f0c3e", "8b6f0c3e-5d2a91"
ORGANISATION = "a77e0b1c"
NOW, SOON, LATER = "2027-03-01T10:00:00Z", "2027-03-01T10:10:00Z", "2027-06-01T18:30:00Z"
SID = f"{ACCOUNT}-{'0a1b2' * 4}"
HASH = "0a1b" * 16
HTML, PDF, PASS = "text/html", "application/pdf", "application/vnd.apple.pkpass"
ACCEPTED = {
    "id": BOOKING, "state": "accepted", "status": f"/bookings/{BOOKING}?accepted=from-the-door",
    "channel": Sometimes(f"booking:{BOOKING}"),
}  # fmt: skip
"""Of a change for whose answer nobody waited, or not long enough."""


@dataclass(frozen=True)
class By:
    """By status; None where there is no body."""

    answers: dict[int, Any]


@dataclass(frozen=True)
class Text:
    """What is no JSON."""

    media: str
    text: str


@dataclass(frozen=True)
class PageOr:
    """A problem, which browsers are told on a page of this title."""

    code: str
    title: str


@dataclass(frozen=True)
class Either:
    """By what each is called."""

    shapes: dict[str, Any]


UNSEEN = {"id": BOOKING, "version": 0, "state": "accepted"}
"""Of what was accepted just now, and is not to be seen yet."""


def page(**item: Any) -> dict[str, Any]:
    return {"items": [item], "next": Maybe("goes-into-after")}


def done(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, **more}
