"""What operators' commands learn of a box office in another process's memory is what its inspector says."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.memory.store import wall_clock
from ops import registry
from ops.inspector.memory import MemoryInspector
from ops.inspector.remote import RemoteInspector
from ops.inspector.search import Search
from ops.inspector.wire import ANSWERS, answered, asked, packed
from ops.memory.tools import looked
from tests.mesh.profiles import Mesh
from tests.mesh.test_audit import bought, recorded
from tests.mesh.test_dead import died

SEALED = '{"person_id": "nobody", "key_version": 1, "nonce": "", "ciphertext": ""}'
pytestmark = pytest.mark.parametrize("mesh", ["memory"], indirect=True)


class Wired:
    """The tools without their socket: what goes over it is bytes all the same."""

    def __init__(self, inspector: MemoryInspector) -> None:
        self.inspector = inspector
        self.calls: set[str] = set()

    async def ask(self, what: str, body: bytes = b"") -> bytes:
        self.calls.add(call := what.removeprefix("inspect/"))
        return packed(await looked(self.inspector, call, asked(call, body)))


async def test_every_call_answers_as_the_inspector_does(mesh: Mesh) -> None:
    wish, dead = await bought(mesh), await died(mesh)
    await recorded(mesh, wish.booking_id, ["TicketsIssued"])
    direct: Any = mesh.inspector
    wired = Wired(direct)
    remote: Any = RemoteInspector(wired)  # type: ignore[arg-type]
    ids = [entry.id for entry in await direct.about(wish.booking_id)]
    search = Search(booking=wish.booking_id, since=wall_clock() - timedelta(days=1))
    ranges = (await direct.bounds("bookings.events"))["bookings.events"]
    for call, arguments in {
        "about": [wish.booking_id], "named": [ids], "search": [search], "handled": ["bookings", ids],
        "waiting": ["bookings"],
        "effects": ["email", wish.booking_id], "unpublished": ["bookings", wish.booking_id], "topics": [],
        "bounds": ["bookings.events", "nothing"], "since": ["bookings.events", wall_clock() - timedelta(days=1)],
        "records": ["bookings.events", ranges], "strays": [], "failed_refunds": [], "disputes": [], "cases": [],
        "failed_mails": [], "codes": [], "incidents": [], "owed": [wish.event_id], "account": [["nobody"]],
        "opened": [SEALED],
    }.items():  # fmt: skip
        assert await getattr(remote, call)(*arguments) == await getattr(direct, call)(*arguments)
    assert [link async for link in remote.links()] == [link async for link in direct.links()]
    assert len(await remote.lags(registry.service("views"))) == len(await direct.lags(registry.service("views")))
    assert [await remote.replay("bookings", [dead.id]) for _ in range(2)] == [1, 0]
    assert wired.calls == ANSWERS.keys()


async def test_a_dead_letter_comes_over_whole(mesh: Mesh) -> None:
    dead = await died(mesh)
    (waiting,) = [one for one in await mesh.inspector.waiting("bookings") if one.id == dead.id]
    assert answered("waiting", packed([waiting])) == [waiting]
