from collections.abc import Iterator

from contracts.users import CreateOrganisation, MemberJoined, OrganisationCreated, OrganisationRefused
from handlers.users.rows import Membership, Organisation
from handlers.users.service import users


@users.step
def create_organisation(
    asked: CreateOrganisation, organisation: Organisation | None, membership: Membership | None
) -> Iterator[Organisation | Membership | OrganisationCreated | MemberJoined | OrganisationRefused]:
    if organisation or membership:
        yield OrganisationRefused.of(asked, reason="exists")
        return
    yield Organisation(asked.organisation_id, asked.name, size=1, owners=1)
    yield (owner := Membership(asked.organisation_id, asked.account_id, "owner", "member"))
    yield OrganisationCreated.of(asked)
    yield MemberJoined.of(owner)
