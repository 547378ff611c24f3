"""What an operator may send of accounts that are watched."""

from contracts.users import Risk
from edge.bodies.words import Body


class RiskChange(Body):
    risk: Risk
