"""A guard that is asked of every model of a dict: in Python, and as a path in its JSON."""

from dataclasses import field
from typing import Self

import asyncpg
import pytest
from pydantic import BaseModel

from choreography import guard
from choreography.row import Row
from ops.stack import Addresses


class Box(BaseModel):
    used: int = 0
    spare: int = 0
    size: int = 9


class Rack(Row, key=("name",)):
    name: str
    boxes: dict[str, Box] = field(default_factory=dict)

    def legal(self, old: Self | None) -> bool:
        return all(one.used >= 0 and one.used + one.spare <= one.size and one.spare != 7 for one in self.boxes.values())


class Some(Rack, key=("name",)):
    def legal(self, old: Self | None) -> bool:
        return any(one.used for one in self.boxes.values())


class Foreign(Rack, key=("name",)):
    def legal(self, old: Self | None) -> bool:
        return all(one.used <= self.version for one in self.boxes.values())


def rack(*boxes: Box) -> Rack:
    return Rack("r", {str(n): box for n, box in enumerate(boxes)})


RACKS = [
    (rack(), True), (rack(Box()), True), (rack(Box(used=4, spare=5), Box(used=9)), True), (rack(Box(used=-1)), False),
    (rack(Box(), Box(used=4, spare=6)), False), (rack(Box(spare=7)), False),
]  # fmt: skip


@pytest.mark.parametrize(("row", "legal"), RACKS)
def test_one_that_is_not_legal_makes_the_row_so(row: Rack, legal: bool) -> None:
    assert row.legal(None) is legal


@pytest.mark.parametrize("row", [Some, Foreign])
def test_what_no_path_says_is_no_guard(row: type[Rack]) -> None:
    with pytest.raises(TypeError, match="a guard cannot say"):
        guard.check(row)


@pytest.mark.real
async def test_the_database_judges_alike_and_forgives_no_field_that_lacks(stack: Addresses) -> None:
    connection = await asyncpg.connect(stack.postgres)
    asked = f"select {guard.check(Rack)} from (select $1::jsonb as boxes) rack"  # noqa: S608 (its own words)
    for row, legal in RACKS:
        boxes = "{" + ", ".join(f'"{name}": {box.model_dump_json()}' for name, box in row.boxes.items()) + "}"
        assert await connection.fetchval(asked, boxes) is legal, boxes
    assert not await connection.fetchval(asked, '{"0": {"used": 1, "spare": 1}}')
    await connection.close()
