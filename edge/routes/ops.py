"""For operators: how far the services are behind, and what is to be called again."""

from typing import Annotated, Any

from litestar import get, post
from litestar.params import PathParameter
from litestar.response.base import ASGIResponse

from contracts.payments import ResetBreakerSigned
from edge.asking.reply import Place
from edge.auth.guards import role
from edge.routes.common import AnyRequest, ask, asked_of, user_of
from edge.world import Here

PaidBy = Annotated[str, PathParameter(pattern=r"^stripe(?!\n)$", min_length=6, max_length=6)]


@get("/ops/lanes", guards=[role("operator")], tags=["operating"])
async def lanes(world: Here) -> dict[str, list[dict[str, Any]]]:
    """By service and partition, what was said and is not handled yet; those that are behind by nothing are left out."""
    return await world.outside.lanes()


@post("/ops/breakers/{dependency:str}/reset", guards=[role("operator")], status_code=202, tags=["operating"])
async def reset_breaker(request: AnyRequest, world: Here, dependency: PaidBy) -> ASGIResponse:
    """Have the payment provider called again at once, by all who call it: it is back, and its open circuit breaker
    would wait. Who asked is in the audit.
    """
    command = ResetBreakerSigned(dependency="stripe", operator=user_of(request).id)
    return await ask(world, command, asked_of(request, world), Place(dependency, "/health/ready"))
