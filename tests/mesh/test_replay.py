"""All topics are read again from their first record: nothing of what was changes, and nothing is said again.

Neither while the inbox knows them, nor once it has forgotten them: then what is there guards itself.
"""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from contracts.bookings import CancelBooking
from handlers.inventory.rows import Hold
from handlers.views.rows import BookingView
from tests.eventually import eventually
from tests.mesh.mailbox import Mailbox
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh
from tests.mesh.replaying import Log, MemoryLog, ServersLog
from tests.mesh.test_purchase import on_sale, paid, wish


@pytest.fixture
async def log(mesh: Mesh, request: pytest.FixtureRequest) -> AsyncIterator[Log]:
    if mesh.profile == "memory":
        yield MemoryLog(mesh)
        return
    fleet: Fleet = request.getfixturevalue("fleet")
    admin: Any = await asyncpg.connect(fleet.addresses.postgres)
    yield ServersLog(fleet, admin)
    await admin.close()


@pytest.mark.timeout(240)
@pytest.mark.whole_log
async def test_a_replay_from_the_first_record_changes_nothing(mesh: Mesh, log: Log, mailbox: Mailbox) -> None:
    event, (account, address) = await on_sale(mesh, price=900), await mailbox.opened()
    kept, given_up = (wish(event, seat).model_copy(update={"buyer_id": account}) for seat in ("stalls-A1", "stalls-A2"))
    for one in (kept, given_up):
        await mesh.ask(one)
        await mesh.say(paid(one))
        await mesh.becomes("inventory", Hold, event, one.booking_id, state="sold")
    await mesh.ask(CancelBooking.of(given_up))
    await mesh.becomes("views", BookingView, event, given_up.booking_id, state="cancelled", place_state="free")
    await eventually(lambda: mailed(mailbox, address, "cancelled"))
    before, came_to, mails = await log.kept(event), await log.come_to(event), await mailbox.copies(address)
    await log.again(event)
    assert await log.kept(event) == before
    await log.again(event, forgotten=True)
    await log.kept(event)
    assert (await log.come_to(event), await mailbox.copies(address)) == (came_to, mails)


async def mailed(mailbox: Mailbox, address: str, word: str) -> bool:
    return any(word in subject for _, subject in await mailbox.copies(address))
