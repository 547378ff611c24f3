"""Organisations, and who is what in them."""

from typing import Annotated

from pydantic import Field

from contracts.base import Command, Event, Message

OrganisationName = Annotated[str, Field(min_length=1, max_length=100)]


class OfOrganisation(Message, key="organisation_id", carries=("organisation_id",)):
    """About one organisation. An account that organises is one, too, under its own id, and always its owner."""

    organisation_id: str


class CreateOrganisation(OfOrganisation, Command):
    """Its id is chosen by who asks, who becomes its owner."""

    account_id: str
    name: OrganisationName


class OrganisationCreated(
    OfOrganisation, Event, carries=("account_id", "name"), answers=CreateOrganisation, status=201
):
    """There is one of this name."""

    account_id: str
    """Its first owner."""
    name: str


class OrganisationRefused(OfOrganisation, Event, answers=CreateOrganisation, status=409):
    """Nothing was created; `reason` is exists."""

    reason: str
