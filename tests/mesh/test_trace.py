"""One purchase, seen from outside: a collector hears of it, in memory and on real servers alike."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from choreography.sight.otlp import Otlp
from choreography.sight.request import begin
from choreography.sight.settings import SightSettings
from choreography.sight.traceparent import span_id, trace_id
from choreography.sight.tracer import Tracer
from handlers.inventory.rows import Hold
from tests.choreography.sight.collector_stub import Heard, collecting
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, memory_mesh, real_mesh
from tests.mesh.test_purchase import on_sale, wish

pytestmark = pytest.mark.real  # the collector is reached over a socket
TO_THE_TICKETS = [
    "inventory.issue_tickets", "bookings.seats_held", "inventory.hold_seats", "bookings.request_booking", "root",
]  # fmt: skip


@asynccontextmanager
async def in_memory(heard: Heard, tracer: Tracer, fleet: Fleet | None) -> AsyncIterator[Mesh]:
    async with memory_mesh(tracer) as mesh:
        yield mesh


@asynccontextmanager
async def on_real_servers(heard: Heard, tracer: Tracer, fleet: Fleet | None) -> AsyncIterator[Mesh]:
    assert fleet
    fleet.only("traced", "bookings", "inventory", "realtime", "views", BOXOFFICE_OTLP_ENDPOINT=heard.url)
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        yield mesh
    fleet.end("traced")


async def bought(mesh: Mesh, tracer: Tracer) -> str:
    """A free booking, asked for as the edge would; gives the request's traceparent."""
    event = await on_sale(mesh)
    asked, trace = wish(event, "stalls-A1"), begin(tracer, 1.0)
    await mesh.say(asked, traceparent=trace.traceparent)
    await mesh.becomes("inventory", Hold, event, asked.booking_id, state="sold")
    trace.end("POST /bookings", 201)
    return trace.traceparent


@pytest.mark.parametrize("profile", [in_memory, on_real_servers], ids=["memory", "real"])
async def test_a_collector_hears_of_one_purchase_from_the_request_to_the_tickets(
    profile: object, request: pytest.FixtureRequest
) -> None:
    fleet = request.getfixturevalue("fleet") if profile is on_real_servers else None
    with collecting() as heard:
        tracer = Otlp(SightSettings(otlp_endpoint=heard.url, trace_every=0.2))
        async with profile(heard, tracer, fleet) as mesh:  # type: ignore[operator]
            root = await bought(mesh, tracer)
            trace, top = trace_id(root), span_id(root)
            (issued,) = await eventually(lambda: heard.named("inventory.issue_tickets", trace), within=20)
            await eventually(lambda: heard.named("POST /bookings", trace))
            await eventually(lambda: heard.way_up(issued, top) == TO_THE_TICKETS)
            linked = {link.span_id for span in heard.named("inventory batch") for link in span.links}
            assert issued.span_id in linked
            await eventually(lambda: heard.named("bookings publish"))
            await eventually(lambda: heard.named("realtime.feed_booking", trace))
        await asyncio.to_thread(tracer.close)
