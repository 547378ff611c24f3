"""Passwords that try to be something else, or too many."""

import asyncio
from collections.abc import Iterator
from threading import Event

import pytest

from handlers.identity.hasher import LONGEST, Hasher
from handlers.identity.settings import IdentitySettings


@pytest.fixture
def hasher() -> Iterator[Hasher]:
    hasher = Hasher(IdentitySettings(hash_passes=1, hash_memory=64, hash_threads=2))
    yield hasher
    hasher.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("correct\0horse", "correct\0house"),
        ("correct horse", "correct horse\0"),
        ("x" * 72 + "a" * 8, "x" * 72 + "b" * 8),
        ("x" * LONGEST, "x" * (LONGEST - 1)),
        ("correct horse", "Correct horse"),
        ("correct horse", "correct horse "),
    ],
)
def test_every_character_of_a_password_counts(hasher: Hasher, one: str, other: str) -> None:
    hashed = hasher.hash(one)
    assert hasher.right(hashed, one) and not hasher.right(hashed, other)


@pytest.mark.parametrize("typed", ["caf\u00e9 bleu", "cafe\u0301 bleu", "\uff43\uff41\uff46\u00e9 bleu"])
def test_a_letter_is_the_same_however_a_keyboard_composes_it(hasher: Hasher, typed: str) -> None:
    assert hasher.right(hasher.hash("caf\u00e9 bleu"), typed)


def test_an_endless_password_is_not_hashed(hasher: Hasher) -> None:
    assert hasher.why_not("x" * 65_536) == "unacceptable_password"
    assert not hasher.right(hasher.hash("x" * 65_536), "x" * 65_536)


CHINESE = "\u4eba\u751f\u4e03\u5341\u53e4\u6765\u7a00\u3002"


@pytest.mark.parametrize("plain", ["only lower case", "20482048204", CHINESE, "x" * 64])
def test_a_password_may_be_of_any_characters(hasher: Hasher, plain: str) -> None:
    assert not hasher.why_not(plain)


@pytest.mark.parametrize("password", ["boxoffice", "BoxOffice2026!", "Tickets-Tickets", "admin_operator"])
def test_words_of_the_house_are_no_password(hasher: Hasher, password: str) -> None:
    assert hasher.why_not(password) == "breached_password"
    assert not hasher.why_not(f"{password} and a heron")


async def test_while_two_hundred_wait_to_be_hashed_the_loop_turns(hasher: Hasher) -> None:
    gate, done = Event(), 0

    def slow() -> None:
        nonlocal done
        assert gate.wait(30)
        done += 1

    asked = [asyncio.create_task(hasher.apart(slow)) for _ in range(200)]
    for _ in range(1_000):
        await asyncio.sleep(0)
    assert done == 0 and not any(one.done() for one in asked)
    gate.set()
    await asyncio.gather(*asked)
    assert done == len(asked)


def test_a_hash_is_made_as_slowly_as_is_advised() -> None:
    settings = IdentitySettings()
    assert settings.hash_passes >= 2 and settings.hash_memory >= 19 * 1024
