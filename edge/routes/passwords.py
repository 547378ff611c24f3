"""Codes that are mailed, and passwords that are changed."""

from typing import Any

import msgspec
from litestar import post, put
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.identity import ChangePassword, ResetPassword, SendCode, VerifyMail, WithSecret
from edge.asking.waiting import Answered
from edge.auth.guards import PUBLIC
from edge.bodies.accounts import NewCode, NewPassword, PasswordChange, Verification
from edge.limits.rules import SESSIONS
from edge.routes.common import AnyRequest, asked_of, sealed_of, user_of
from edge.routes.sessions import ACCOUNT
from edge.sign_in import cookies, shown
from edge.sign_in.address import account_of
from edge.world import Here, World


@post("/accounts/codes", status_code=202, opt=PUBLIC | SESSIONS, tags=["accounts"])
async def send_code(request: AnyRequest, world: Here, data: JSONBody[NewCode]) -> dict[str, str]:
    """Have a code mailed. What is answered, and when, has nothing to do with whether there is such an account."""
    account, _ = await account_of(world, data.mail)
    await world.limits.spend(request.scope, "codes", account)
    asked = asked_of(request, world).of(account)
    await world.desk.tell(SendCode(account=account, request=asked.command_id, purpose=data.purpose), asked)
    return {"state": "accepted"}


@post("/accounts/verification", status_code=200, opt=PUBLIC | SESSIONS, tags=["accounts"])
async def verify_mail(request: AnyRequest, world: Here, data: JSONBody[Verification]) -> ASGIResponse:
    """Show, by a code that was mailed for this, that the address is yours."""
    account, _ = await account_of(world, data.mail)
    return shown.done(await _proved(request, world, VerifyMail, account, data.code), world.settings.retry_after)


@post("/accounts/password", status_code=200, opt=PUBLIC | SESSIONS, tags=["accounts"])
async def reset_password(request: AnyRequest, world: Here, data: JSONBody[NewPassword]) -> ASGIResponse:
    """Choose a new password by a code that was mailed for this. Every session of the account is ended.

    Whoever it is may sign in by `device` then, however many guess the password meanwhile.
    """
    account, _ = await account_of(world, data.mail)
    secret = _secret(data.code, data.password)
    answered = await _proved(request, world, ResetPassword, account, secret)
    return shown.done(answered, world.settings.retry_after, device=world.devices.token(account))


@put("/me/password", tags=["accounts"])
async def change_password(request: AnyRequest, world: Here, data: JSONBody[PasswordChange]) -> ASGIResponse:
    """Change the password by the old one. Every session of mine but this one is ended.

    No `device` from before counts any more, but the one that is answered.
    """
    sid = user_of(request).session
    await world.limits.spend(request.scope, "passwords", sid[:ACCOUNT])
    secret = _secret(data.old, data.password)
    answered = await _proved(request, world, ChangePassword, sid[:ACCOUNT], secret, sid=sid)
    device = world.devices.token(sid[:ACCOUNT], cookies.device(request), sid)
    return shown.done(answered, world.settings.retry_after, device=device)


async def _proved(
    request: AnyRequest, world: World, kind: type[WithSecret], account: str, secret: str, **fields: Any
) -> Answered | None:
    asked, wait = sealed_of(request, world, account, secret), world.settings.sign_in_within
    answered, _ = await world.identity.ask(kind, account, secret, asked, wait, **fields)
    return answered


def _secret(proof: str, password: str) -> str:
    return msgspec.json.encode({"proof": proof, "password": password}).decode()
