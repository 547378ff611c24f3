"""Where the payment provider and we do not agree: operators who are signed in have the proposed step taken."""

from litestar import post
from litestar.response.base import ASGIResponse

from contracts.payments import ApplyCaseSigned
from edge.asking.reply import Place
from edge.auth.guards import proved, role
from edge.paths import CaseId
from edge.routes.common import AnyRequest, ask, asked_of, user_of
from edge.world import Here

APPLICATION = "/money/cases/{case_id:str}/application"


@post(APPLICATION, guards=[role("operator"), proved], status_code=202, tags=["payouts"])
async def apply_case(request: AnyRequest, world: Here, case_id: CaseId) -> ASGIResponse:
    """Have the proposed step taken. Where money moves the first operator proposes it, and another applies it.

    `state` says how it stands where it is not: `proposed` by the same operator, or `applied` already.
    """
    command = ApplyCaseSigned(provider="stripe", case_id=case_id, operator=user_of(request).id)
    where = APPLICATION.replace("{case_id:str}", case_id)
    return await ask(world, command, asked_of(request, world), Place(case_id, where))
