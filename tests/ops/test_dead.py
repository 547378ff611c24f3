"""What is told of a dead letter, and when."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
import typer

from choreography.changes import Waiting
from choreography.envelope import Envelope
from choreography.keyring import MemoryKeyring
from choreography.memory.books import Books
from choreography.memory.bus import MemoryBus
from choreography.ports import Unreachable
from contracts.base import Event
from ops.commands.dead import why
from ops.dead import Filter, replay
from ops.inspector.memory import MemoryInspector

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SAID = Envelope("m1", "RequestBooking", "test", NOW, "bookings.commands", "e", "b", "m1")


async def nobody_hears(facts: Iterable[Event]) -> None:
    raise Unreachable("there is no log")


async def reason_after(because: str) -> str:
    """Of a dead letter that an operator takes up while nothing can be recorded."""
    books = Books(lambda: NOW)
    books.waiting["m1"] = Waiting(SAID, b"{}", 0, "dead", NOW, NOW, error="a bug")
    look = MemoryInspector({"bookings": books}, MemoryBus(), MemoryKeyring())
    with pytest.raises(Unreachable):
        await replay(look, ["bookings"], Filter(id="m1"), dry_run=False, tell=nobody_hears, because=because)
    return books.waiting["m1"].reason


async def test_what_cannot_be_recorded_is_not_discarded_and_may_be_later() -> None:
    assert await reason_after("a stranger's") == "dead"


async def test_a_letter_is_tried_again_though_that_cannot_be_recorded() -> None:
    assert await reason_after("") == "next"


def test_why_a_letter_is_discarded_is_kept_without_what_is_personal() -> None:
    kept = why(" ann@example.org paid by 4242 4242 4242 4242 ")
    assert kept == "[mail] paid by [card]"
    for nothing in (" ", "x" * 501):
        with pytest.raises(typer.BadParameter, match="in at most 500 characters"):
            why(nothing)
