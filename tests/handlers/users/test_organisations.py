"""Organisations, and who is what in them: found, invite, join, change, leave."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.rights import MemberRole
from contracts.users import (
    INVITATIONS_A_DAY,
    MEMBERS_AT_MOST,
    AcceptInvitation,
    ChangeMember,
    CreateOrganisation,
    InviteMember,
    MemberChanged,
    MemberInvited,
    MemberJoined,
    MemberRemoved,
    MembershipForbidden,
    MembershipRefused,
    OrganisationCreated,
    OrganisationRefused,
    RemoveMember,
)
from handlers.users.rows import Membership, Organisation

FOUND = CreateOrganisation(organisation_id="opera", account_id="olga", name="The Old House")
JOINED = MemberJoined(organisation_id="opera", account_id="ben", role="door")


def at(account: str = "ben", organisation: str = "opera") -> dict[str, Any]:
    return {"organisation_id": organisation, "account_id": account}


def invite(account: str = "ben", role: MemberRole = "door", by: str = "olga", **more: Any) -> InviteMember:
    return InviteMember(**at(account) | more, role=role, asker_id=by)


def accept(account: str = "ben") -> AcceptInvitation:
    return AcceptInvitation(**at(account))


def change(account: str, role: MemberRole, by: str = "olga") -> ChangeMember:
    return ChangeMember(**at(account), role=role, asker_id=by)


def remove(account: str = "ben", by: str = "olga") -> RemoveMember:
    return RemoveMember(**at(account), asker_id=by)


def refused(reason: str, account: str = "ben") -> MembershipRefused:
    return MembershipRefused(**at(account), reason=reason)


def test_who_founds_an_organisation_owns_it(users: Bench) -> None:
    users.when(FOUND)
    users.then(
        OrganisationCreated(organisation_id="opera", account_id="olga", name="The Old House"),
        MemberJoined(organisation_id="opera", account_id="olga", role="owner"),
    )
    users.then_rows(Organisation("opera", "The Old House", size=1, owners=1))


def test_an_id_is_given_once_and_a_second_copy_changes_nothing(users: Bench) -> None:
    users.when(FOUND, id="c1")
    users.when(FOUND, id="c1")
    users.then_nothing()
    users.when(FOUND.model_copy(update={"account_id": "otto"}))
    users.then(OrganisationRefused(organisation_id="opera", reason="exists"))


def test_who_is_invited_may_do_nothing_before_accepting(users: Bench) -> None:
    users.given(FOUND)
    users.when(invite(role="owner"))
    users.then(MemberInvited(**at(), role="owner", name="The Old House"))
    users.when(invite("eve", by="ben"))
    users.then(MembershipForbidden(**at("eve")))
    users.given(accept())
    users.when(invite("eve", by="ben"))
    users.then(MemberInvited(**at("eve"), role="door", name="The Old House"))


def test_who_accepts_is_a_member_however_often_they_do(users: Bench) -> None:
    users.given(FOUND, invite())
    for _ in range(2):
        users.when(accept())
        users.then(JOINED)
    users.then_rows(Membership("opera", "ben", "door", "member"), Organisation("opera", "The Old House", False, 2, 1))


def test_who_was_not_invited_joins_nothing(users: Bench) -> None:
    users.when(accept())
    users.then(refused("not_invited"))
    users.given(FOUND, invite(), remove())
    users.when(accept())
    users.then(refused("not_invited"))


def test_who_is_invited_again_has_one_invitation_to_the_last_role(users: Bench) -> None:
    users.given(FOUND, invite(), invite(role="manager"))
    users.when(accept())
    users.then(MemberJoined(**at(), role="manager"))
    users.when(invite())
    users.then(refused("member"))


@pytest.mark.parametrize("role", ["manager", "door", "accountant"])
def test_no_member_but_an_owner_says_who_may_do_what(users: Bench, role: MemberRole) -> None:
    users.given(FOUND, invite(role=role), accept(), invite("eve"), accept("eve"))
    for command in (invite("carl", by="ben"), change("eve", "owner", "ben"), change("ben", "owner", "ben")):
        users.when(command)
        users.then(MembershipForbidden(**at(command.account_id)))
    users.when(remove("eve", "ben"))
    users.then(MembershipForbidden(**at("eve")))


def test_an_owner_of_another_organisation_is_nobody_here_and_an_operator_is(users: Bench) -> None:
    users.given(FOUND, CreateOrganisation(organisation_id="circus", account_id="rita", name="Circus"))
    users.when(invite(by="rita"))
    users.then(MembershipForbidden(**at()))
    users.when(InviteMember(**at(), role="door", asker_id="ops", by_operator=True))
    users.then(MemberInvited(**at(), role="door", name="The Old House"))


def test_a_member_has_another_role_from_then_on(users: Bench) -> None:
    users.given(FOUND, invite(), accept())
    for _ in range(2):
        users.when(change("ben", "owner"))
        users.then(MemberChanged(**at(), role="owner"))
    users.then_rows(Organisation("opera", "The Old House", size=2, owners=2))
    users.when(change("olga", "door", "ben"))
    users.then(MemberChanged(**at("olga"), role="door"))
    users.then_rows(Organisation("opera", "The Old House", size=2, owners=1))


def test_who_is_no_member_yet_or_no_more_has_no_role_to_change(users: Bench) -> None:
    users.given(FOUND, invite())
    users.when(change("ben", "owner"))
    users.then(refused("not_member"))
    users.given(accept(), remove())
    users.when(change("ben", "owner"))
    users.then(refused("not_member"))


def test_the_last_owner_stays(users: Bench) -> None:
    users.given(FOUND, invite(), accept())
    for command in (remove("olga"), change("olga", "manager")):
        users.when(command)
        users.then(refused("last_owner", "olga"))
    users.given(change("ben", "owner"))
    users.when(remove("olga"))
    users.then(MemberRemoved(**at("olga")))
    users.then_rows(Organisation("opera", "The Old House", size=1, owners=1))


def test_a_member_may_leave_and_is_nobody_there_then(users: Bench) -> None:
    users.given(FOUND, invite(role="owner"), accept())
    users.when(remove("ben", by="ben"))
    users.then(MemberRemoved(**at()))
    users.when(remove("ben", by="ben"))
    users.then(refused("not_member"))
    users.when(invite("eve", by="ben"))
    users.then(MembershipForbidden(**at("eve")))


def test_an_invitation_may_be_turned_down_and_sent_again(users: Bench) -> None:
    users.given(FOUND, invite())
    users.when(remove("ben", by="ben"))
    users.then(MemberRemoved(**at()))
    users.given(invite())
    users.when(accept())
    users.then(JOINED)
    users.then_rows(Organisation("opera", "The Old House", size=2, owners=1))


def test_an_account_is_an_organisation_of_its_own_from_its_first_invitation_on(users: Bench) -> None:
    users.when(invite(by="olga", organisation_id="olga"))
    users.then(MemberInvited(**at("ben", "olga"), role="door", name=""))
    users.then_rows(Organisation("olga", own=True, size=1))
    users.given(AcceptInvitation(**at("ben", "olga")))
    users.when(RemoveMember(**at("ben", "olga"), asker_id="ben"))
    users.then(MemberRemoved(**at("ben", "olga")))


def test_nobody_begins_the_organisation_of_another_account(users: Bench) -> None:
    users.when(InviteMember(**at("ben", "olga"), role="door", asker_id="otto"))
    users.then(MembershipForbidden(**at("ben", "olga")))
    users.when(InviteMember(**at("ben", "olga"), role="door", asker_id="ops", by_operator=True))
    users.then(MembershipForbidden(**at("ben", "olga")))
    users.when(invite("olga", by="olga", organisation_id="olga"))
    users.then(MembershipRefused(**at("olga", "olga"), reason="member"))


def test_so_many_are_invited_on_one_day_and_more_on_the_next(users: Bench) -> None:
    users.given(FOUND, *(invite(f"p{nth}") for nth in range(INVITATIONS_A_DAY - 1)))
    for _ in range(2):
        users.when(invite(), id="the last")
    users.when(invite("eve"))
    users.then(refused("invited_too_often", "eve"))
    users.given(remove())
    users.when(invite())
    users.then(refused("invited_too_often"))
    users.passes(timedelta(days=1))
    users.when(invite())
    users.then(MemberInvited(**at(), role="door", name="The Old House"))


def test_no_more_are_invited_than_may_be(users: Bench) -> None:
    users.given(
        Organisation("opera", "", size=MEMBERS_AT_MOST, owners=1), Membership("opera", "olga", "owner", "member")
    )
    users.when(invite())
    users.then(refused("organisation_full"))
