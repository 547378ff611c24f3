"""Members of organisations, in tests of the front door."""

from typing import Any

from tests.edge.front import Person


async def joins(owner: Person, person: Person, role: str, organisation: str = "") -> str:
    """The person is a member, and the door knows it; of the owner's own organisation if none is named."""
    id_ = organisation or (await owner.sees("/me"))["id"]
    said = await owner.asks("POST", f"/organisations/{id_}/members", json={"mail": person.mail, "role": role})
    assert (said.status_code, said.json()["type"]) == (202, "MemberInvited"), said.text
    said = await person.asks("POST", f"/me/organisations/{id_}/acceptance")
    assert (said.status_code, said.json()["role"]) == (200, role), said.text
    await person.becomes("/me/organisations", lambda shown: (id_, "member") in standings(shown))
    return str(id_)


def standings(shown: dict[str, Any]) -> list[tuple[str, str]]:
    """What a person is where, as `GET /me/organisations` tells it."""
    return [(one["id"], one["state"]) for one in shown["items"]]
