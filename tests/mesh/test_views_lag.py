"""How far the views are behind, at the command line, in memory and on real servers."""

from tests.eventually import eventually
from tests.mesh.operator import Operator
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import on_sale, wish


async def test_the_views_are_up_to_date_soon_after_a_purchase(mesh: Mesh, operator: Operator) -> None:
    await mesh.ask(wish(await on_sale(mesh), "stalls-A1"))

    async def up_to_date() -> bool:
        return (await operator.runs("views", "lag")).exit_code == 0

    await eventually(up_to_date, within=20)
    found = await operator.json("views", "lag")
    assert found["bookings.events"] == {"group": "views", "messages": 0, "seconds": 0.0}


async def test_a_box_office_in_memory_has_nothing_to_build_anew(mesh: Mesh, operator: Operator) -> None:
    if mesh.profile == "memory":
        assert (await operator.runs("views", "rebuild")).exit_code == 2
