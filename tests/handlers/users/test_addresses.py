from choreography.testing import Bench
from contracts.sealed import Sealed
from contracts.users import (
    ADDRESSES_AT_MOST,
    AddAddress,
    AddressesChanged,
    AddressNotAdded,
    AddressUnknown,
    ChangeAddress,
    PersonErased,
    PostalAddress,
    RemoveAddress,
)
from handlers.users.own import KeyErased
from handlers.users.rows import AddressBook

ERASED, KEY_ERASED = PersonErased(account_id="ann"), KeyErased(account_id="ann")
UNKNOWN = AddressUnknown(account_id="ann")


def at(id_: str, text: str = "there") -> PostalAddress:
    written = Sealed(person_id="ann", key_version=1, nonce="n", ciphertext=text)
    return PostalAddress(address_id=id_, written=written)


def add(id_: str, text: str = "there", default: bool = False) -> AddAddress:
    return AddAddress(account_id="ann", address=at(id_, text), default=default)


def change(id_: str, text: str = "there", default: bool = False) -> ChangeAddress:
    return ChangeAddress(account_id="ann", address=at(id_, text), default=default)


def remove(id_: str) -> RemoveAddress:
    return RemoveAddress(account_id="ann", address_id=id_)


def having(*ids: str, chosen: str = "") -> AddressBook:
    return AddressBook("ann", tuple(map(at, ids)), chosen or ids[0])


def changed(*ids: str, chosen: str = "") -> AddressesChanged:
    return AddressesChanged(account_id="ann", addresses=tuple(map(at, ids)), chosen=chosen)


def test_the_first_address_is_chosen_and_the_next_one_is_not(users: Bench) -> None:
    users.when(add("a1"))
    users.then(changed("a1", chosen="a1"))
    users.when(add("a2"))
    users.then(changed("a1", "a2", chosen="a1"))
    users.then_rows(having("a1", "a2"))


def test_one_that_is_added_as_the_default_is_chosen(users: Bench) -> None:
    users.given(having("a1"))
    users.when(add("a2", default=True))
    users.then(changed("a1", "a2", chosen="a2"))


def test_a_second_copy_adds_nothing(users: Bench) -> None:
    users.when(add("a1"), id="c1")
    users.when(add("a1"), id="c1")
    users.then_nothing()


def test_a_second_try_that_comes_after_a_change_undoes_nothing(users: Bench) -> None:
    users.given(add("a1"), change("a1", "elsewhere"))
    users.when(add("a1"))
    users.then(AddressesChanged(account_id="ann", addresses=(at("a1", "elsewhere"),), chosen="a1"))
    users.then_rows(AddressBook("ann", (at("a1", "elsewhere"),), "a1"))


def test_there_is_no_more_than_the_most_that_may_be(users: Bench) -> None:
    full = having(*(f"a{n}" for n in range(ADDRESSES_AT_MOST)))
    users.given(full)
    users.when(add("one_more"))
    users.then(AddressNotAdded(account_id="ann", reason="too_many_addresses"))
    users.then_rows(full)
    users.given(remove("a3"))
    users.when(add("one_more"))
    assert isinstance(users.said()[0], AddressesChanged)


def test_a_changed_address_keeps_its_place_and_the_default_stays(users: Bench) -> None:
    users.given(having("a1", "a2"))
    users.when(change("a1", "elsewhere"))
    users.then(AddressesChanged(account_id="ann", addresses=(at("a1", "elsewhere"), at("a2")), chosen="a1"))


def test_another_default_takes_the_place_of_the_first(users: Bench) -> None:
    users.given(having("a1", "a2"))
    users.when(change("a2", default=True))
    users.then(changed("a1", "a2", chosen="a2"))
    users.when(change("a2"))
    users.then(changed("a1", "a2", chosen="a2"))


def test_a_second_copy_of_a_change_changes_nothing(users: Bench) -> None:
    users.given(having("a1"))
    users.when(change("a1", "elsewhere"), id="c1")
    users.when(change("a1", "elsewhere"), id="c1")
    users.then_nothing()


def test_where_the_default_is_removed_the_oldest_takes_its_place(users: Bench) -> None:
    users.given(having("a1", "a2", "a3", chosen="a2"))
    users.when(remove("a2"))
    users.then(changed("a1", "a3", chosen="a1"))
    users.when(remove("a3"))
    users.then(changed("a1", chosen="a1"))
    users.when(remove("a1"))
    users.then(changed())


def test_a_second_copy_of_a_removal_removes_nothing(users: Bench) -> None:
    users.given(having("a1", "a2"))
    users.when(remove("a1"), id="c1")
    users.when(remove("a1"), id="c1")
    users.then_nothing()


def test_a_change_that_comes_after_the_removal_brings_nothing_back(users: Bench) -> None:
    users.given(having("a1", "a2"), remove("a1"))
    users.when(change("a1"))
    users.then(UNKNOWN)
    users.when(remove("a1"))
    users.then(UNKNOWN)
    users.then_rows(having("a2"))


def test_who_has_no_address_has_none_to_change_or_to_remove(users: Bench) -> None:
    for asked in (change("a1"), remove("a1")):
        users.when(asked)
        users.then_refused("not_found")


def test_who_is_erased_has_none_any_more_and_gets_none(users: Bench) -> None:
    users.given(having("a1"))
    users.when(KEY_ERASED)
    users.then(changed(), ERASED)
    users.then_rows(AddressBook("ann", erased=True))
    for late in (add("a2"), change("a1"), remove("a1")):
        users.when(late)
        users.then(AddressNotAdded(account_id="ann", reason="account_erased"))


def test_a_wish_that_comes_after_the_erasure_adds_nothing_even_where_there_was_nothing(users: Bench) -> None:
    users.given(KEY_ERASED)
    users.when(add("a1"))
    users.then(AddressNotAdded(account_id="ann", reason="account_erased"))
    users.when(KEY_ERASED)
    users.then(ERASED)
    users.then_rows(AddressBook("ann", erased=True))
