"""What a reader may look up: the meaning of a code, and the contracts of the bus and the socket."""

from pathlib import Path

from litestar import get
from litestar.params import FromPath
from litestar.response.base import ASGIResponse

from edge.auth.guards import PUBLIC
from edge.explained import explained
from edge.problem import not_found
from edge.reference.page import POLICY, page
from edge.routes.common import shown

ASYNCAPI = Path(__file__).parents[2] / "docs" / "contracts" / "asyncapi.json"


@get("/problems/{code:str}", opt=PUBLIC, tags=["documents"], sync_to_thread=False)
def problem(code: FromPath[str]) -> dict[str, str]:
    """The `type` of a problem leads here."""
    if not (meaning := explained(code)):
        raise not_found("code")
    return {"code": code, "meaning": meaning}


@get("/docs/asyncapi", opt=PUBLIC, include_in_schema=False, sync_to_thread=True)
def said() -> ASGIResponse:
    """Everything that is said, as a page."""
    if not ASYNCAPI.exists():
        raise not_found("document")
    headers = {"Content-Security-Policy": POLICY}
    return ASGIResponse(body=page(ASYNCAPI.read_bytes()), media_type="text/html", headers=headers)


@get("/docs/asyncapi.json", opt=PUBLIC, include_in_schema=False, sync_to_thread=True)
def asyncapi() -> ASGIResponse:
    """Everything that is said, and by whom, for machines."""
    return shown(ASYNCAPI.read_bytes() if ASYNCAPI.exists() else None, "document")
