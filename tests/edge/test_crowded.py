"""More ask than can be answered: some are turned away at once, cheaply, and told when to come again."""

from typing import Any

import msgspec
import pytest

from edge.door.crowded import Crowded
from edge.door.pulse import Pulse
from edge.settings import EdgeSettings

PAGE = "http://localhost:3000"
SETTINGS = EdgeSettings(late=0.3, retry_after=5, origins=frozenset({PAGE}))


class Asked:
    """How often the application was."""

    def __init__(self, late: float) -> None:
        self.times, self.said = 0, list[dict[str, Any]]()
        self.pulse = Pulse()
        self.pulse.late = late
        self.door = Crowded(self, self.pulse, SETTINGS)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.times += 1

    async def send(self, said: Any) -> None:
        self.said.append(said)

    async def ask(self, path: str = "/events", times: int = 1, kind: str = "http") -> int:
        scope: Any = {"type": kind, "path": path, "headers": [(b"origin", PAGE.encode())]}
        for _ in range(times):
            await self.door(scope, None, self.send)  # type: ignore[arg-type]
        return self.times

    def header(self, name: bytes) -> list[bytes]:
        return [dict(said["headers"])[name] for said in self.said if "headers" in said]


async def test_nobody_is_turned_away_before_it_is_late() -> None:
    asked = Asked(late=0.3)
    assert await asked.ask(times=100) == 100 and not asked.said


async def test_the_later_it_is_the_more_are_turned_away() -> None:
    some, all_ = Asked(late=0.45), Asked(late=0.6)
    assert 350 < await some.ask(times=1_000) < 650 and await all_.ask(times=100) == 0
    assert all_.door.turned_away == 100


async def test_who_is_turned_away_is_told_when_to_come_and_not_all_at_once() -> None:
    asked = Asked(late=0.9)
    await asked.ask(times=200)
    seconds = {int(one) for one in asked.header(b"retry-after")}
    assert seconds == set(range(1, 16)) and msgspec.json.decode(asked.said[1]["body"])["code"] == "busy"
    assert set(asked.header(b"access-control-allow-origin")) == {PAGE.encode()}


@pytest.mark.parametrize("path", ["/health/ready", "/metrics", "/webhooks/stripe", "/ops/lanes"])
async def test_who_watches_and_word_of_money_are_let_in(path: str) -> None:
    assert await Asked(late=9).ask(path, times=50) == 50


async def test_who_books_goes_before_who_is_on_the_way() -> None:
    asked = Asked(late=0.6)
    assert await asked.ask("/bookings", times=50) == 50


async def test_a_socket_that_is_opened_is_let_in() -> None:
    assert await Asked(late=9).ask("/live", kind="websocket") == 1


def test_one_pause_is_no_crowd_and_a_crowd_is_forgotten_soon() -> None:
    pulse = Pulse()
    pulse.beat(0.5)
    assert pulse.late < SETTINGS.late
    for late in (1.0, 1.0, 1.0):
        pulse.beat(late)
    assert pulse.late > 2 * SETTINGS.late
    for _ in range(4):
        pulse.beat(0.0)
    assert pulse.late < SETTINGS.late
