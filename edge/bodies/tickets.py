"""What a gate may send."""

from typing import Annotated

from msgspec import Meta

from contracts.ticket_codes import AT_MOST
from edge.bodies.words import Body, Short


class Scan(Body):
    code: Annotated[str, Meta(min_length=1, max_length=AT_MOST)]
    """What the QR code says."""
    gate: Short
    """Where it is shown: whoever scans the ticket again is told. No names of people."""
