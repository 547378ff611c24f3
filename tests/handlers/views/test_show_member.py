from itertools import permutations
from typing import Any

from choreography.testing import Bench
from contracts.users import MemberChanged, MemberInvited, MemberJoined, MemberRemoved, OrganisationCreated
from handlers.views import views as service
from handlers.views.organisations import MemberView, OrganisationView

BEN: dict[str, Any] = {"organisation_id": "opera", "account_id": "ben"}
TOLD = (
    (MemberInvited(**BEN, role="door", name="The Old House"), 1),
    (MemberJoined(**BEN, role="door"), 2),
    (MemberChanged(**BEN, role="manager"), 3),
    (MemberInvited(**BEN, role="door", name="The Old House"), 1),
)
GONE = (MemberRemoved(**BEN), 4)


def test_whatever_is_heard_first_a_member_is_what_was_said_last(views: Bench) -> None:
    for told, end in ((TOLD, ("manager", "member")), ((*TOLD[1:3], GONE), ("manager", "gone"))):
        for order in permutations(told):
            bench = Bench(service)
            for said, version in order:
                bench.when(said, version=version)
            found = bench.row(MemberView, "opera", "ben")
            assert found and found.state == end[1]
            assert found.role == end[0] or found.state == "gone"


def test_who_is_gone_is_not_back_by_an_old_word(views: Bench) -> None:
    views.when(GONE[0], version=4)
    views.when(MemberJoined(**BEN, role="owner"), version=2)
    views.then_rows(MemberView("opera", "ben", "door", "gone", 4))


def test_an_organisation_has_its_name(views: Bench) -> None:
    for _ in range(2):
        views.when(OrganisationCreated(organisation_id="opera", account_id="olga", name="The Old House"))
        views.then_rows(OrganisationView("opera", "The Old House"))
