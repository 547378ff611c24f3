"""Users: who people say they are, and how they like things."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from contracts.base import Command, Event, Message
from contracts.rights import MemberRole
from contracts.sealed import Sealed

PREFERENCES_AT_MOST = 32
"""Of one person."""

Preference = Annotated[str, Field(max_length=64)]
Preferences = Annotated[dict[Preference, Preference], Field(max_length=PREFERENCES_AT_MOST)]
"""Nothing personal: `theme`, `seat`, and the like. These have a meaning here:"""
LANGUAGE = "language"
"""In which the person is mailed, as `de`, or `de-AT`."""
MailGroup = Literal["news", "reminders", "announcements"]
MAILS: dict[MailGroup, str] = {
    "news": "mail.news",
    "reminders": "mail.reminders",
    "announcements": "mail.announcements",
}
"""`off`: no mail that is not about what the person did or has; none that an event is near; none by its organiser."""
OFF = "off"
QUIET_FROM, QUIET_UNTIL = "quiet.from", "quiet.until"
"""Such mail waits between these hours, as `22:00` and `07:30`..."""
TIME_ZONE = "time_zone"
"""...of this zone, as `Europe/Vienna`; UTC if it names none."""
ADDRESSES_AT_MOST = 10
"""Of one person."""
MEMBERS_AT_MOST = 100
"""Of one organisation, with those who are invited."""
OrganisationName = Annotated[str, Field(min_length=1, max_length=100)]


class OfPerson(Message, key="account_id", carries=("account_id",)):
    """About one person."""

    account_id: str


class UpdateProfile(OfPerson, Command):
    """What is left out stays as it is; `preferences` take the place of all there were."""

    name: Sealed | None = None
    preferences: Preferences | None = None


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


class ReadInbox(OfPerson, Command):
    """The person has read what stood in the inbox by then."""

    until: datetime


class Unsubscribe(OfPerson, Command):
    """By a link in a mail, without signing in: from now on there are no mails of this group, as `mail.news` is off."""

    group: MailGroup = "news"


class ProfileUpdated(OfPerson, Event, answers=(UpdateProfile, Unsubscribe)):
    """The whole profile as it is now."""

    name: Sealed | None
    preferences: dict[str, str]
    created: datetime


class InboxRead(OfPerson, Event, answers=ReadInbox):
    """What came `until` then is read; that never goes back."""

    until: datetime


class ProfileRefused(OfPerson, Event, answers=(UpdateProfile, Unsubscribe, ReadInbox), status=409):
    """Nothing is kept; `reason` is account_erased."""

    reason: str


class PersonErased(OfPerson, Event):
    """The person's key is gone, for ever: what was sealed for them is unreadable, wherever it lies."""


class OfOrganisation(Message, key="organisation_id", carries=("organisation_id",)):
    """About one organisation. An account that organises is one, too, under its own id, and always its owner."""

    organisation_id: str


class OfMember(OfOrganisation, key="organisation_id", subject="account_id", carries=("account_id",)):
    """About one person in one organisation."""

    account_id: str


class ByMember(Message):
    """Who asks, as the edge read it from the access token; what they are there is known to users alone."""

    asker_id: str
    by_operator: bool = False


class CreateOrganisation(OfOrganisation, Command):
    """Its id is chosen by who asks, who becomes its owner."""

    account_id: str
    name: OrganisationName


class InviteMember(OfMember, ByMember, Command):
    """The person is to be a member, if they want to. Whether there is such an account is told to nobody."""

    role: MemberRole


class AcceptInvitation(OfMember, Command):
    """The person wants to be a member."""


class ChangeMember(OfMember, ByMember, Command):
    """A member is to have another role."""

    role: MemberRole


class RemoveMember(OfMember, ByMember, Command):
    """The person is a member no more, or invited no more; by an owner, or of their own will."""


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


class MemberInvited(OfMember, Event, carries=("role", "name"), answers=InviteMember, status=202):
    """The person may accept; `name` is the organisation's, empty for an account's own."""

    role: MemberRole
    name: str


class MemberJoined(OfMember, Event, carries=("role",), answers=AcceptInvitation):
    """The person is a member from now on."""

    role: MemberRole


class MemberChanged(OfMember, Event, carries=("role",), answers=ChangeMember):
    """The member has this role from now on."""

    role: MemberRole


class MemberRemoved(OfMember, Event, answers=RemoveMember):
    """The person is neither a member nor invited any more."""


class MembershipLapsed(OfMember, Event):
    """The person's account is closed: what they are in the organisation is over."""


