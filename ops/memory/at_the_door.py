"""What only looks, at the front door of a box office in memory: for whoever comes with an operator's token."""

from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response.base import ASGIResponse

from edge.auth.guards import role
from edge.maintenance.maintenance import GOES_ON
from edge.problem import not_found
from edge.routes.common import AnyRequest
from ops.check.memory import check
from ops.inspector.memory import MemoryInspector
from ops.inspector.wire import ANSWERS, asked, packed
from ops.memory.tools import looked

LOOKS = ANSWERS.keys() - {"replay", "opened"}
BYTES = "application/octet-stream"
OPERATORS = [role("operator")]


def routes(inspector: MemoryInspector) -> list[HTTPRouteHandler]:
    @post("/ops/inspect/{call:str}", guards=OPERATORS, opt=GOES_ON, status_code=200, include_in_schema=False)
    async def inspect(request: AnyRequest, call: FromPath[str]) -> ASGIResponse:
        if call not in LOOKS:
            raise not_found("call")
        found = await looked(inspector, call, asked(call, await request.body()))
        return ASGIResponse(body=packed(found), media_type=BYTES)

    @post("/ops/check", guards=OPERATORS, opt=GOES_ON, status_code=200, include_in_schema=False)
    async def agree(request: AnyRequest) -> ASGIResponse:
        report = await check(inspector.books, float(await request.body()))
        return ASGIResponse(body=report.packed(), media_type=BYTES)

    return [inspect, agree]
