"""The second factor of the person who asks: codes that an authenticator makes, beside the password."""

import msgspec
import segno
from litestar import post, put
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.identity import (
    ConfirmSecondFactor,
    EnrolSecondFactor,
    RemoveSecondFactor,
    RenewSpareCodes,
    SecondFactorConfirmed,
    SecondFactorOffered,
    SpareCodesRenewed,
    WithSecret,
)
from edge.asking.reply import JSON
from edge.asking.waiting import Answered
from edge.bodies import FactorCode, FactorProof, FactorWish
from edge.routes.common import AnyRequest, asked_of, user_of
from edge.routes.sessions import ACCOUNT
from edge.sign_in import shown
from edge.world import Here, World

ISSUER = "Boxoffice"


@post("/me/second-factor", status_code=200, tags=["accounts"])
async def enrol_second_factor(request: AnyRequest, world: Here, data: JSONBody[FactorWish]) -> ASGIResponse:
    """Have a key made for an authenticator, as text and to scan. It counts once a code of it was sent back."""
    reply_to = world.sealer.reply_to
    answered, asked = await _ask(request, world, EnrolSecondFactor, data.password, reply_to=reply_to)
    done = shown.done(answered, world.settings.retry_after)
    assert answered
    box = SecondFactorOffered.model_validate_json(answered.body).offer
    key = world.sealer.opened(box, answered.kind, _account(request), asked)["key"]
    uri = f"otpauth://totp/{ISSUER}?secret={key}&issuer={ISSUER}"
    return _with(done, key=key, uri=uri, qr=segno.make(uri, micro=False).svg_data_uri(scale=4))


@put("/me/second-factor", tags=["accounts"])
async def confirm_second_factor(request: AnyRequest, world: Here, data: JSONBody[FactorCode]) -> ASGIResponse:
    """From now on each sign-in asks for a code. The `spare` ones are shown this once: each opens a session once.

    All my sessions but this one are ended.
    """
    fields = {"reply_to": world.sealer.reply_to, "sid": user_of(request).session}
    answered, asked = await _ask(request, world, ConfirmSecondFactor, data.code, **fields)
    done = shown.done(answered, world.settings.retry_after)
    assert answered
    box = SecondFactorConfirmed.model_validate_json(answered.body).spare
    return _with(done, spare=world.sealer.opened(box, answered.kind, _account(request), asked)["codes"])


@post("/me/second-factor/removal", status_code=200, tags=["accounts"])
async def remove_second_factor(request: AnyRequest, world: Here, data: JSONBody[FactorProof]) -> ASGIResponse:
    """The password alone opens sessions again."""
    secret = shown.proof(data.password, data.code)
    answered, _ = await _ask(request, world, RemoveSecondFactor, secret)
    return shown.done(answered, world.settings.retry_after)


@post("/me/second-factor/spare", status_code=200, tags=["accounts"])
async def renew_spare_codes(request: AnyRequest, world: Here, data: JSONBody[FactorProof]) -> ASGIResponse:
    """New `spare` codes, shown this once; the earlier ones count no more."""
    secret = shown.proof(data.password, data.code)
    answered, asked = await _ask(request, world, RenewSpareCodes, secret, reply_to=world.sealer.reply_to)
    done = shown.done(answered, world.settings.retry_after)
    assert answered
    box = SpareCodesRenewed.model_validate_json(answered.body).spare
    return _with(done, spare=world.sealer.opened(box, answered.kind, _account(request), asked)["codes"])


async def _ask(
    request: AnyRequest, world: World, kind: type[WithSecret], secret: str, **fields: str
) -> tuple[Answered | None, str]:
    account, wait = _account(request), world.settings.sign_in_within
    await world.limits.spend(request.scope, "passwords", account)
    return await world.identity.ask(kind, account, secret, asked_of(request, world), wait, **fields)


def _account(request: AnyRequest) -> str:
    return user_of(request).session[:ACCOUNT]


def _with(done: ASGIResponse, **more: object) -> ASGIResponse:
    """No cache may keep what is shown this once: the door says so of every answer to a change."""
    body = msgspec.json.decode(done.body) | more
    return ASGIResponse(body=msgspec.json.encode(body), status_code=done.status_code, media_type=JSON)
