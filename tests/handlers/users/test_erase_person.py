import pytest

from choreography.keyring import Erased, MemoryKeyring
from choreography.testing import START, Bench
from contracts.identity import AccountClosed
from contracts.users import PersonErased
from handlers.users.erase_person import erase_key
from handlers.users.own import EraseKey, KeyErased
from handlers.users.rows import Profile
from tests.handlers.users.test_profile import ANN

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
