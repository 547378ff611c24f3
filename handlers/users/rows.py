"""What users remembers: a profile for each person, and who is what in which organisation."""

from dataclasses import field
from datetime import datetime
from typing import Literal, Self

from choreography.row import Row
from contracts.rights import MemberRole
from contracts.sealed import Sealed
from contracts.users import PostalAddress, Risk


class Profile(Row, key=("account_id",), audited=True):
    """`name` can be read only with the person's key."""

    account_id: str
    created: datetime
    name: Sealed | None = None
    preferences: dict[str, str] = field(default_factory=dict)
    read_until: datetime | None = None
    """What came to the inbox by then is read."""


class AddressBook(Row, key=("account_id",), audited=True):
    """The postal addresses of a person, in the order in which they were added."""

    account_id: str
    addresses: tuple[PostalAddress, ...] = ()
    chosen: str = ""
    """The one that is offered first; empty where there is none."""
    erased: bool = False
    """None is added any more."""

    def has(self, address_id: str) -> bool:
        return any(one.address_id == address_id for one in self.addresses)


class Organisation(Row, key=("organisation_id",), audited=True):
    """`size` counts members and invitations, `owners` the members of that role.

    One that is an account's `own` is there with its first invitation; the account is no member, but always its owner.
    One that is `orphaned` has had an owner whose account was closed: it may have none, and then operators name one.
    """

    organisation_id: str
    name: str = ""
    own: bool = False
    size: int = 0
    owners: int = 0
    orphaned: bool = False

    def legal(self, old: Self | None) -> bool:
        return self.size >= self.owners and self.owners >= 0 and (self.own or self.orphaned or self.owners >= 1)

    @property
    def is_last_owner(self) -> bool:
        """Whoever is an owner is the last one."""
        return not self.own and self.owners == 1


class Membership(Row, key=("organisation_id", "account_id"), audited=True):
    """What a person is, or was, in an organisation."""

    organisation_id: str
    account_id: str
    role: MemberRole
    state: Literal["invited", "member", "gone"] = "invited"

    @property
    def owns(self) -> bool:
        return self.state == "member" and self.role == "owner"

    @property
    def counts(self) -> bool:
        return self.state != "gone"


class Inviting(Row, key=("organisation_id",)):
    """How many invitations an organisation has sent `since` then, of those that count within a day."""

    organisation_id: str
    since: datetime
    count: int = 0


class Affiliation(Row, key=("account_id", "organisation_id")):
    """The person is a member there, or invited: by it a closed account finds all that it is in."""

    account_id: str
    organisation_id: str


class Departure(Row, key=("account_id",)):
    """The account is closed: wherever it is a member, or is invited later, that is over."""

    account_id: str


class Watch(Row, key=("account_id", "kind")):
    """What of a kind was noted of an account within the window. After an alert nothing counts until the next one."""

    account_id: str
    kind: str
    times: dict[str, datetime] = field(default_factory=dict)
    """By request or booking."""
    alerts: int = 0
    quiet_until: datetime | None = None

    def counts(self, about: str, at: datetime) -> bool:
        return about not in self.times and (self.quiet_until is None or at >= self.quiet_until)


class SecurityAlert(Row, key=("account_id", "alert_id"), audited=True):
    """It is open until it is resolved; who looks after it and who resolved it stay."""

    account_id: str
    alert_id: str
    acknowledged_by: str = ""
    resolved_by: str = ""


class Concern(Row, key=("account_id",)):
    """Incidents about the account: how many there were, and the alerts of the one that is open."""

    account_id: str
    incidents: int = 0
    open: bool = False
    alerts: tuple[str, ...] = ()

    @property
    def incident_id(self) -> str:
        """Of the newest one."""
        return f"{self.account_id}-incident-{self.incidents}"


class Incident(Row, key=("account_id", "incident_id"), audited=True):
    """Who looks after it, and who closed it with which note."""

    account_id: str
    incident_id: str
    acknowledged_by: str = ""
    closed_by: str = ""
    note: str = ""


class DevicePass(Row, key=("device_id", "serial"), audited=True):
    """A ticket's pass on a device; one that was taken off it stays as a row."""

    device_id: str
    serial: str
    registered: bool = True


class AccountRisk(Row, key=("account_id",), audited=True):
    """Why it is raised: by the newest alerts that nobody resolved, or by an operator; else `until` then."""

    account_id: str
    reasons: tuple[str, ...] = ()
    until: datetime | None = None
    turn: int = 0

    @property
    def risk(self) -> Risk:
        return "raised" if self.reasons or self.until else "normal"
