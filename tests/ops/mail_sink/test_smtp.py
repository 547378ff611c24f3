"""What the sink says and takes, byte by byte."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from ops.mail_sink import Sink, serving
from ops.mail_sink.box import SIZE

pytestmark = pytest.mark.real
HEAD = b"MAIL FROM:<us@example.org>\r\nRCPT TO:<ann@example.org>\r\nDATA\r\n"


@pytest.fixture
async def sink() -> AsyncIterator[Sink]:
    async with serving() as sink:
        yield sink


async def talk(sink: Sink, *pieces: bytes) -> list[bytes]:
    """What is answered to these pieces, each of which comes alone."""
    host, port = sink.smtp.split(":")
    answers, talk = await asyncio.open_connection(host, int(port))
    for piece in (*pieces, b"QUIT\r\n"):
        talk.write(piece)
        await talk.drain()
    said = await answers.read()
    talk.close()
    return [line[:3] for line in said.splitlines()]


async def test_a_mail_that_comes_in_pieces_is_taken_as_it_was_written(sink: Sink) -> None:
    pieces = HEAD + b"..dots\r\n...\r\n\r\n.", b"\r", b"\n", b"NOOP\r\n"
    assert await talk(sink, *pieces) == [b"220", b"250", b"250", b"354", b"250", b"250", b"221"]
    assert [mail.raw for mail in sink.box.mails] == [b".dots\r\n..\r\n\r\n"]


async def test_an_empty_mail_is_one(sink: Sink) -> None:
    assert await talk(sink, HEAD + b".\r\n") == [b"220", b"250", b"250", b"354", b"250", b"221"]
    assert [mail.raw for mail in sink.box.mails] == [b""]


async def test_of_a_mail_that_is_too_large_nothing_is_kept_and_the_next_is_taken(sink: Sink) -> None:
    large = [b"a" * 1022 + b"\r\n"] * (SIZE // 1024 + 2)
    said = await talk(sink, HEAD, *large, b".\r\n", HEAD, b"small\r\n.\r\n")
    assert said == [b"220", b"250", b"250", b"354", b"552", b"250", b"250", b"354", b"250", b"221"]
    assert [mail.raw for mail in sink.box.mails] == [b"small\r\n"]


async def test_a_mail_for_nobody_and_what_is_no_command_are_refused(sink: Sink) -> None:
    said = await talk(sink, b"MAIL FROM:<us@example.org>\r\nRCPT TO:<refused@example.org>\r\nDATA\r\nHELLO\r\n")
    assert said == [b"220", b"250", b"550", b"503", b"502", b"221"]
    assert not sink.box.mails


async def test_a_command_without_an_end_is_not_waited_for(sink: Sink) -> None:
    host, port = sink.smtp.split(":")
    answers, talk = await asyncio.open_connection(host, int(port))
    talk.write(b"A" * 5_000)
    assert (await answers.read()).endswith(b"500 line too long\r\n")
    talk.close()
