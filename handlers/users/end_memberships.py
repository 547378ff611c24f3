from collections.abc import Iterator
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import at
from contracts.users import MemberRemoved, MembershipLapsed
from handlers.users.own import EndMemberships
from handlers.users.rows import Affiliation, Membership, Organisation
from handlers.users.service import users


@users.step
def end_memberships(
    go_on: EndMemberships, page: Annotated[Page[Affiliation], at("account_id", after="after")]
) -> Iterator[EndMemberships | MembershipLapsed]:
    yield from (MembershipLapsed(organisation_id=one.organisation_id, account_id=one.account_id) for one in page)
    if page:
        yield EndMemberships.of(go_on, after=page[-1].organisation_id)


@users.step
def membership_lapsed(
    said: MembershipLapsed, organisation: Organisation, membership: Membership
) -> Iterator[Organisation | Membership | MemberRemoved]:
    """The last owner's as well: the account is closed already."""
    if not membership.counts:
        return
    yield membership.but(state="gone")
    orphaned = organisation.orphaned or (membership.owns and organisation.is_last_owner)
    yield organisation.but(orphaned=orphaned).changed(size=-1, owners=-membership.owns)
    yield MemberRemoved.of(said)
