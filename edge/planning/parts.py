"""A plan as messages: one, or several where it is too large for one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec

from choreography.envelope import derived
from choreography.intake import body_hash
from contracts.catalog import ImportPlan, StagePlan
from contracts.seating import Fault, ListedSeat, Seating, faults
from edge.bodies.seating import ChangedSection, NewPlan, NewSeat, PlannedSection
from edge.problem import Problem

BYTES_AT_MOST = 160 * 1024
"""Of the sections of one part."""
FAULTS_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Parts:
    """`last` is asked, once the log has all that are `staged`."""

    staged: tuple[StagePlan, ...]
    last: ImportPlan


def parts(data: NewPlan, command_id: str, asker: dict[str, Any]) -> Parts:
    """Another plan under the same command's id is another plan. Raises Problem for one that no event could have."""
    plan = [seating(one) for one in data.sections]
    judge(faults(plan))
    id_ = derived(command_id, body_hash(msgspec.json.encode(data)))
    *packs, last = packed(plan)
    staged = (StagePlan(**asker, plan_id=id_, part=f"{id_}/{n:04}", sections=pack) for n, pack in enumerate(packs))
    return Parts(tuple(staged), ImportPlan(**asker, plan_id=id_, sections=last, staged=len(packs)))


def judge(faults: Iterable[Fault]) -> None:
    """Raises Problem if there are any."""
    if wrong := [*islice(faults, FAULTS_AT_MOST)]:
        raise Problem(422, "invalid", errors=[{"pointer": f"#{where}", "message": what} for where, what in wrong])


def packed(plan: Sequence[Seating]) -> Iterator[tuple[Seating, ...]]:
    """In their order; the last pack may be empty."""
    pack, size = list[Seating](), 0
    for one in plan:
        more = len(one.model_dump_json())
        if pack and size + more > BYTES_AT_MOST:
            yield tuple(pack)
            pack, size = [], 0
        pack, size = [*pack, one], size + more
    yield tuple(pack)


def seating(said: PlannedSection) -> Seating:
    return Seating(ticket_type=said.ticket_type, **layout(said))


def layout(said: PlannedSection | ChangedSection) -> dict[str, Any]:
    rows = {row: those if isinstance(those, int) else len(those) for row, those in said.rows.items()}
    listed = {row: tuple(map(seat, those)) for row, those in said.rows.items() if not isinstance(those, int)}
    return {"section": said.section, "rows": rows, "listed": listed}


def seat(said: NewSeat) -> ListedSeat:
    return ListedSeat(number=said.number, x=said.x, y=said.y, properties=tuple(said.properties))
