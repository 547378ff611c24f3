"""Who closes the account leaves every organisation, told of or not yet."""

from typing import Any

from choreography.testing import Bench
from contracts.identity import AccountClosed
from contracts.users import MemberInvited, MemberRemoved, MembershipLapsed, MembershipNoted
from handlers.users.own import EndMemberships
from handlers.users.rows import Affiliation, Departure, Membership, Organisation
from tests.handlers.users.test_organisations import FOUND, JOINED, accept, at, invite

CLOSED = AccountClosed(account_id="ben")
OPERA = Organisation("opera", "The Old House", size=2, owners=1)
BEN = Membership("opera", "ben", "door", "member")
LAPSED = MembershipLapsed(**at())


def noted(counts: bool = True, organisation: str = "opera") -> MembershipNoted:
    return MembershipNoted(account_id="ben", organisation_id=organisation, counts=counts)


def told(users: Bench, said: Any) -> None:
    users.when(said)
    users.then(noted(not isinstance(said, MemberRemoved)))


def test_who_joins_is_invited_or_leaves_is_noted_in_their_own_partition(users: Bench) -> None:
    told(users, MemberInvited(**at(), role="door", name=""))
    told(users, JOINED)
    told(users, MemberRemoved(**at()))


def test_what_is_noted_is_kept_once_and_goes_when_it_is_over(users: Bench) -> None:
    users.given(noted(), noted())
    assert list(users.books.rows[Affiliation]) == [("ben", "opera")]
    users.given(noted(False), noted(False))
    assert not users.books.rows[Affiliation]


def test_a_closed_account_leaves_all_that_it_is_in(users: Bench) -> None:
    users.given(noted(), noted(organisation="circus"), CLOSED)
    users.when(EndMemberships(account_id="ben"))
    users.then(MembershipLapsed(**at(organisation="circus")), LAPSED)


def test_a_membership_that_is_noted_late_lapses_at_once(users: Bench) -> None:
    users.given(Departure("ben"))
    users.when(noted())
    users.then(LAPSED)
    assert Affiliation not in users.books.rows


def test_who_leaves_counts_no_more(users: Bench) -> None:
    users.given(OPERA, BEN)
    users.when(LAPSED)
    users.then(MemberRemoved(**at()))
    users.then_rows(OPERA.but(size=1), BEN.but(state="gone"))


def test_who_was_the_last_owner_leaves_an_organisation_to_which_operators_name_one(users: Bench) -> None:
    users.given(OPERA.but(size=1), Membership("opera", "ben", "owner", "member"))
    users.when(LAPSED)
    assert users.books.rows[Organisation]["opera",].orphaned
    users.given(invite("olga", "owner", by="ops", by_operator=True), accept("olga"))
    assert (found := users.books.rows[Organisation]["opera",]).owners == 1
    assert found.is_last_owner


def test_who_has_left_before_leaves_nothing_more(users: Bench) -> None:
    users.given(OPERA, BEN.but(state="gone"))
    users.when(LAPSED)
    users.then()


def test_a_second_copy_changes_nothing(users: Bench) -> None:
    users.given(OPERA, BEN)
    for _ in range(2):
        users.when(LAPSED, id="l1")
    users.then_nothing()


def test_what_lapses_waits_for_its_organisation(users: Bench) -> None:
    users.when(LAPSED)
    users.then_early()


def test_who_founds_after_the_account_was_closed_is_out_of_it_soon(users: Bench) -> None:
    users.given(CLOSED)
    users.given(FOUND.model_copy(update={"account_id": "ben"}))
    users.when(noted())
    users.then(LAPSED)
