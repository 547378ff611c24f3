"""The same rules over real sockets: uvicorn, Litestar and the takeover together."""

from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs
from websockets.exceptions import InvalidStatus

from tests.edge.live.fakes import body
from tests.edge.live.server import LiveServer, live_server
from tests.eventually import eventually

pytestmark = pytest.mark.real
E, B = "event:e", "booking:ada"
ADA = "ada phone 300"
PAGE = "https://tickets.example"


@pytest.fixture
async def server() -> AsyncIterator[LiveServer]:
    async with live_server(origins=frozenset({PAGE})) as running:
        yield running


async def test_news_reach_who_watches(server: LiveServer):
    ada = await server.client(E, B, who=ADA)
    server.hub.publish(E, 1, 1, body(1))
    server.hub.publish(B, 7, 7, body(7))
    assert await ada.hears() == {"type": "news", "channel": E, "from": 1, "to": 1, "body": {"n": 1}}
    assert await ada.hears() == {"type": "news", "channel": B, "from": 7, "to": 7, "body": {"n": 7}}


async def test_a_reconnect_with_the_last_number_gets_the_gap(server: LiveServer):
    server.feed.has(B, 3, 4)
    ada = await server.client(who=ADA)
    assert await ada.asks("subscribe", channel=B, after=2) == {"type": "subscribed", "channel": B, "at": 2}
    server.hub.publish(B, 5, 5, body(5))
    assert [(await ada.hears())["to"] for _ in range(3)] == [3, 4, 5]


async def test_a_hole_is_healed(server: LiveServer):
    server.feed.has(B, 1, 2, 3)
    ada = await server.client(B, who=ADA)
    server.hub.publish(B, 1, 1, body(1))
    server.hub.publish(B, 4, 4, body(4))
    assert [(await ada.hears())["to"] for _ in range(4)] == [1, 2, 3, 4]


async def test_a_ping_frame_and_a_ping_message_are_answered(server: LiveServer):
    client = await server.client()
    await (await client.connection.ping())
    assert await client.asks("ping") == {"type": "pong"}


async def test_a_token_of_four_kilobytes_less_the_rest_of_the_message_is_read(server: LiveServer):
    client = await server.client()
    answer = await client.asks("hello", token="ada phone 300".ljust(4000))
    assert answer["user"] == "ada"


async def test_a_frame_too_large_is_told_so(server: LiveServer):
    client = await server.client()
    await client.connection.send("x" * 100_000)
    assert await client.ending() == ("too_large", 1009)


async def test_binary_is_told_so(server: LiveServer):
    client = await server.client()
    await client.connection.send(b"x")
    assert await client.ending() == ("binary", 1003)


async def test_a_fragmented_message_is_told_so(server: LiveServer):
    client = await server.client()
    await client.connection.send(["{", "}"])
    assert await client.ending() == ("fragmented", 1009)


async def test_a_flood_is_told_so(server: LiveServer):
    client = await server.client()
    for _ in range(60):
        await client.says("ping")
    assert await client.ending() == ("too_many_messages", 1008)


async def test_a_clients_own_close_is_clean(server: LiveServer):
    client = await server.client(E)
    await client.connection.close()
    assert client.connection.close_code == 1000
    await eventually(lambda: server.hub.metrics.sockets == 0 and not server.uvicorn.server_state.connections)


async def test_a_connection_that_just_ends_is_forgotten(server: LiveServer):
    client = await server.client(E)
    client.connection.transport.abort()
    await eventually(lambda: server.hub.metrics.sockets == 0 and not server.hub.rooms)


async def test_a_programs_token_ends_its_socket_and_a_session_that_stands_does_not(server: LiveServer):
    server.sessions.known["phone"] = True
    program, person = await server.client(who="ada desk 1 read"), await server.client(who="ada phone 1")
    assert await program.ending() == ("token_expired", 4401)
    await eventually(lambda: server.sessions.asked == [{"phone"}])
    assert await person.asks("ping") == {"type": "pong"}


async def test_a_revoked_user_is_out_within_a_moment(server: LiveServer):
    ada, bob = await server.client(who=ADA), await server.client(who="bob desk 300")
    server.hub.revoke("ada")
    assert await ada.ending() == ("revoked", 4401)
    assert await bob.asks("ping") == {"type": "pong"}


async def test_another_page_is_refused_before_the_upgrade(server: LiveServer):
    with pytest.raises(InvalidStatus) as refused, capture_logs() as lines:
        await server.client(origin="https://tickets.example.evil.example")
    assert [line["kind"] for line in lines if line["event"] == "refused"] == ["origin"]
    assert refused.value.response.status_code == 403
    assert await (await server.client(origin=PAGE)).asks("ping") == {"type": "pong"}
    assert server.hub.metrics.refused_origins == 1


async def test_a_missing_origin_can_be_refused_too():
    async with live_server(allow_missing_origin=False) as strict:
        with pytest.raises(InvalidStatus):
            await strict.client()


async def test_the_caps_are_told_with_their_reason():
    async with live_server(sockets=3, sockets_per_address=2) as small:
        await small.client()
        await small.client()
        third = await small.client()
        assert await third.ending() == ("too_many_of_address", 1008)
