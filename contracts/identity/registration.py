"""Accounts are made."""

from typing import Self

from pydantic import model_validator

from contracts.base import Command, Event
from contracts.identity.about import Answering, WithSecret
from contracts.identity.words import SECRETS, Role
from contracts.sealed import Sealed


class RegisterUser(WithSecret, Command, topic=SECRETS):
    """Somebody wants an account; the secret is the password. The mail and the name are sealed for the person."""

    mail: Sealed
    name: Sealed | None = None
    organiser: bool = False
    """Organisers serve themselves; no other role may be asked for."""

    @model_validator(mode="after")
    def _sealed_for_the_person(self) -> Self:
        if any(one.person_id != self.account_id for one in (self.mail, self.name) if one):
            raise ValueError("sealed for somebody else")
        return self


class UserRegistered(Answering, Event, answers=RegisterUser, status=201):
    """The account exists, and may log in."""

    mail: Sealed
    name: Sealed | None = None
    roles: tuple[Role, ...]


class RegistrationRefused(Answering, Event, answers=RegisterUser, status=409):
    """There is no new account.

    `reason` is account_exists, account_erased, unacceptable_password, breached_password, unknown_key or unreadable.
    """

    reason: str
