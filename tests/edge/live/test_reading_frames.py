"""What a client may send, frame by frame."""

import pytest

from edge.live.frames import BINARY, CLOSE, PING, PONG, TEXT
from tests.edge.live.fakes import KEY, Visitor, World, masked

WHOLE = 0x80


async def test_a_message_in_pieces_is_put_together():
    visitor = Visitor(World().hub)
    for byte in masked(b'{"type":"ping"}'):
        visitor.sends(bytes([byte]))
    assert visitor.hears() == [{"type": "pong"}]


async def test_messages_in_one_piece_are_taken_apart():
    visitor = Visitor(World().hub)
    visitor.sends(masked(b'{"type":"ping"}') * 3 + masked(b'{"type"')[:4])
    assert visitor.hears() == [{"type": "pong"}] * 3
    assert visitor.socket.rest == masked(b'{"type"')[:4]


async def test_a_text_of_4096_bytes_is_read():
    visitor = Visitor(World().hub)
    visitor.sends(masked(b'{"type":"ping"}'.ljust(4096)))
    assert visitor.hears() == [{"type": "pong"}]


async def test_a_ping_is_answered_with_its_payload_and_a_pong_is_not():
    visitor = Visitor(World().hub)
    visitor.sends(masked(b"abc", WHOLE | PING) + masked(b"abc", WHOLE | PONG))
    assert visitor.frames() == [(PONG, b"abc")]


async def test_a_close_is_answered_and_nothing_is_read_after_it():
    visitor = Visitor(World().hub)
    visitor.sends(masked(b"\x03\xe8", WHOLE | CLOSE) + masked(b'{"type":"ping"}'))
    assert visitor.frames() == [(CLOSE, b"\x03\xe8")]
    assert visitor.transport.eof


@pytest.mark.parametrize(
    ("sent", "code", "reason"),
    [
        (masked(b" " * 4097)[:8], 1009, "too_large"),
        (bytes([WHOLE | TEXT, 0x80 | 127]), 1009, "too_large"),
        (masked(b"{}", TEXT), 1009, "fragmented"),
        (masked(b"{}", WHOLE), 1009, "fragmented"),
        (masked(b"{}", WHOLE | BINARY), 1003, "binary"),
        (bytes([WHOLE | TEXT, 2]) + b"{}", 1002, "protocol"),
        (masked(b"{}", 0xC0 | TEXT), 1002, "protocol"),
        (masked(b"{}", WHOLE | 3), 1002, "protocol"),
        (masked(b"", PING), 1002, "protocol"),
        (bytes([WHOLE | PING, 0x80 | 126]), 1002, "protocol"),
        (masked(b"\xff"), 1007, "not_utf8"),
    ],
)
async def test_what_cannot_be_read_closes_the_socket_with_its_code(sent: bytes, code: int, reason: str):
    world = World()
    visitor = Visitor(world.hub)
    visitor.sends(sent)
    assert visitor.ending() == (code, reason)
    assert world.hub.metrics.dropped == {reason: 1}
    assert world.hub.metrics.sockets == 0


BEYOND = f'{{"type":"subscribe","channel":"event:e1","after":{2**63}}}'.encode()
DEEP = b'{"type":"ping","more":' + b"[" * 4_000


@pytest.mark.parametrize(
    "text", [b"{", b"[]", b'{"type":"dance"}', b'{"type":"subscribe","channel":"me","after":-1}', BEYOND, DEEP]
)
async def test_what_makes_no_sense_is_an_error_and_the_socket_stays(text: bytes):
    visitor = Visitor(World().hub)
    visitor.sends(masked(text))
    assert visitor.hears() == [{"type": "error", "code": "bad_message"}]
    assert not visitor.socket.ending


async def test_a_mask_of_zeros_and_an_empty_text_are_frames_too():
    visitor = Visitor(World().hub)
    visitor.sends(bytes([WHOLE | TEXT, 0x80]) + KEY)
    assert visitor.hears() == [{"type": "error", "code": "bad_message"}]


async def test_forty_messages_at_once_are_taken_and_the_next_closes_the_socket():
    visitor = Visitor(World().hub)
    visitor.sends(masked(b'{"type":"ping"}') * 40)
    assert len(visitor.hears()) == 40
    visitor.says("ping")
    assert visitor.ending() == (1008, "too_many_messages")


async def test_twenty_messages_a_second_are_earned():
    world = World()
    visitor = Visitor(world.hub)
    visitor.sends(masked(b'{"type":"ping"}') * 40)
    world.clock.advance(1)
    visitor.sends(masked(b'{"type":"ping"}') * 20)
    assert len(visitor.hears()) == 60
