"""What a client is told of identity's answers: no box, and nothing that is sealed."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from litestar.response.base import ASGIResponse

from contracts.identity import SessionStarted, account_id
from edge.asking.reply import JSON, good
from edge.asking.waiting import Answered
from edge.auth.sealer import Sealer
from edge.problem import Problem, unauthorized, unavailable

UNREADABLE = {"unreadable", "unknown_key"}
"""Reasons that are the edge's own trouble, not the client's."""


def done(answered: Answered | None, retry_after: int) -> ASGIResponse:
    """Only that it was done. Raises Problem."""
    if answered is None:
        raise unavailable(retry_after, "sign_in_slow", "Nobody answered in time: ask again.")
    try:
        status = good(answered)
    except Problem as problem:
        raise unavailable(retry_after) if problem.code in UNREADABLE else problem from problem
    return ASGIResponse(body=msgspec.json.encode({"type": answered.kind}), status_code=status, media_type=JSON)


def session(answered: Answered | None, request: str, account: str, sealer: Sealer, retry_after: int) -> ASGIResponse:
    """Raises Problem."""
    if answered is None:
        raise unavailable(retry_after, "sign_in_slow")
    try:
        good(answered)
    except Problem as problem:
        if problem.code in UNREADABLE:
            raise unavailable(retry_after) from problem
        raise unauthorized(problem.code) from problem
    started = SessionStarted.model_validate_json(answered.body)
    said: dict[str, Any] = {
        **sealer.tokens(started.tokens, account, request),
        "token_type": "Bearer",
        "expires_in": max(0, int((started.access_expires - datetime.now(UTC)).total_seconds())),
        "access_expires": started.access_expires,
        "session_expires": started.session_expires,
        "user_id": account_id(account),
    }
    return ASGIResponse(body=msgspec.json.encode(said), status_code=201, media_type=JSON)
