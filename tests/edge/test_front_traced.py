"""One trace from a client's request to the news on its socket, through the edge and the workers as processes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from choreography.sight.traceparent import begun, span_id, trace_id
from tests.choreography.sight.collector_stub import Heard, collecting
from tests.edge.conftest import UNHURRIED
from tests.edge.front import Front, visiting
from tests.eventually import eventually
from tests.mesh.processes import Fleet

pytestmark = pytest.mark.real
REQUESTED = ["bookings.request_booking", "POST /bookings", "root"]
CONFIRMED = ["bookings.seats_held", "inventory.hold_seats", *REQUESTED]
ISSUED = ["inventory.issue_tickets", *CONFIRMED]


@dataclass
class Traced:
    """The client chooses what is traced."""

    front: Front
    heard: Heard

    def ways_up(self, name: str, root: str) -> list[list[str]]:
        """Of each span of this name in the trace."""
        return [self.heard.way_up(span, span_id(root)) for span in self.heard.named(name, trace_id(root))]

    def pushed(self, root: str) -> list[list[str]]:
        """The ways up from each frame of the trace that a socket got about the booking: a notice follows."""
        found = [span for span in self.heard.named("edge frame", trace_id(root)) if sockets(span)]
        ways = sorted((self.heard.way_up(span, span_id(root)) for span in found), key=len)
        return [way for way in ways if "realtime.tell_notice" not in way]


def sockets(frame: Span) -> int:
    return next(int(fact.value.int_value) for fact in frame.attributes if fact.key == "frame.sockets")


@pytest.fixture
async def traced(fleet: Fleet) -> AsyncIterator[Traced]:
    with collecting() as heard:
        env = {"BOXOFFICE_OTLP_ENDPOINT": heard.url, "BOXOFFICE_TRACE_EVERY": "0.2"}
        fleet.only("traced", **env)
        chosen = {"BOXOFFICE_TRACE_TRUST": "1", "BOXOFFICE_TRACE_RATIO": "0"}
        fleet.start("traced edge", "--port", "0", run="edge", **UNHURRIED, **env, **chosen)
        async with visiting(str(fleet.said["traced edge"]["url"])) as front:
            yield Traced(front, heard)
        for name in ("traced edge", "traced"):
            fleet.end(name)


async def bought(front: Front, traceparent: str) -> None:
    """The buyer watches while asking, and hears of each step."""
    event, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    async with front.live(buyer) as watcher:
        assert (await watcher.asks("subscribe", channel="me"))["type"] == "subscribed"
        said = await front.buys(buyer, event, "stalls-A1", wait=False, headers={"traceparent": traceparent})
        assert said.status_code == 202, said.text
        await watcher.news_until("TicketsIssued")


async def test_one_trace_leads_from_the_request_to_each_word_on_the_buyers_socket(traced: Traced) -> None:
    await bought(traced.front, root := begun())
    heard = [["edge frame", "realtime.feed_booking", *way] for way in (REQUESTED, CONFIRMED)]
    heard.append(["edge frame", "realtime.feed_seats", *ISSUED])
    await eventually(lambda: traced.pushed(root) == heard, within=20)
    assert traced.ways_up("edge publish", root) == [["edge publish", "POST /bookings", "root"]]


async def test_what_the_client_does_not_choose_is_not_traced(traced: Traced) -> None:
    await bought(traced.front, unsampled := begun()[:-1] + "0")
    await bought(traced.front, root := begun())
    await eventually(lambda: len(traced.pushed(root)) == 3, within=20)
    assert trace_id(unsampled) not in {span.trace_id.hex() for _, span in traced.heard.spans}
