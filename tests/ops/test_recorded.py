"""What an operator sees of the fields that an entry says were changed."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from choreography.envelope import Envelope
from choreography.keyring import MemoryKeyring
from choreography.memory.bus import MemoryBus
from choreography.personal import sealed
from contracts.operators import SealedRead
from handlers.audit.chain import linked
from handlers.audit.rows import Entry, Head
from ops.commands.audit import line
from ops.inspector.memory import MemoryInspector
from ops.recorded import UNREADABLE, changed, described, lines, opened, reads

SAID = Envelope("m1", "ProfileUpdated", "users", datetime(2026, 7, 1, tzinfo=UTC), "users.events", "ann", "ann", "m1")
SEALED = {"person_id": "ann", "key_version": 1, "nonce": "n", "ciphertext": "secret"}


def entry(**fields: Any) -> Entry:
    text = json.dumps({"profile/ann": fields}) if fields else ""
    return linked(Head("account_id", "ann"), replace(SAID, changed=text), b"{}")


def test_a_changed_field_stands_below_its_entry_with_its_value_before_and_after() -> None:
    one = entry(preferences=[{"lang": "de"}, {"lang": "sv"}])
    said = line(one, changed(one))
    assert said.splitlines()[1:] == ['    profile/ann preferences: {"lang": "de"} -> {"lang": "sv"}']


def test_what_was_not_there_is_nothing() -> None:
    assert list(lines(changed(entry(state=[None, "held"], code=["x", None])))) == [
        'profile/ann state: nothing -> "held"',
        'profile/ann code: "x" -> nothing',
    ]


def test_what_is_personal_is_masked_in_both_forms() -> None:
    one = entry(name=[None, SEALED], mail=[SEALED, SEALED], phone=["1", "2"])
    assert "secret" not in "".join(lines(changed(one))) + json.dumps(described(one, changed(one)), default=str)
    assert changed(one)["profile/ann"] == {
        "name": [None, "sealed for ann"],
        "mail": ["sealed for ann", "sealed for ann"],
        "phone": ["***", "***"],
    }


def test_an_entry_without_changes_is_one_line() -> None:
    one = entry()
    assert len(line(one, changed(one)).splitlines()) == 1 and described(one, changed(one))["fields"] == {}


async def test_what_is_sealed_is_opened_until_its_person_is_erased() -> None:
    keyring = MemoryKeyring()
    look = MemoryInspector({}, MemoryBus(), keyring)
    name = (await sealed(keyring, "ann", "Ann")).model_dump()
    one = entry(name=[None, name], more=[[], [{"name": name}]])
    assert await opened(look, one) == {"profile/ann": {"name": [None, "Ann"], "more": [[], [{"name": "Ann"}]]}}
    await keyring.erase("ann")
    assert (await opened(look, one))["profile/ann"]["name"] == [None, UNREADABLE]


def test_of_what_is_opened_each_person_is_told_once() -> None:
    ben = SEALED | {"person_id": "ben"}
    one = entry(name=[None, SEALED], holders=[[], [SEALED, {"name": ben}]])
    assert reads([one]) == [SealedRead(account_id="ann", entry="m1"), SealedRead(account_id="ben", entry="m1")]


def test_of_what_has_nothing_sealed_nothing_is_told() -> None:
    assert reads([entry(), entry(phone=["1", "2"])]) == []
