"""Each part logs in at NATS, and tries every subject, those that are not its own too."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import nats
import pytest
from nats.aio.client import Client
from nats.errors import Error

from choreography.nats import Nats
from contracts import subjects
from ops import registry
from ops.credentials.nats import words
from ops.credentials.parts import PARTS
from tests.eventually import eventually
from tests.ops.credentials.conftest import Guarded

pytestmark = pytest.mark.real
SUBJECTS = (
    subjects.answer("id", "hash"), subjects.event_feed("e"), subjects.booking_feed("buyer", "b"),
    subjects.queue_feed("e"), subjects.place_feed("buyer", "p"), subjects.HEADS, subjects.REVOKED,
    *(subjects.breaker_reset(name, "stripe") for name in registry.NAMES),
)  # fmt: skip
WIDE = (">", "*", "*.>", "live.>", "answers.>", "breakers.>")


def covered(subject: str, patterns: tuple[str, ...]) -> bool:
    return any(subject.startswith(p[:-1]) if p[-1] in ">*" else subject == p for p in patterns)


@asynccontextmanager
async def connection(guarded: Guarded, part: str) -> AsyncIterator[tuple[Client, list[str]]]:
    """Also what was refused over it, as the server says."""
    refused: list[str] = []

    async def note(error: Exception) -> None:
        refused.append(str(error))

    tls = ssl.create_default_context(cafile=guarded.ca)
    client = await nats.connect(guarded.nats(part), tls=tls, error_cb=note, allow_reconnect=False)
    yield client, refused
    await client.close()


@pytest.mark.parametrize("part", PARTS)
async def test_a_part_tells_what_it_has_to_tell_and_nothing_else(part: str, guarded: Guarded) -> None:
    async with connection(guarded, part) as (client, refused):
        for subject in SUBJECTS:
            await client.publish(subject, b"")
        await client.flush()
        foreign = [one for one in SUBJECTS if not covered(one, words(part).tells)]
        await eventually(lambda: len(refused) >= len(foreign))
    assert {one for one in SUBJECTS if any(f'publish to "{one}"' in text.lower() for text in refused)} == set(foreign)


@pytest.mark.parametrize("part", PARTS)
async def test_a_part_listens_to_what_is_for_it_and_to_nothing_wider(part: str, guarded: Guarded) -> None:
    tried = (*SUBJECTS, *WIDE)
    async with connection(guarded, part) as (client, refused):
        for subject in tried:
            await client.subscribe(subject)
        await client.flush()
        narrow = [one for one in SUBJECTS if not covered(one, words(part).hears)]
        foreign = [*narrow, *(one for one in WIDE if one not in words(part).hears)]
        await eventually(lambda: len(refused) >= len(foreign))
    assert {one for one in tried if any(f'subscription to "{one}"' in text.lower() for text in refused)} == set(foreign)


@pytest.mark.parametrize("who", ["", "bookings:wrong@", "nobody:x@"])
async def test_a_stranger_is_not_let_in(who: str, guarded: Guarded) -> None:
    tls = ssl.create_default_context(cafile=guarded.ca)
    address = guarded.at.nats.replace("tls://", f"tls://{who}")
    with pytest.raises(Error, match=r"(?i)authorization"):
        await nats.connect(address, tls=tls, allow_reconnect=False, max_reconnect_attempts=0)


async def test_nobody_speaks_in_plain_text(guarded: Guarded) -> None:
    host, _, port = guarded.at.nats.removeprefix("tls://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    assert b'"tls_required":true' in await reader.readline()
    writer.write(b'CONNECT {"verbose":false}\r\nPING\r\n')
    assert b"PONG" not in await reader.read()
    writer.close()


async def test_ours_connects_to_a_server_of_our_authority_and_to_no_other(guarded: Guarded) -> None:
    ours, theirs = Nats(guarded.nats("edge"), ca=guarded.ca), Nats(guarded.nats("edge"))
    await ours.start()
    await theirs.start()
    await eventually(lambda: ours.connected)
    assert not theirs.connected
    await ours.stop()
    await theirs.stop()
