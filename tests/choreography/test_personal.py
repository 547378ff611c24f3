import pytest

from choreography.keyring import DataKey, Erased, MemoryKeyring, new_key
from choreography.master import MasterKey, WrongMaster
from choreography.personal import all_opened, open_with, opened, seal_with, sealed
from choreography.sealing import Unopenable

KEY = DataKey(1, new_key())
NAME = "Ann Müller"


async def test_a_name_is_read_with_the_persons_key() -> None:
    keyring = MemoryKeyring()
    name = await sealed(keyring, "ann", NAME)
    assert name.person_id == "ann" and NAME not in name.model_dump_json()
    assert await opened(keyring, name) == NAME


async def test_of_many_boxes_each_persons_key_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring, asked = MemoryKeyring(), list[str]()
    boxes = [await sealed(keyring, person, text) for person, text in (("ann", "a"), ("ben", "b"), ("ann", "c"))]
    key_of = keyring.open_key
    monkeypatch.setattr(keyring, "open_key", lambda person: (asked.append(person), key_of(person))[1])
    assert (await all_opened(keyring, boxes), asked) == (["a", "b", "c"], ["ann", "ben"])


async def test_after_erasure_every_copy_is_unreadable() -> None:
    keyring = MemoryKeyring()
    name = await sealed(keyring, "ann", NAME)
    await keyring.erase("ann")
    with pytest.raises(Erased):
        await opened(keyring, name)


@pytest.mark.parametrize(
    "change", [{"person_id": "ben"}, {"key_version": 2}, {"nonce": "A" * 16}, {"ciphertext": "A" * 40}, {"nonce": "!"}]
)
def test_what_was_changed_does_not_open(change: dict[str, object]) -> None:
    with pytest.raises(Unopenable):
        open_with(KEY, seal_with(KEY, "ann", NAME).model_copy(update=change))


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(Unopenable):
        open_with(DataKey(1, new_key()), seal_with(KEY, "ann", NAME))


def test_a_data_key_does_not_show_itself() -> None:
    assert repr(KEY) == "DataKey(version=1)"


@pytest.mark.parametrize("other", [("other", "keyring", "ann"), ("s", "identity", "ann"), ("s", "keyring", "ben")])
def test_a_wrapped_key_opens_for_its_master_purpose_and_owner(other: tuple[str, str, str]) -> None:
    wrapped = MasterKey("s", "keyring").wrap(b"key", "ann")
    assert MasterKey("s", "keyring").unwrap(wrapped, "ann") == b"key"
    with pytest.raises(WrongMaster):
        MasterKey(*other[:2]).unwrap(wrapped, other[2])
