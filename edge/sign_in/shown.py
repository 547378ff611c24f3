"""What a client is told of identity's answers: no box, and nothing that is sealed."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from litestar.response.base import ASGIResponse

from contracts.identity import SessionRefused, SessionStarted, account_id
from edge.asking.reply import JSON, good
from edge.asking.waiting import Answered
from edge.problem import Problem, unauthorized, unavailable
from edge.sign_in.cookies import kept

if TYPE_CHECKING:
    from edge.world import World

UNAUTHORIZED = 401
UNREADABLE = {"unreadable", "unknown_key"}
"""Reasons that are the edge's own trouble, not the client's."""

SOON = 1
"""Seconds: who was given new tokens, and was not told, is given the same for 15 seconds, and then counts as a thief."""


def done(answered: Answered | None, retry_after: int, **more: str) -> ASGIResponse:
    """That it was done, and this. Raises Problem."""
    there = came(answered, retry_after)
    body = msgspec.json.encode({"type": there.kind, **more})
    return ASGIResponse(body=body, status_code=good(there), media_type=JSON)


def came(answered: Answered | None, retry_after: int) -> Answered:
    """An answer that is no refusal. Raises Problem."""
    if answered is None:
        raise unavailable(retry_after, "sign_in_slow", "Nobody answered in time: ask again.")
    try:
        good(answered)
    except Problem as problem:
        raise unavailable(retry_after) if problem.code in UNREADABLE else problem from problem
    return answered


def proof(password: str, code: str) -> str:
    """The secret that both are."""
    return msgspec.json.encode({"proof": password, "code": code}).decode()


def session(
    answered: Answered | None,
    request: str,
    account: str,
    world: "World",
    device: str | None = None,
    hidden: bool = False,
) -> ASGIResponse:
    """`device` is the token that was shown, or nothing; None where no session begins.

    What is secret is `hidden` in cookies, where a page wants it so. Raises Problem.
    """
    retry_after = world.settings.retry_after
    if answered is None:
        raise unavailable(SOON, "sign_in_slow")
    try:
        good(answered)
    except Problem as problem:
        if problem.code in UNREADABLE:
            raise unavailable(retry_after) from problem
        if problem.code == "locked":
            again = SessionRefused.model_validate_json(answered.body).retry_after
            raise Problem(429, "locked", headers={"Retry-After": str(again)}) from problem
        if problem.status != UNAUTHORIZED:
            raise
        raise unauthorized(problem.code) from problem
    started = SessionStarted.model_validate_json(answered.body)
    said: dict[str, Any] = {
        **world.sealer.tokens(started.tokens, account, request),
        "token_type": "Bearer",
        "expires_in": max(0, int((started.access_expires - datetime.now(UTC)).total_seconds())),
        "access_expires": started.access_expires,
        "session_expires": started.session_expires,
        "user_id": account_id(account),
    }
    if device is not None:
        said["device"] = world.devices.token(account, device, started.sid)
    cookies = kept(said) if hidden else []
    return ASGIResponse(body=msgspec.json.encode(said), status_code=201, media_type=JSON, cookies=cookies)
