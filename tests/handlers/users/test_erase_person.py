import pytest

from choreography.keyring import Erased, MemoryKeyring
from choreography.testing import START, Bench
from contracts.base import Command
from contracts.identity import AccountClosed
from contracts.users import PersonErased, ProfileRefused, ReadInbox, Unsubscribe, UpdateProfile
from handlers.users.erase_person import erase_key
from handlers.users.own import EraseKey, KeyErased
from handlers.users.rows import Profile
from tests.handlers.users.test_profile import ANN, registered

CLOSED = AccountClosed(account_id="ann")


def test_who_closes_the_account_has_no_profile_and_soon_no_key(users: Bench) -> None:
    users.given(Profile("ann", START, ANN))
    users.when(CLOSED)
    users.then_effects(EraseKey(account_id="ann"))
    assert not users.books.rows[Profile]


def test_it_is_told_once_the_key_is_gone(users: Bench) -> None:
    users.given(CLOSED)
    users.when(KeyErased(account_id="ann"))
    users.then(PersonErased(account_id="ann"))


def test_a_person_of_whom_nothing_was_heard_is_erased_too(users: Bench) -> None:
    users.when(CLOSED)
    users.then_effects(EraseKey(account_id="ann"))


def test_a_second_copy_changes_nothing(users: Bench) -> None:
    users.when(CLOSED, id="c1")
    users.when(CLOSED, id="c1")
    users.then_nothing()


async def test_erasing_twice_is_erasing_once() -> None:
    keyring = MemoryKeyring()
    for _ in range(2):
        assert await erase_key(EraseKey(account_id="ann"), keyring) == KeyErased(account_id="ann")
    with pytest.raises(Erased):
        await keyring.seal_key("ann")


LATE = [
    UpdateProfile(account_id="ann", name=ANN),
    Unsubscribe(account_id="ann"),
    ReadInbox(account_id="ann", until=START),
]


@pytest.mark.parametrize("late", LATE)
def test_what_was_asked_before_and_is_heard_after_is_refused(users: Bench, late: Command) -> None:
    users.given(registered(), CLOSED)
    users.when(late)
    users.then(ProfileRefused(account_id="ann", reason="account_erased"))
    assert not users.books.rows[Profile]


@pytest.mark.parametrize("late", LATE)
def test_a_second_copy_of_it_is_refused_no_second_time(users: Bench, late: Command) -> None:
    users.given(CLOSED)
    users.when(late, id="c1")
    users.when(late, id="c1")
    users.then_nothing()


def test_a_registration_that_is_heard_after_it_leaves_no_profile(users: Bench) -> None:
    users.given(CLOSED)
    users.when(registered())
    users.then()
    assert not users.books.rows.get(Profile)
