"""What both ways of telling promise: the one in memory, and a real NATS server."""

from collections.abc import AsyncIterator
from typing import Protocol

import pytest

from choreography.memory.nats import MemoryNats
from choreography.nats import Nats
from choreography.ports import Answers, Ear
from tests.eventually import eventually


class Both(Answers, Ear, Protocol): ...


@pytest.fixture(params=["memory", pytest.param("real", marks=pytest.mark.real)])
async def nats(request: pytest.FixtureRequest) -> AsyncIterator[Both]:
    if request.param == "memory":
        yield MemoryNats()
        return
    client = Nats(request.getfixturevalue("stack").nats)
    await client.start()
    await eventually(lambda: client.connected)
    yield client
    await client.stop()


class Heard(list[tuple[str, bytes]]):
    def __call__(self, subject: str, body: bytes, headers: tuple[tuple[str, bytes], ...]) -> None:
        self.append((subject, body))


async def told(nats: Both, *subjects: str) -> None:
    for subject in subjects:
        await nats.tell(subject, subject.encode())


async def test_who_listens_hears_words_in_their_order(nats: Both) -> None:
    heard = Heard()
    await nats.listen("feeds.e1", heard)

    for n in range(20):
        await nats.tell("feeds.e1", b"%d" % n)

    await eventually(lambda: heard == [("feeds.e1", b"%d" % n) for n in range(20)])


async def test_a_star_stands_for_one_token_and_an_arrow_for_the_rest(nats: Both) -> None:
    one, rest, last = Heard(), Heard(), Heard()
    await nats.listen("a.*.c", one)
    await nats.listen("a.>", rest)
    await nats.listen("end", last)

    await told(nats, "a.b.c", "a.b.d", "a.b.b.c", "a", "b.b.c", "end")

    await eventually(lambda: last)
    assert [subject for subject, _ in one] == ["a.b.c"]
    assert [subject for subject, _ in rest] == ["a.b.c", "a.b.d", "a.b.b.c"]


async def test_all_who_listen_hear_and_none_of_them_instead_of_another(nats: Both) -> None:
    first, second = Heard(), Heard()
    await nats.listen("x", first)
    await nats.listen("x", second)

    await told(nats, "x")

    await eventually(lambda: len(first) == len(second) == 1)


async def test_who_listens_no_more_hears_no_more(nats: Both) -> None:
    gone, here = Heard(), Heard()
    unlisten = await nats.listen("x", gone)
    await nats.listen("x", here)

    await unlisten()
    await told(nats, "x")

    await eventually(lambda: here)
    assert gone == []


async def test_headers_arrive(nats: Both) -> None:
    heard: list[tuple[tuple[str, bytes], ...]] = []
    await nats.listen("x", lambda subject, body, headers: heard.append(headers))

    await nats.tell("x", b"", (("ce_id", b"7"),))

    await eventually(lambda: heard == [(("ce_id", b"7"),)])


async def test_what_nobody_listens_to_is_gone(nats: Both) -> None:
    await told(nats, "x")
    heard = Heard()
    await nats.listen("x", heard)

    await nats.tell("x", b"later")

    await eventually(lambda: heard == [("x", b"later")])
