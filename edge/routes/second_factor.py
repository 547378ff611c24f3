"""The second factor of the person who asks: codes that an authenticator makes, beside the password."""

from typing import Any

import msgspec
import segno
from litestar import post, put
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.identity import ConfirmSecondFactor, EnrolSecondFactor, RemoveSecondFactor, RenewSpareCodes, WithSecret
from edge.asking.reply import JSON
from edge.asking.waiting import Answered
from edge.bodies.accounts import FactorCode, FactorProof, FactorWish
from edge.routes.common import AnyRequest, sealed_of, user_of
from edge.routes.sessions import ACCOUNT
from edge.sign_in import shown
from edge.world import Here, World

ISSUER = "Boxoffice"


@post("/me/second-factor", status_code=200, tags=["accounts"])
async def enrol_second_factor(request: AnyRequest, world: Here, data: JSONBody[FactorWish]) -> ASGIResponse:
    """Have a key made for an authenticator, as text and to scan. It counts once a code of it was sent back."""
    said = await _opened(request, world, EnrolSecondFactor, data.password, "offer")
    by = f"&algorithm={said['algorithm']}" if "algorithm" in said else ""
    uri = f"otpauth://totp/{ISSUER}?secret={said['key']}&issuer={ISSUER}{by}"
    return _json(said | {"uri": uri, "qr": segno.make(uri, micro=False).svg_data_uri(scale=4)})


@put("/me/second-factor", tags=["accounts"])
async def confirm_second_factor(request: AnyRequest, world: Here, data: JSONBody[FactorCode]) -> ASGIResponse:
    """From now on each sign-in asks for a code. The `spare` ones are shown this once: each opens a session once.

    All my sessions but this one are ended.
    """
    sid = user_of(request).session
    return _json(await _opened(request, world, ConfirmSecondFactor, data.code, "spare", sid=sid))


@post("/me/second-factor/removal", status_code=200, tags=["accounts"])
async def remove_second_factor(request: AnyRequest, world: Here, data: JSONBody[FactorProof]) -> ASGIResponse:
    """The password alone opens sessions again."""
    answered, _ = await _ask(request, world, RemoveSecondFactor, shown.proof(data.password, data.code))
    return shown.done(answered, world.settings.retry_after)


@post("/me/second-factor/spare", status_code=200, tags=["accounts"])
async def renew_spare_codes(request: AnyRequest, world: Here, data: JSONBody[FactorProof]) -> ASGIResponse:
    """New `spare` codes, shown this once; the earlier ones count no more."""
    return _json(await _opened(request, world, RenewSpareCodes, shown.proof(data.password, data.code), "spare"))


async def _opened(
    request: AnyRequest, world: World, kind: type[WithSecret], secret: str, box: str, **fields: str
) -> dict[str, Any]:
    """The answer's type, and what is in the box that is its field `box`."""
    answered, asked = await _ask(request, world, kind, secret, reply_to=world.sealer.reply_to, **fields)
    there = shown.came(answered, world.settings.retry_after)
    sealed = msgspec.json.decode(there.body)[box]
    return {"type": there.kind, **world.sealer.opened(sealed, there.kind, _account(request), asked)}


async def _ask(
    request: AnyRequest, world: World, kind: type[WithSecret], secret: str, **fields: str
) -> tuple[Answered | None, str]:
    account, wait = _account(request), world.settings.sign_in_within
    await world.limits.spend(request.scope, "passwords", account)
    return await world.identity.ask(kind, account, secret, sealed_of(request, world, secret), wait, **fields)


def _account(request: AnyRequest) -> str:
    return user_of(request).session[:ACCOUNT]


def _json(said: dict[str, Any]) -> ASGIResponse:
    return ASGIResponse(body=msgspec.json.encode(said), media_type=JSON)
