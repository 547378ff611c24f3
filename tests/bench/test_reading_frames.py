"""The load process reads what a server may send in any pieces."""

from collections import deque
from typing import Any

from bench.load.http import Answer, Connection, request
from bench.load.live import TEXT, Socket, masked, read


class Wire:
    def __init__(self) -> None:
        self.said = b""

    def write(self, data: bytes) -> None:
        self.said += data


async def test_an_answer_that_comes_in_pieces_is_one_answer() -> None:
    free: deque[Connection] = deque()
    connection = Connection(free)
    connection.connection_made(Wire())  # type: ignore[arg-type]
    answer = connection.ask(request("POST", "/bookings", b"{}"))
    for piece in (b"HTTP/1.1 201 Created\r\nContent-", b"Length: 4\r\n\r\n{", b'"":'):
        connection.data_received(piece)
    assert await answer == Answer(201, b'{"":')
    assert list(free) == [connection]


async def test_a_lost_connection_fails_its_request_and_is_not_used_again() -> None:
    free: deque[Connection] = deque()
    connection = Connection(free)
    connection.connection_made(Wire())  # type: ignore[arg-type]
    answer = connection.ask(b"")
    connection.connection_lost(None)
    assert isinstance(answer.exception(), ConnectionError)
    assert not free


def test_a_frame_is_read_when_it_is_all_there() -> None:
    for size in (5, 300, 70_000):
        frame = served(b"x" * size)
        assert read(frame[:-1]) is None
        assert read(frame + b"rest") == (TEXT, b"x" * size, b"rest")


async def test_news_behind_the_upgrade_are_heard_in_order() -> None:
    heard: list[Any] = []
    socket = Socket(heard.append)
    socket.connection_made(Wire())  # type: ignore[arg-type]
    socket.data_received(b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + served(b"one") + served(b"two")[:3])
    socket.data_received(served(b"two")[3:])
    assert heard == [b"one", b"two"]


def test_a_client_masks_what_it_says() -> None:
    assert masked(TEXT, b"hi") == b"\x81\x82\0\0\0\0hi"


def served(payload: bytes) -> bytes:
    size = len(payload)
    if size < 126:
        return bytes([0x81, size]) + payload
    head = (
        bytes([0x81, 126]) + size.to_bytes(2, "big") if size < 65_536 else bytes([0x81, 127]) + size.to_bytes(8, "big")
    )
    return head + payload
