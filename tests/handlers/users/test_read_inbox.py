from datetime import datetime, timedelta

from choreography.testing import START, Bench
from contracts.users import InboxRead, ReadInbox, UpdateProfile
from handlers.users.rows import Profile

HOUR = timedelta(hours=1)


def read(until: datetime) -> ReadInbox:
    return ReadInbox(account_id="ann", until=until)


def test_what_is_read_is_never_unread_again(users: Bench) -> None:
    users.passes(2 * HOUR)
    users.when(read(START + HOUR))
    users.then(InboxRead(account_id="ann", until=START + HOUR))
    users.when(read(START))
    users.then(InboxRead(account_id="ann", until=START + HOUR))


def test_what_is_still_to_come_is_not_read(users: Bench) -> None:
    users.when(read(START + HOUR))
    users.then(InboxRead(account_id="ann", until=START))


def test_a_second_copy_of_it_changes_nothing(users: Bench) -> None:
    users.when(read(START), id="c1")
    users.when(read(START), id="c1")
    users.then_nothing()


def test_it_leaves_the_profile_as_it_was(users: Bench) -> None:
    users.given(UpdateProfile(account_id="ann", preferences={"theme": "dark"}))
    users.when(read(START))
    found = users.row(Profile, "ann")
    assert found and (found.preferences, found.read_until) == ({"theme": "dark"}, START)
