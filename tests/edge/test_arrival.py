"""A request that comes too slowly, or whose head is too large: waited for a stated time, and little of it is kept."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest
from uvicorn.server import ServerState

from edge.descriptors import Room
from edge.door.arrival import PORTION, Arrival
from edge.serving import config
from edge.settings import EdgeSettings
from tests.edge.live.fakes import FakeTransport, HandClock

SETTINGS = EdgeSettings(head=1_000, headers=10, head_within=10, body_within=30)
GET = b"GET /events HTTP/1.1\r\nHost: x\r\n"
POST = b"POST /bookings HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n"
CHUNKED = b"POST /bookings HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
UPLOAD = f"PUT /events/e1/plan HTTP/1.1\r\nHost: x\r\nContent-Length: {3 * PORTION}\r\n\r\n".encode()


class Line(FakeTransport):
    closed = False

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return default

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True


class Loop(HandClock):
    """Its time is turned by hand."""

    def call_later(self, delay: float, call: Callable[[], object]) -> Any:
        return self.later(delay, call)

    def create_task(self, task: Any, **more: Any) -> asyncio.Task[Any]:
        return asyncio.create_task(task, **more)


async def turns(count: int = 5) -> None:
    """Of the loop, in which the application does what it can."""
    for _ in range(count):
        await asyncio.sleep(0)


class Client:
    """One connection; the application reads a body to its end, or, being `hasty`, none of it."""

    def __init__(self, hasty: bool = False, others: int = 0) -> None:
        self.hasty, self.heard, self.clock, self.line = hasty, list[str](), Loop(), Line()
        served = config(cast("Any", self.answers), None, SETTINGS, Room(0, 1))
        served.interface, served.lifespan = "asgi3", "off"
        served.load()
        self.protocol = cast("type[Arrival]", served.http_protocol_class)(
            served, ServerState(), {}, cast("Any", self.clock)
        )
        self.protocol.connections.update(cast("Any", nth) for nth in range(others))
        self.protocol.connection_made(self.line)

    async def answers(self, scope: Any, receive: Any, send: Any) -> None:
        more = not self.hasty
        while more:
            said = await receive()
            self.heard.append(said["type"])
            more = said.get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    async def says(self, *parts: bytes, every: float = 0) -> None:
        for part in parts:
            self.protocol.data_received(part)
            await turns()
            self.clock.advance(every)

    async def is_told(self, status: int, code: str = "") -> bool:
        await asyncio.gather(*self.protocol.tasks)
        said = self.line.written
        return said.startswith(b"HTTP/1.1 %d " % status) and code.encode() in said and self.line.closed is bool(code)


@pytest.fixture
async def client() -> Client:
    return Client()


@pytest.mark.parametrize(
    "parts",
    [
        (b"GET /" + b"a" * 1_000 + b" HTTP/1.1\r\n",),
        (GET + b"X-Long: " + b"a" * 1_000 + b"\r\n\r\n",),
        (GET, b"X-Never-Ends: ", b"a" * 600, b"a" * 600),
        (GET + b"".join(b"X-%d: a\r\n" % nth for nth in range(10)) + b"\r\n",),
    ],
    ids=["address", "header", "unended", "number"],
)
async def test_a_head_that_is_too_large_is_refused_before_it_ends(client: Client, parts: tuple[bytes, ...]) -> None:
    await client.says(*parts)
    assert await client.is_told(431, "head_too_large") and not client.heard


async def test_what_follows_a_body_in_chunks_counts_as_its_head(client: Client) -> None:
    await client.says(CHUNKED + b"1\r\na\r\n0\r\n", b"X-Long: " + b"a" * 600, b"a" * 600)
    assert await client.is_told(431, "head_too_large") and client.heard[-1] == "http.disconnect"


async def test_a_head_that_trickles_in_is_waited_for_ten_seconds(client: Client) -> None:
    await client.says(*(bytes([one]) for one in GET[:9]), every=1)
    assert not client.line.closed
    await client.says(GET[9:11], every=1)
    assert await client.is_told(408, "too_slow") and not client.heard


@pytest.mark.parametrize("said", [(), (b"\r\n",)], ids=["nothing", "line ends"])
async def test_who_asks_for_nothing_is_told_nothing(client: Client, said: tuple[bytes, ...]) -> None:
    await client.says(*said)
    client.clock.advance(11)
    assert client.line.closed and not client.line.written


async def test_a_body_that_trickles_in_is_waited_for_thirty_seconds(client: Client) -> None:
    await client.says(POST, b"a", b"b", every=9)
    assert not client.line.closed
    await client.says(b"c", every=4)
    assert await client.is_told(408, "too_slow") and client.heard[-1] == "http.disconnect"


async def test_a_large_body_has_its_time_for_each_portion(client: Client) -> None:
    await client.says(UPLOAD, *[b"a" * (PORTION // 2)] * 6, every=14)
    assert await client.is_told(200)


async def test_who_is_answered_before_the_body_is_here_is_not_told_twice() -> None:
    client = Client(hasty=True)
    await client.says(POST)
    assert await client.is_told(200)
    client.clock.advance(31)
    assert client.line.closed and client.line.written.count(b"HTTP/1.1") == 1


async def test_a_body_that_we_do_not_read_is_not_late(client: Client) -> None:
    client.protocol.data_received(UPLOAD + b"a" * 70_000)
    client.clock.advance(31)
    assert not client.line.reading and not client.line.closed
    await client.says(b"a" * (3 * PORTION - 70_000))
    assert await client.is_told(200)


async def test_one_connection_asks_again_and_again_each_time_anew(client: Client) -> None:
    for _ in range(5):
        await client.says(GET, b"\r\n", every=8)
        await client.says(POST + b"body", every=8)
    assert await client.is_told(200) and client.line.written.count(b"HTTP/1.1 200") == 10


@pytest.mark.parametrize("said", [b"nonsense\r\n\r\n", b"\x16\x03\x01", GET + b"no colon\r\n\r\n", CHUNKED + b"x\r\n"])
async def test_what_is_no_http_is_a_problem_too(client: Client, said: bytes) -> None:
    await client.says(said)
    assert await client.is_told(400, "bad_request") and b"application/problem+json" in client.line.written


async def test_one_connection_too_many_is_told_so_once_it_asks() -> None:
    client = Client(others=1)
    assert not client.line.closed
    await client.says(GET, b"\r\n")
    assert await client.is_told(503, "busy") and b"retry-after: 5\r\n" in client.line.written and not client.heard


async def test_one_connection_too_many_that_asks_for_nothing_is_closed_as_any_other() -> None:
    client = Client(others=1)
    client.clock.advance(11)
    assert client.line.closed and not client.line.written
