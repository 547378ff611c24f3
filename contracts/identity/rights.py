"""What operators say of an account: who is banned, and who has which role."""

from typing import Literal

from contracts.base import Command, Event
from contracts.identity.about import OfAccount, OfPerson
from contracts.identity.words import OPERATORS, Role


class BanAccount(OfAccount, Command, topic=OPERATORS):
    """Said by an operator at the command line."""


class LiftBan(OfAccount, Command, topic=OPERATORS):
    """Said by an operator at the command line."""


class WithdrawRole(OfAccount, Command, topic=OPERATORS):
    """Said by an operator at the command line."""

    role: Literal["organiser", "operator"]


class GrantRole(OfAccount, Command, topic=OPERATORS):
    """Said by an operator at the command line."""

    role: Literal["organiser", "operator"]


class AccountBanned(OfPerson, Event, answers=BanAccount):
    """The person signs in no more; the sessions are being ended."""


class BanLifted(OfPerson, Event, answers=LiftBan):
    """The person may sign in again."""


class RoleWithdrawn(OfPerson, Event, answers=WithdrawRole):
    """`roles` are all that the person has now; the sessions, whose tokens say otherwise, are being ended."""

    roles: tuple[Role, ...]


class RoleGranted(OfPerson, Event, answers=GrantRole):
    """`roles` are all that the person has now; tokens say so from the next refresh on."""

    roles: tuple[Role, ...]
