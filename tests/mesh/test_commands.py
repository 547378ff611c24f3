"""The operators' commands, against both meshes: what they print, and with which code they end."""

import json
from typing import Any
from uuid import uuid4

import pytest

from contracts.sealed import Sealed
from contracts.users import UpdateProfile
from tests.eventually import eventually
from tests.mesh.operator import Operator
from tests.mesh.profiles import Mesh
from tests.mesh.test_audit import bought, recorded
from tests.mesh.test_dead import died


async def test_a_saga_is_drawn(mesh: Mesh, operator: Operator) -> None:
    asked = await bought(mesh)
    await recorded(mesh, asked.booking_id, ["TicketsIssued"])
    result = await operator.runs("saga", asked.booking_id, "--patience", "60")
    assert f"{asked.booking_id}, over" in result.output and "TicketsIssued  inventory  +" in result.output


async def test_an_unknown_booking_is_said_to_be_unknown(mesh: Mesh, operator: Operator) -> None:
    result = await operator.runs("saga", "nowhere-1")
    assert result.exit_code == 1 and "nothing was recorded" in result.output


async def test_dead_letters_are_listed_shown_and_replayed(mesh: Mesh, operator: Operator) -> None:
    dead = await died(mesh)
    groups = await operator.json("dead", "list", "--service", "bookings", code=1)
    assert any(group["cause"] == "a bug that is mended" for group in groups)
    assert (await operator.json("dead", "show", dead.id))["body"]["seats"] == ["stalls-A1"]
    assert (await operator.json("dead", "replay", "--id", dead.id, "--dry-run"))["replayed"][0]["count"] == 1
    await operator.json("dead", "replay", "--id", dead.id)
    await operator.json("dead", "replay", "--id", dead.id, code=1)


async def test_a_dead_letter_is_discarded_once_and_recorded_with_who_and_why(mesh: Mesh, operator: Operator) -> None:
    dead, dot = await died(mesh), f"dot {uuid4()}"
    words = ["--operator", dot, "dead", "discard", "bookings", dead.id, "--because", "a stranger's"]
    assert (await operator.json(*words, "--dry-run"))["discarded"][0]["count"] == 1
    await operator.json(*words)
    await operator.json(*words, code=1)
    (entry,) = await entries_of(operator, f"command line: {dot}", 1)
    assert (entry["type"], entry["subject"]) == ("LettersDiscarded", "bookings")
    said = (await operator.json("topics", "peek", "operators.events", "--key", "bookings"))["records"][-1]
    assert (said["body"]["letters"], said["body"]["because"]) == ([dead.id], "a stranger's")


async def test_a_letter_is_discarded_for_a_reason_alone(mesh: Mesh, operator: Operator) -> None:
    for why in (" ", "x" * 501):
        assert (await operator.runs("dead", "discard", "bookings", "m1", "--because", why)).exit_code == 2


async def test_a_replay_of_everything_must_be_asked_for(mesh: Mesh, operator: Operator) -> None:
    assert (await operator.runs("dead", "replay")).exit_code == 2


async def test_topics_are_told_with_who_is_behind(mesh: Mesh, operator: Operator) -> None:
    await bought(mesh)
    result = await operator.runs("topics", "--json")
    found = {one["name"]: one for one in json.loads(result.stdout)}
    assert {one["group"] for one in found["bookings.events"]["groups"]} >= {"inventory", "audit", "email"}


async def test_a_look_says_what_it_searched(mesh: Mesh, operator: Operator) -> None:
    asked = await bought(mesh)
    result = await operator.runs("topics", "peek", "bookings.commands", "--booking", asked.booking_id)
    assert "RequestBooking" in result.output and "searched bookings.commands/" in result.output
    assert "complete: yes" in result.output


async def test_the_record_is_verified(mesh: Mesh, operator: Operator) -> None:
    await bought(mesh)
    verdict = await operator.json("audit", "verify")
    assert verdict["entries"] > 0 and not verdict["wrong"]


