"""What went wrong, for a client: a stable code, and the status that goes with it (RFC 9457)."""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Response

from edge.explained import explained

MEDIA = "application/problem+json"


class Problem(Exception):
    """`code` is for programs and never changes its meaning; `detail` is for people; `more` are further members."""

    def __init__(
        self, status: int, code: str, detail: str = "", headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.headers, self.more = status, code, dict(headers or {}), more
        self.detail = detail or explained(code)

    def body(self, correlation: str) -> bytes:
        said = {"type": f"/problems/{self.code}", "title": self.code.replace("_", " "), "status": self.status}
        said |= {"code": self.code, "detail": self.detail, "correlation_id": correlation, **self.more}
        return msgspec.json.encode({name: value for name, value in said.items() if value not in ("", None)})

    def response(self, correlation: str) -> Response[bytes]:
        return Response(content=self.body(correlation), status_code=self.status, media_type=MEDIA, headers=self.headers)


def unavailable(seconds: int, code: str = "unavailable", detail: str = "", **more: Any) -> Problem:
    return Problem(503, code, detail, {"Retry-After": str(seconds)}, **more)


def not_found(what: str) -> Problem:
    return Problem(404, "not_found", f"There is no such {what}, or it is not yours to see.")


def unauthorized(code: str) -> Problem:
    return Problem(401, code, headers={"WWW-Authenticate": f'Bearer error="{code}"'})
