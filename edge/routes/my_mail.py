"""Another mail address: asked for with the password, proved by a mailed code, and taken back from the old one."""

from litestar import post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.identity import ChangeMail, ConfirmMail, UndoMail
from edge.auth.guards import PUBLIC, proved
from edge.bodies.accounts import MailChange, MailConfirmation, MailUndo
from edge.limits.rules import SESSIONS
from edge.problem import Problem
from edge.routes.common import AnyRequest, sealed_of, user_of
from edge.routes.sessions import ACCOUNT
from edge.sign_in import shown
from edge.sign_in.address import account_of
from edge.sign_in.personal import sealed_for
from edge.world import Here


@post("/me/mail", guards=[proved], status_code=202, tags=["accounts"])
async def change_mail(request: AnyRequest, world: Here, data: JSONBody[MailChange]) -> ASGIResponse:
    """Have a code mailed to a new address. What is answered, and when, says nothing of whether it has an account."""
    user, (_, address) = user_of(request), await account_of(world, data.address)
    account = user.session[:ACCOUNT]
    for name, who in (("passwords", account), ("codes", address)):
        await world.limits.spend(request.scope, name, who)
    fields = {"address": address, "mail": await sealed_for(world.keyring, user.id, data.address)}
    wait = world.settings.sign_in_within
    answered, _ = await world.identity.ask(
        ChangeMail, account, data.password, sealed_of(request, world, data), wait, **fields
    )  # fmt: skip
    return shown.done(answered, world.settings.retry_after)


@post("/me/mail/confirm", status_code=200, tags=["accounts"])
async def confirm_mail(request: AnyRequest, world: Here, data: JSONBody[MailConfirmation]) -> ASGIResponse:
    """From now on I sign in by it, and am mailed there. For three days the old address can take it back."""
    (_, address), by = await account_of(world, data.address), user_of(request).session[:ACCOUNT]
    await world.limits.spend(request.scope, "passwords", by)
    wait = world.settings.sign_in_within
    asked = sealed_of(request, world, data)
    answered, _ = await world.identity.ask(ConfirmMail, address, data.code, asked, wait, by=by)
    return shown.done(answered, world.settings.retry_after)


@post("/accounts/mail/undo", status_code=200, opt=PUBLIC | SESSIONS, tags=["accounts"])
async def undo_mail(request: AnyRequest, world: Here, data: JSONBody[MailUndo]) -> ASGIResponse:
    """Take a change back by the code that was mailed to the address before it. Every session is ended."""
    account, _, secret = data.code.partition(".")
    if not secret:
        raise Problem(403, "bad_proof")
    wait = world.settings.sign_in_within
    answered, _ = await world.identity.ask(UndoMail, account, data.code, sealed_of(request, world, data), wait)
    return shown.done(answered, world.settings.retry_after)
