"""What people are in organisations is looked up now and then, not with every request."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from choreography.ports import Unreachable
from contracts.rights import MemberRole
from edge.auth.risks import Risks
from edge.auth.roles import Roles
from edge.live.ports import User


class Read:
    def __init__(self) -> None:
        self.asked, self.role = 0, "door"
        self.away = False

    async def __call__(self, account_id: str) -> dict[str, MemberRole]:
        self.asked += 1
        if self.away:
            raise Unreachable("away")
        return {"o1": self.role}  # type: ignore[dict-item]


async def test_who_asks_again_within_the_time_is_not_looked_up_again() -> None:
    roles = Roles(read := Read(), kept=60)
    assert [await roles.of("ann") for _ in range(3)] == [{"o1": "door"}] * 3 and read.asked == 1


async def test_another_role_holds_once_the_time_is_over() -> None:
    roles = Roles(read := Read(), kept=0)
    assert await roles.of("ann") == {"o1": "door"}
    read.role = "manager"
    assert await roles.of("ann") == {"o1": "manager"}


async def test_who_cannot_be_looked_up_is_not_guessed() -> None:
    roles = Roles(read := Read(), kept=0)
    await roles.of("ann")
    read.away = True
    with pytest.raises(Unreachable):
        await roles.of("ann")


def told(role: str, organisation: str = "o1") -> bytes:
    return json.dumps({"account_id": "ann", "organisation_id": organisation, "role": role}).encode()


async def test_what_is_told_holds_at_once_whatever_is_read_and_for_a_while() -> None:
    roles = Roles(Read(), kept=60)
    await roles.of("ann")
    for said, found in ((told("manager"), {"o1": "manager"}), (told("door", "o2"), {"o1": "manager", "o2": "door"})):
        roles.hear("members", said, ())
        assert await roles.of("ann") == found
    roles.hear("members", told(""), ())
    assert await roles.of("ann") == {"o2": "door"} and await roles.of("ben") == {"o1": "door"}


async def test_whoever_asks_comes_with_what_was_told_of_them_for_a_while() -> None:
    roles, ann = Roles(Read()), User("ann", frozenset(), "s", datetime.now(UTC))
    assert roles.ahead(ann) is ann
    roles.hear("members", told(""), ())
    assert roles.ahead(ann).told == {"o1": ""} and roles.ahead(replace(ann, id="ben")).told == {}
    roles._told.counts = 0
    assert roles.ahead(ann) is ann


async def test_what_was_told_long_ago_does_not_count_any_more_and_nonsense_never() -> None:
    roles = Roles(Read(), kept=0)
    roles._told.counts = 0
    roles.hear("members", told("manager"), ())
    for nonsense in (b"", b"[]", b"{}", b"\xff"):
        roles.hear("members", nonsense, ())
    assert await roles.of("ann") == {"o1": "door"}


async def nobody() -> frozenset[str]:
    return frozenset({"ben"})


async def test_a_risk_that_is_told_counts_before_it_is_read() -> None:
    risks = Risks(nobody)
    risks.found = await nobody()
    for account, risk in (("ann", "raised"), ("ben", "normal")):
        risks.hear("risks", json.dumps({"account_id": account, "risk": risk}).encode(), ())
    risks.hear("risks", b"[]", ())
    assert "ann" in risks and "ben" not in risks and "bea" not in risks
