"""Who is what in which organisation, and what that lets them read of its events."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.rights import RIGHTS, MemberRole, Right
from edge.live.ports import User
from edge.reading.bookings import Asked
from edge.reading.reading import Reading
from handlers.views.money import BalanceView
from handlers.views.organisations import MemberView, OrganisationView
from tests.contract.reading.conftest import Shown, event

ROLES: tuple[MemberRole, ...] = ("owner", "manager", "door", "accountant")
ROWS: tuple[Any, ...] = (
    OrganisationView("opera", "The Old House"), OrganisationView("circus", "Circus"),
    *(MemberView("opera", role, role, "member") for role in ROLES),
    MemberView("opera", "ben", "owner", "invited"), MemberView("opera", "eve", "owner", "gone"),
    MemberView("circus", "rita", "owner", "member"), MemberView("rita", "ben", "door", "member"),
    event("e1", organiser_id="opera", state="draft"), event("e2", organiser_id="opera"),
)  # fmt: skip


def user(id_: str) -> User:
    return User(id_, frozenset({"buyer"}), "s", datetime.now(UTC))


async def rights(reading: Reading, who: User) -> dict[Right, bool]:
    """By one reading of each."""
    return {
        "see": await reading.events.one("e1", who) is not None,
        "change": await reading.blocks.of_event("e2", who, "", 1) is not None,
        "bookings": await reading.bookings.of_event("e2", who, Asked(1)) is not None,
        "money": await reading.payouts.of_event("e2", who) is not None,
    }


@pytest.mark.parametrize("role", ROLES)
async def test_a_member_reads_what_the_role_may(shown: Shown, role: MemberRole) -> None:
    reading = await shown.views(*ROWS)
    found = await rights(reading, user(role))
    assert found == {right: right in RIGHTS[role] for right in found}


@pytest.mark.parametrize("who", ["ben", "eve", "rita", "nobody"])
async def test_who_is_invited_or_gone_or_elsewhere_reads_nothing(shown: Shown, who: str) -> None:
    reading = await shown.views(*ROWS)
    assert not any((await rights(reading, user(who))).values())


@pytest.mark.parametrize(("who", "told"), [("owner", ""), ("owner", "door"), ("eve", "manager"), ("nobody", "owner")])
async def test_what_somebody_was_told_to_be_goes_before_what_is_shown(shown: Shown, who: str, told: Any) -> None:
    reading = await shown.views(*ROWS)
    found = await rights(reading, replace(user(who), told={"opera": told}))
    assert found == {right: right in RIGHTS.get(told, ()) for right in found}


async def test_what_somebody_was_told_to_be_elsewhere_changes_nothing_here(shown: Shown) -> None:
    reading = await shown.views(*ROWS)
    assert all((await rights(reading, replace(user("owner"), told={"circus": ""}))).values())


async def test_roles_are_those_of_members_alone(shown: Shown) -> None:
    reading = await shown.views(*ROWS)
    found = [await reading.organisations.roles(who) for who in ("manager", "ben", "eve", "nobody")]
    assert found == [{"opera": "manager"}, {"rita": "door"}, {}, {}]


async def test_invitations_are_told_and_what_is_over_is_not(shown: Shown) -> None:
    reading = await shown.views(*ROWS)
    assert json.loads(await reading.organisations.of("eve")) == {"items": []}
    assert json.loads(await reading.organisations.of("ben")) == {
        "items": [
            {"id": "opera", "name": "The Old House", "role": "owner", "state": "invited"},
            {"id": "rita", "name": "", "role": "door", "state": "member"},
        ]
    }


async def test_an_organisation_is_known_once_anybody_is_told_to_be_in_it(shown: Shown) -> None:
    reading = await shown.views(*ROWS)
    assert [await reading.organisations.is_known(id_) for id_ in ("opera", "house")] == [True, False]


async def test_members_are_those_of_one_organisation(shown: Shown) -> None:
    reading = await shown.views(*ROWS)
    members = json.loads(await reading.organisations.members("opera"))["items"]
    assert [one["account_id"] for one in members] == sorted([*ROLES, "ben"])
    assert members[1] == {"account_id": "ben", "role": "owner", "state": "invited"}


NOW = datetime.now(UTC)


def owned(name: str, *rows: Any) -> tuple[Any, ...]:
    return MemberView(name, "olga", "owner", "member"), *rows


@pytest.mark.parametrize(
    ("needed", "rows"),
    [
        ([], ()),
        ([], (MemberView("house", "ben", "door", "invited"), MemberView("house", "eve", "door", "gone"))),
        (["house"], (MemberView("house", "ben", "door", "member"),)),
        ([], (MemberView("house", "ben", "door", "member"), MemberView("house", "eve", "owner", "member"))),
        ([], (event("e3", organiser_id="house", state="draft", ends_at=NOW + timedelta(days=1)),)),
        (["house"], (event("e3", organiser_id="house", ends_at=NOW + timedelta(days=1)),)),
        ([], (event("e3", organiser_id="house", ends_at=NOW - timedelta(days=1)),)),
        (["house"], (event("e3", organiser_id="house", state="ended"), BalanceView("e3", "EUR", sales=9))),
        ([], (event("e3", organiser_id="house", state="ended"), BalanceView("e3", "EUR", sales=9, paid=9))),
        (["olga"], (event("e3", organiser_id="olga", state="postponed"),)),
        (["olga"], (MemberView("olga", "ben", "door", "member"),)),
    ],
)
async def test_an_organisation_needs_its_one_owner_for_members_events_or_money(
    shown: Shown, needed: list[str], rows: tuple[Any, ...]
) -> None:
    reading = await shown.views(*owned("house", *rows))
    assert await reading.organisations.needing("olga") == needed
