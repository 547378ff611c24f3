import pytest

from choreography.testing import START, Bench
from contracts.base import Command
from tests.handlers.catalog.asking import add, cancel, change, create, delete, postpone, publish, reschedule, venue

ASKED = [create(), create(name=""), add(), publish(), cancel(), venue(), venue(name=""), change(name="Gala")]
ASKED += [change(name=""), change(), postpone(), reschedule(), reschedule(ends_at=START), delete()]
SOLD = [create(), publish()]


@pytest.mark.parametrize("asked", ASKED, ids=range(len(ASKED)))
@pytest.mark.parametrize("past", [[], SOLD[:1], SOLD, [*SOLD, postpone()], [*SOLD, cancel()], [create(), delete()]])
def test_every_command_is_answered_at_once(catalog: Bench, asked: Command, past: list[Command]) -> None:
    catalog.given(*past)
    catalog.when(asked, id="asked")
    assert catalog.books.inbox["asked"].answer is not None
