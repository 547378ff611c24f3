"""What only looks, at the front door of a box office in memory: for whoever comes with an operator's token."""

from dataclasses import replace
from typing import Any

import msgspec
from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response.base import ASGIResponse

from edge.auth.guards import role
from edge.door.plain import BINARY
from edge.maintenance.maintenance import GOES_ON
from edge.problem import Problem, not_found
from edge.routes.common import AnyRequest
from ops.check.memory import check
from ops.inspector.memory import MemoryInspector
from ops.inspector.wire import ANSWERS, asked, packed
from ops.masking import guarded
from ops.memory.tools import looked

LOOKS = ANSWERS.keys() - {"replay", "opened"}
BODIES = {"records": "value", "waiting": "body", "effects": "body", "unpublished": "body"}
"""By call, the field of what it finds in which a message lies as it was said."""
BYTES = "application/octet-stream"
OPERATORS = [role("operator")]
PATIENT_AT_MOST = 3600.0
"""Seconds."""


def routes(inspector: MemoryInspector) -> list[HTTPRouteHandler]:
    @post("/ops/inspect/{call:str}", guards=OPERATORS, opt=GOES_ON | BINARY, status_code=200, include_in_schema=False)
    async def inspect(request: AnyRequest, call: FromPath[str]) -> ASGIResponse:
        if call not in LOOKS:
            raise not_found("call")
        try:
            found = await looked(inspector, call, asked(call, await request.body()))
        except (msgspec.MsgspecError, TypeError, LookupError) as error:
            raise Problem(400, "bad_request") from error
        return ASGIResponse(body=packed(hidden(call, found)), media_type=BYTES)

    @post("/ops/check", guards=OPERATORS, opt=GOES_ON, status_code=200, include_in_schema=False)
    async def agree(request: AnyRequest) -> ASGIResponse:
        report = await check(inspector.books, patience(await request.body()))
        return ASGIResponse(body=report.packed(), media_type=BYTES)

    return [inspect, agree]


def hidden(call: str, found: Any) -> Any:
    """Neither a secret nor a ticket leaves by the door: who reads messages whole has the folder."""
    if (field := BODIES.get(call)) is None:
        return found
    return [replace(one, **{field: guarded(getattr(one, field))}) for one in found]


def patience(body: bytes) -> float:
    """Raises Problem for what is no number of seconds, or too many."""
    try:
        seconds = float(body)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= PATIENT_AT_MOST:
        raise Problem(400, "bad_request", f"Say as a number how many seconds, at most {PATIENT_AT_MOST:.0f}.")
    return seconds
