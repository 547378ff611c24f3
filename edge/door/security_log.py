"""What is refused for the sake of security, one line each and all of one form, beside the line of the access."""

from typing import Any

import structlog
from litestar.connection import ASGIConnection

from edge.limits.rules import address
from edge.live.ports import User

log = structlog.get_logger("security")
BY_CODE = {
    "token_missing": "", "foreign_origin": "origin", "bad_signature": "signature", "forged": "signature",
    "bad_request": "input", "invalid": "input", "too_large": "input", "unsupported_media_type": "input",
}  # fmt: skip
"""Who shows no token yet has tried nothing."""
BY_STATUS = {401: "authentication", 403: "authorization", 429: "limit"}


def kind_of(status: int, code: str) -> str:
    """Of a refusal; empty if it has nothing to do with security."""
    return BY_CODE.get(code, BY_STATUS.get(status, ""))


def note(connection: ASGIConnection[Any, Any, Any, Any], status: int, code: str) -> None:
    if kind := kind_of(status, code):
        scope, user = connection.scope, connection.scope.get("user")
        log.warning(
            "refused",
            kind=kind,
            code=code,
            method=scope.get("method", "SOCKET"),
            route=scope.get("path_template") or "unmatched",
            user=user.id if isinstance(user, User) else None,
            address=address(connection),
            correlation=scope.get("state", {}).get("correlation", ""),
        )
