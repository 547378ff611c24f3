"""What operators change at the doors' board is said afterwards."""

from pathlib import Path

import pytest

from choreography.kafka.settings import KafkaSettings
from choreography.mesh import MeshSettings
from choreography.ports import Unreachable
from contracts.operators import SettingChanged
from edge.board import MemoryBoard
from ops.at import Place
from ops.board import Recorded
from ops.telling import tell


async def test_a_change_is_told_with_what_was_there_before() -> None:
    board = Recorded(MemoryBoard())
    await board.write("limit:reads", "2 1.0", 60)
    await board.write("limit:reads", "3 1.0", 60)
    await board.wipe("limit:reads")
    told = [(one.setting, one.before, one.after) for one in board.changes]
    assert told == [("limit:reads", *values) for values in (("", "2 1.0"), ("2 1.0", "3 1.0"), ("3 1.0", ""))]
    assert [one.until is None for one in board.changes] == [False, False, True]


async def test_a_look_is_no_change() -> None:
    board = Recorded(MemoryBoard())
    assert await board.read("maintenance") == "" and not board.changes


async def test_what_cannot_be_said_is_done_all_the_same(tmp_path: Path) -> None:
    nowhere = Place(MeshSettings(), KafkaSettings(), str(tmp_path / "nobody"))
    with pytest.raises(Unreachable, match="it is done, but not recorded"):
        await tell(nowhere, [SettingChanged(setting="maintenance", before="", after="")])
