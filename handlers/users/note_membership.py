"""Memberships lie in the partitions of organisations: each is said once more in the account's own."""

from collections.abc import Iterator

from choreography.vocabulary import Gone, Tell
from contracts.users import MemberInvited, MemberJoined, MemberRemoved, MembershipLapsed, MembershipNoted
from handlers.users.rows import Affiliation, Departure
from handlers.users.service import users
from handlers.users.tell_doors import role_told


@users.step
def note_member(said: MemberInvited | MemberJoined) -> Iterator[MembershipNoted | Tell]:
    yield MembershipNoted.of(said, organisation_id=said.organisation_id, counts=True)
    if isinstance(said, MemberJoined):
        yield role_told(said)


@users.step
def note_removed(said: MemberRemoved) -> Iterator[MembershipNoted | Tell]:
    yield MembershipNoted.of(said, organisation_id=said.organisation_id, counts=False)
    yield role_told(said)


@users.step
def membership_noted(
    noted: MembershipNoted, affiliation: Affiliation | None, departure: Departure | None
) -> Iterator[Affiliation | Gone | MembershipLapsed]:
    """Who has closed the account is a member nowhere, however late that is heard of."""
    if not noted.counts:
        if affiliation:
            yield Gone(affiliation)
    elif departure:
        yield MembershipLapsed(organisation_id=noted.organisation_id, account_id=noted.account_id)
    elif affiliation is None:
        yield Affiliation(noted.account_id, noted.organisation_id)