class MembershipNoted(OfPerson, Event):
    """The same once more in the account's own partition: `counts` while the person is a member, or invited."""

    organisation_id: str
    counts: bool


class MembershipRefused(
    OfMember, Event, answers=(InviteMember, AcceptInvitation, ChangeMember, RemoveMember), status=409
):
    """Everything stays as it is; `reason` says why."""

    reason: str


class MembershipForbidden(OfMember, Event, answers=(InviteMember, ChangeMember, RemoveMember), status=403):
    """Who asks may not say who is a member of the organisation."""


Kind = Literal["sign_ins", "holds", "refunds"]
"""What is watched of an account: refused sign-ins, holds that lapsed unpaid, paid bookings that were given up."""

ADDRESS, CARD = "address-", "card-"
"""With one of these and a keyed hash, an address or a card stands where an account does."""


def is_account(account_id: str) -> bool:
    """Else it is an address or a card that is watched."""
    return not account_id.startswith((ADDRESS, CARD))


class SecurityNoted(OfPerson, Event):
    """One more of a kind, in the account's own partition, where they are counted."""

    kind: Kind
    about: str
    """The request or the booking: it counts once."""
    at: datetime


class AbuseNoted(OfPerson, Event):
    """Likewise, of kinds that may become more.

    `reused`: refresh tokens of an account. `cards`: different ones. `guesses`: refused sign-ins from an address.
    `accounts` of a card.
    """

    kind: str
    about: str
    """What counts once: the card, the request, the account."""
    at: datetime


class OfAlert(OfPerson, key="account_id", subject="alert_id", carries=("alert_id",)):
    """About one alert; its id begins with the account's, so that it leads to its partition."""

    alert_id: str


class AcknowledgeAlert(OfAlert, Command):
    """An operator looks after it."""

    operator_id: str


class ResolveAlert(OfAlert, Command):
    """An operator has looked, and nothing is left to do."""

    operator_id: str


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


class SecurityAlerted(OfAlert, Event):
    """An account passed a threshold; told once in a window, however many there are."""

    kind: Kind
    count: int
    since: datetime
    until: datetime
    """The times of the first and of the last of them."""


class AbuseAlerted(OfAlert, Event):
    """Likewise, of the kinds of `AbuseNoted`."""

    kind: str
    count: int
    since: datetime
    until: datetime


class AlertAcknowledged(OfAlert, Event, answers=AcknowledgeAlert):
    """This operator was the first to look after it."""

    operator_id: str


class AlertResolved(OfAlert, Event, answers=(AcknowledgeAlert, ResolveAlert)):
    """This operator was the first to say that nothing is left to do."""

    operator_id: str


def account_in(id_: str) -> str:
    """Whose an alert or an incident is, or of which address or card it is, by its id."""
    return id_.rsplit("-", 2)[0]


class OfIncident(OfPerson, key="account_id", subject="incident_id", carries=("incident_id",)):
    """About one incident: all alerts about one account until it is closed. Its id begins with the account's."""

    incident_id: str


class AcknowledgeIncident(OfIncident, Command):
    """An operator looks after it."""

    operator_id: str


class CloseIncident(OfIncident, Command):
    """An operator has done what was to do, and says what that was. Its alerts are resolved with it."""

    operator_id: str
    note: str = Field(min_length=1, max_length=1_000)


class AlertInIncident(OfIncident, OfAlert, key="account_id", subject="incident_id"):
    """An alert, as it was told, that is a part of the incident."""

    kind: str
    since: datetime
    until: datetime


class IncidentOpened(AlertInIncident, Event):
    """There was an alert about the account, and no incident of it was open."""


class IncidentGrew(AlertInIncident, Event):
    """One more alert about the account, while the incident is open."""


class IncidentAcknowledged(OfIncident, Event, answers=AcknowledgeIncident):
    """This operator was the first to look after it."""

    operator_id: str


class IncidentClosed(OfIncident, Event, answers=(AcknowledgeIncident, CloseIncident)):
    """This operator was the first to close it, with this note."""

    operator_id: str
    note: str


class OfPass(Message, key="device_id", subject="serial", carries=("device_id", "serial")):
    """About a ticket's pass on one device, which has an id of its own making."""

    device_id: str
    serial: str
    """The booking, a dot, and the ticket's number in it."""


class RegisterPass(OfPass, Command):
    """The device has the pass, and will ask for its changes."""


class UnregisterPass(OfPass, Command):
    """The device has the pass no more."""


class PassRegistered(OfPass, Event, answers=RegisterPass, status=201):
    """Its changes are told to the device."""


class PassUnregistered(OfPass, Event, answers=UnregisterPass):
    """The device is told nothing of it any more."""
