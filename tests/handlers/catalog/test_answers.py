import pytest

from choreography.testing import Bench
from contracts.base import Command
from tests.handlers.catalog.asking import add, cancel, create, publish, venue


@pytest.mark.parametrize("asked", [create(), create(name=""), add(), publish(), cancel(), venue(), venue(name="")])
@pytest.mark.parametrize("past", [[], [create()], [create(), publish()], [create(), publish(), cancel()]])
def test_every_command_is_answered_at_once(catalog: Bench, asked: Command, past: list[Command]) -> None:
    catalog.given(*past)
    catalog.when(asked, id="asked")
    assert catalog.books.inbox["asked"].answer is not None
