"""Where post reaches people."""

from pydantic import BaseModel, ConfigDict

from contracts.base import Command, Event
from contracts.sealed import Sealed
from contracts.users.about import OfPerson

ADDRESSES_AT_MOST = 10
"""Of one person."""


class PostalAddress(BaseModel):
    """Where post reaches a person. What stands on it can be read only with their key."""

    model_config = ConfigDict(frozen=True)

    address_id: str
    written: Sealed
    """Name, lines, postal code, city, region and country, as JSON."""


class AddAddress(OfPerson, Command):
    """One more; its id is chosen by who asks. With `default` it is to be the one that is offered first."""

    address: PostalAddress
    default: bool = False


class ChangeAddress(OfPerson, Command):
    """It takes the place of the one that has its id."""

    address: PostalAddress
    default: bool = False


class RemoveAddress(OfPerson, Command):
    """The person wants it to be forgotten."""

    address_id: str


class AddressesChanged(
    OfPerson, Event, carries=("addresses", "chosen"), answers=(AddAddress, ChangeAddress, RemoveAddress)
):
    """All addresses of the person now, and the one that is offered first."""

    addresses: tuple[PostalAddress, ...]
    chosen: str
    """Empty where there is none."""


class AddressNotAdded(OfPerson, Event, answers=(AddAddress, ChangeAddress, RemoveAddress), status=409):
    """Everything stays as it is; `reason` is too_many_addresses or account_erased."""

    reason: str


class AddressUnknown(OfPerson, Event, answers=(ChangeAddress, RemoveAddress), status=404):
    """The person has no such address."""