async def test_what_was_recorded_of_a_booking_is_listed(mesh: Mesh, operator: Operator) -> None:
    asked = await bought(mesh)
    await recorded(mesh, asked.booking_id, ["TicketsIssued"])
    found = await operator.json("audit", "list", "--booking", asked.booking_id, "--since", "1d", "--limit", "1000")
    assert {"RequestBooking", "TicketsIssued"} <= {entry["type"] for entry in found}
    result = await operator.runs("audit", "list", "--booking", asked.booking_id)
    assert f"RequestBooking of {asked.booking_id}  by test" in result.output
    assert 'state: "requested" -> "confirmed"' in result.output
    (entry,) = await operator.json("audit", "show", found[0]["id"])
    assert entry == found[0]


async def test_a_list_of_everything_is_not_given_and_one_of_nothing_ends_with_one(operator: Operator) -> None:
    assert (await operator.runs("audit", "list")).exit_code == 2
    assert (await operator.runs("audit", "list", "--person", "nobody")).exit_code == 1


async def test_who_asked_is_recorded_and_found(mesh: Mesh, operator: Operator) -> None:
    dot = ["--operator", f"dot {uuid4()}"]
    assert (await operator.runs(*dot, "money", "apply", "none")).exit_code == 1
    asked, _ = await entries_of(operator, f"command line: {dot[1]}", 2)
    assert asked["type"] == "ApplyCase"


async def test_a_replay_is_recorded_with_who_asked_and_a_dry_run_is_not(mesh: Mesh, operator: Operator) -> None:
    dead, dot = await died(mesh), f"dot {uuid4()}"
    for words in (["--dry-run"], []):
        await operator.json("--operator", dot, "dead", "replay", "--id", dead.id, *words)
    (entry,) = await entries_of(operator, f"command line: {dot}", 1)
    assert (entry["type"], entry["subject"]) == ("LettersReplayed", "bookings")
    said = (await operator.json("topics", "peek", "operators.events", "--key", "bookings"))["records"][-1]
    assert said["body"]["letters"] == [dead.id]


async def test_whoever_looks_at_what_is_personal_is_recorded_and_a_masked_look_is_not(
    mesh: Mesh, operator: Operator
) -> None:
    ann, dot = str(uuid4()), f"dot {uuid4()}"
    await mesh.ask(UpdateProfile(account_id=ann, name=Sealed(person_id=ann, key_version=1, nonce="n", ciphertext="c")))
    (updated,) = [one for one in await recorded(mesh, ann, ["ProfileUpdated"]) if one.type == "ProfileUpdated"]
    for words in ([], ["--open"]):
        await operator.json("--operator", dot, "audit", "show", updated.id, *words)
    (read,) = await entries_of(operator, f"command line: {dot}", 1)
    assert (read["type"], read["subject"]) == ("SealedRead", ann)
    said = (await operator.json("topics", "peek", "operators.events", "--key", ann))["records"]
    assert [one["body"]["entry"] for one in said] == [updated.id]


async def entries_of(operator: Operator, person: str, count: int) -> list[dict[str, Any]]:
    """What the audit has of the person, once there are so many."""

    async def there() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await operator.json("audit", "list", "--person", person, code=None)
        return found if len(found) >= count else []

    return await eventually(there, within=15)


@pytest.mark.real
@pytest.mark.parametrize("mesh", ["real"], indirect=True)
async def test_a_system_that_is_away_ends_with_two(mesh: Mesh, operator: Operator) -> None:
    operator.ready.write_text(json.dumps({"kafka": "127.0.0.1:1", "postgres": "postgresql://x@127.0.0.1:1/postgres"}))
    for words in (["saga", "b"], ["dead", "list"], ["topics"], ["audit", "verify"]):
        assert (await operator.runs(*words)).exit_code == 2
