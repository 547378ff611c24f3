"""How sure of an account one has to be."""

from typing import Literal

from contracts.base import Command, Event
from contracts.users.about import OfPerson

Risk = Literal["normal", "raised"]


class SetRisk(OfPerson, Command):
    """An operator says how sure of the account one has to be."""

    risk: Risk
    operator_id: str


class RiskChanged(OfPerson, Event, answers=SetRisk):
    """While it is raised the edge may ask for fresh proof. `turn` counts up with each word."""

    risk: Risk
    turn: int
    operator_id: str = ""
    """Who said so; empty where it follows from alerts."""
