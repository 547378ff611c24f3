"""Where the payment provider and we do not agree, and the step that operators who are signed in have taken."""

from typing import Annotated

from litestar import get, post
from litestar.params import QueryParameter
from litestar.response.base import ASGIResponse

from contracts.payments import ApplyCaseSigned, CaseState
from edge.asking.reply import Place
from edge.auth.guards import proved, role
from edge.paths import CaseId
from edge.routes.common import AnyRequest, ask, asked_of, shown, user_of
from edge.routes.events import Size, Word
from edge.world import Here

CASES = "/money/cases"
APPLICATION = CASES + "/{case_id:str}/application"
InState = Annotated[CaseState | None, QueryParameter(name="state")]
OfKind = Annotated[str, QueryParameter(name="kind", max_length=40, pattern=r"^[a-z_]*$")]


@get(CASES, guards=[role("operator")], tags=["payouts"])
async def cases(
    world: Here, after: Word = "", limit: Size = 50, stands: InState = None, kind: OfKind = ""
) -> ASGIResponse:
    """Where the provider and we do not agree, the newest first: what was `expected`, what was `found`, in the minor
    unit, and the step that is proposed.

    `open`, `proposed` and `failed` wait for an operator. `next` goes into `after`.
    """
    return shown(await world.money_cases.newest(limit, after, stands or "", kind), "page")


@post(APPLICATION, guards=[role("operator"), proved], status_code=202, tags=["payouts"])
async def apply_case(request: AnyRequest, world: Here, case_id: CaseId) -> ASGIResponse:
    """Have the proposed step taken. Where money moves the first operator proposes it, and another applies it.

    `state` says how it stands where it is not: `proposed` by the same operator, or `applied` already.
    """
    command = ApplyCaseSigned(provider="stripe", case_id=case_id, operator=user_of(request).id)
    where = APPLICATION.replace("{case_id:str}", case_id)
    return await ask(world, command, asked_of(request, world), Place(case_id, where))
