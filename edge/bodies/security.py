"""What an operator may send of accounts that are watched."""

from typing import Annotated

from msgspec import Meta

from contracts.users import Risk
from edge.bodies.words import Body


class RiskChange(Body):
    risk: Risk


class IncidentNote(Body):
    note: Annotated[str, Meta(min_length=1, max_length=1_000)]
    """What was done, for whoever looks later. No names: they would outlive their owners' erasure."""
