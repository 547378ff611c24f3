"""No route of a door is without a row in the table of rights, nor without a page."""

from litestar.routes import HTTPRoute

from choreography.keyring import MemoryKeyring
from choreography.memory.bus import MemoryBus
from ops.inspector.memory import MemoryInspector
from ops.memory import at_the_door
from tests.edge.house import House
from tests.edge.rights import DOCUMENTS, IN_MEMORY, RIGHTS


async def test_no_route_is_without_a_row(house: House) -> None:
    for route in at_the_door.routes(MemoryInspector({}, MemoryBus(), MemoryKeyring())):
        house.app.register(route)
    there = {
        f"{method} {route.path_format}"
        for route in house.app.routes
        if isinstance(route, HTTPRoute)
        for method in {one for handler in route.route_handlers for one in handler.http_methods} - {"OPTIONS"}
    }
    assert there == RIGHTS.keys() | IN_MEMORY.keys() | DOCUMENTS


async def test_no_document_leaves_out_a_route(house: House) -> None:
    paths = (await house.client.get("/docs/openapi.json")).json()["paths"]
    assert {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods} == RIGHTS.keys()
