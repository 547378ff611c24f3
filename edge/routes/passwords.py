"""Codes that are mailed, and passwords that are changed."""

from typing import Any

import msgspec
from litestar import post, put
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from choreography.blind import blind_index
from contracts.identity import ChangePassword, ResetPassword, SendCode, VerifyMail, WithSecret, normal
from edge import ids
from edge.auth.guards import PUBLIC
from edge.bodies import NewCode, NewPassword, PasswordChange, Verification
from edge.limits.limit import limit_codes, limit_passwords, limit_sessions
from edge.routes.common import AnyRequest, asked_of, user_of
from edge.routes.sessions import ACCOUNT
from edge.sign_in import shown
from edge.world import Here, World


@post("/accounts/codes", status_code=202, guards=[limit_sessions], opt=PUBLIC, tags=["accounts"])
async def send_code(request: AnyRequest, world: Here, data: JSONBody[NewCode]) -> dict[str, str]:
    """Have a code mailed. What is answered, and when, has nothing to do with whether there is such an account."""
    account = blind_index(normal(data.mail), world.blind)
    await limit_codes(world, request.scope, account)
    command = SendCode(account=account, request=ids.fresh(), purpose=data.purpose)
    await world.desk.tell(command, asked_of(request, world), ids.fresh())
    return {"state": "accepted"}


@post("/accounts/verification", status_code=200, guards=[limit_sessions], opt=PUBLIC, tags=["accounts"])
async def verify_mail(request: AnyRequest, world: Here, data: JSONBody[Verification]) -> ASGIResponse:
    """Show, by a code that was mailed for this, that the address is yours."""
    return await _proved(request, world, VerifyMail, blind_index(normal(data.mail), world.blind), data.code)


@post("/accounts/password", status_code=200, guards=[limit_sessions], opt=PUBLIC, tags=["accounts"])
async def reset_password(request: AnyRequest, world: Here, data: JSONBody[NewPassword]) -> ASGIResponse:
    """Choose a new password by a code that was mailed for this. Every session of the account is ended."""
    secret = _secret(data.code, data.password)
    return await _proved(request, world, ResetPassword, blind_index(normal(data.mail), world.blind), secret)


@put("/me/password", tags=["accounts"])
async def change_password(request: AnyRequest, world: Here, data: JSONBody[PasswordChange]) -> ASGIResponse:
    """Change the password by the old one. Every session of mine but this one is ended."""
    sid = user_of(request).session
    await limit_passwords(world, request.scope, sid[:ACCOUNT])
    secret = _secret(data.old, data.password)
    return await _proved(request, world, ChangePassword, sid[:ACCOUNT], secret, sid=sid)


async def _proved(
    request: AnyRequest, world: World, kind: type[WithSecret], account: str, secret: str, **fields: Any
) -> ASGIResponse:
    asked, settings = asked_of(request, world), world.settings
    answered, _ = await world.identity.ask(kind, account, secret, asked, settings.sign_in_within, **fields)
    return shown.done(answered, settings.retry_after)


def _secret(proof: str, password: str) -> str:
    return msgspec.json.encode({"proof": proof, "password": password}).decode()
