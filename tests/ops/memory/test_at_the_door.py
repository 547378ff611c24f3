"""At the front door of a box office in memory an operator looks as from its folder, and nobody else does."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from choreography.keyring import MemoryKeyring
from choreography.memory.bus import MemoryBus
from ops.check.memory import check
from ops.dead import described
from ops.inspector.memory import MemoryInspector
from ops.inspector.remote import RemoteInspector
from ops.inspector.wire import packed
from ops.memory import at_the_door
from ops.peek import Wish, peek
from tests.edge.house import House, open_house, token
from tests.eventually import eventually
from tests.mesh.profiles import Mesh
from tests.mesh.test_audit import bought, recorded
from tests.mesh.test_dead import died, found, unreadable

OPERATOR = {"Authorization": f"Bearer {token('olga', roles=['operator'])}"}
BUYER = {"Authorization": f"Bearer {token('ann')}"}
memory = pytest.mark.parametrize("mesh", ["memory"], indirect=True)


class Door:
    """Where an operator's commands ask; `said` is all that ever left by it."""

    def __init__(self, house: House) -> None:
        self.house, self.said = house, b""

    async def posts(self, what: str, body: bytes = b"", who: dict[str, str] = OPERATOR) -> httpx2.Response:
        return await self.house.client.post(f"/ops/{what}", content=body, headers=who)

    async def ask(self, what: str, body: bytes = b"") -> bytes:
        answer = await self.posts(what, body)
        assert answer.status_code == 200, answer.text
        self.said += answer.content
        return answer.content


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    """Of a box office in which nothing has happened, until a test says whose it is."""
    async with open_house() as house:
        yield Door(house)


def opens(door: Door, inspector: Any) -> Any:
    """What is asked there is asked of this inspector; from afar it looks like this."""
    for route in at_the_door.routes(inspector):
        door.house.app.register(route)
    return RemoteInspector(door)  # type: ignore[arg-type]


@memory
async def test_an_operator_sees_the_log_as_over_the_socket(mesh: Mesh, door: Door) -> None:
    asked, afar = await bought(mesh), opens(door, mesh.inspector)
    await recorded(mesh, asked.booking_id, ["TicketsIssued"])
    for topic in ("bookings.events", "inventory.events", "nothing"):
        wish = Wish(topic, booking=asked.booking_id)
        assert await peek(afar, wish) == await peek(mesh.inspector, wish)
    assert await afar.about(asked.booking_id) == await mesh.inspector.about(asked.booking_id)


@memory
async def test_an_operator_sees_dead_letters_as_over_the_socket(mesh: Mesh, door: Door) -> None:
    dead, torn, afar = await died(mesh), await unreadable(mesh), opens(door, mesh.inspector)
    far = {one.id: one for one in await afar.waiting("bookings")}
    (here,) = await found(mesh, dead.id)
    assert far[dead.id] == here.waiting
    shown = described(type(torn)("bookings", far[torn.waiting.id]))
    assert shown["body"] == described(torn)["body"] and b"4242" not in door.said


@memory
async def test_no_ticket_leaves_by_the_door(mesh: Mesh, door: Door) -> None:
    asked, afar = await bought(mesh), opens(door, mesh.inspector)
    await recorded(mesh, asked.booking_id, ["TicketsIssued"])
    ranges = (await mesh.inspector.bounds("inventory.events"))["inventory.events"]

    async def codes(inspector: Any) -> list[Any]:
        bodies = [one.value for one in await inspector.records("inventory.events", ranges)]
        return [body for body in bodies if b'"codes"' in body]

    (whole,), (guarded,) = await eventually(lambda: codes(mesh.inspector), within=15), await codes(afar)
    assert b'"codes":"***"' in guarded and whole != guarded
    assert whole.partition(b'"codes":')[2][:40] not in door.said


@memory
async def test_an_operator_has_everything_checked(mesh: Mesh, door: Door) -> None:
    await bought(mesh)
    opens(door, mesh.inspector)
    books = mesh.inspector.books  # type: ignore[attr-defined]
    assert await door.ask("check", b"0") == (await check(books, 0)).packed()


@pytest.mark.parametrize("what", ["inspect/topics", "inspect/records", "inspect/nothing", "check"])
async def test_nobody_but_an_operator_looks(door: Door, what: str) -> None:
    opens(door, MemoryInspector({}, MemoryBus(), MemoryKeyring()))
    for who, status, code in (({}, 401, "token_missing"), (BUYER, 403, "role_missing")):
        said = await door.posts(what, packed([]), who)
        assert (said.status_code, said.json()["code"]) == (status, code)


@pytest.mark.parametrize("call", ["replay", "opened", "nothing"])
async def test_nothing_is_moved_or_opened_there(door: Door, call: str) -> None:
    opens(door, MemoryInspector({}, MemoryBus(), MemoryKeyring()))
    assert (await door.posts(f"inspect/{call}", packed(["bookings", []]))).json()["code"] == "not_found"


@pytest.mark.parametrize("body", [b"", b"soon", b"nan", b"inf", b"-1", b"1e9"])
async def test_what_is_no_number_of_seconds_is_a_problem(door: Door, body: bytes) -> None:
    opens(door, MemoryInspector({}, MemoryBus(), MemoryKeyring()))
    said = await door.posts("check", body)
    assert (said.status_code, said.json()["code"]) == (400, "bad_request")


NO_QUESTIONS = [("topics", b""), ("topics", packed([1])), ("waiting", packed(["nowhere"])), ("lags", packed([]))]


@pytest.mark.parametrize(("call", "body"), NO_QUESTIONS)
async def test_what_is_no_question_is_a_problem(door: Door, call: str, body: bytes) -> None:
    opens(door, MemoryInspector({}, MemoryBus(), MemoryKeyring()))
    said = await door.posts(f"inspect/{call}", body)
    assert (said.status_code, said.json()["code"]) == (400, "bad_request")
