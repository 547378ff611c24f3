"""Which role has which right: a table written by hand, cell by cell."""

from typing import get_args

import pytest

from contracts.rights import RIGHTS, MemberRole, Right, Role, may, role_of, roles_with

TABLE: dict[Role, str] = {
    #           see change bookings gate money members
    "owner": "+ + + + + +",
    "manager": "+ + + + - -",
    "door": "+ - - + - -",
    "accountant": "+ - - - + -",
    "operator": "+ + + + + +",
}


@pytest.mark.parametrize(("role", "signs"), TABLE.items())
def test_a_role_has_the_rights_of_the_table_and_no_others(role: Role, signs: str) -> None:
    assert "".join("+" if may(role, right) else "-" for right in get_args(Right)) == signs.replace(" ", "")


def test_no_role_and_no_right_is_left_out() -> None:
    assert set(TABLE) == set(RIGHTS) == set(get_args(Role))
    assert all("owner" in roles_with(right) for right in get_args(Right))


def test_the_organiser_owns_its_events_and_nobody_those_of_an_unknown_one() -> None:
    assert role_of("olga", "olga", by_operator=False) == "owner"
    assert role_of("olga", "otto", by_operator=False) is None
    assert role_of("", "", by_operator=False) is None
    assert role_of("", "ops", by_operator=True) == "operator"


def test_a_member_is_what_the_organisation_says_and_nobody_elsewhere() -> None:
    roles: dict[str, MemberRole] = {"opera": "door", "": "owner"}
    assert role_of("opera", "ben", by_operator=False, roles=roles) == "door"
    assert role_of("circus", "ben", by_operator=False, roles=roles) is None
    assert role_of("", "ben", by_operator=False, roles=roles) is None
    assert role_of("ben", "ben", by_operator=False, roles={"ben": "door"}) == "owner"
