"""Every error leaves as a problem with a code; what nobody expected says nothing of itself."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from choreography.ports import Unreachable
from edge.door.security_log import note
from edge.door.wrong_fields import wrong_fields
from edge.problem import Problem, unavailable

log = logging.getLogger(__name__)
CODES = {
    400: "bad_request", 401: "token_missing", 403: "forbidden", 404: "not_found", 405: "method_not_allowed",
    413: "too_large", 415: "unsupported_media_type", 422: "invalid",
}  # fmt: skip
AnyRequest = Request[Any, Any, Any]


def on_problem(request: AnyRequest, problem: Problem) -> Any:
    return _said(request, problem)


def on_validation(request: AnyRequest, error: ValidationException) -> Any:
    return _said(request, Problem(422, "invalid", errors=wrong_fields(request, error)))


def on_http(request: AnyRequest, error: HTTPException) -> Any:
    code = CODES.get(error.status_code, "error" if error.status_code < 500 else "internal")  # noqa: PLR2004
    kept = {k: v for k, v in (error.headers or {}).items() if k.lower() in ("allow", "www-authenticate")}
    return _said(request, Problem(error.status_code, code, headers=kept))


def on_unreachable(request: AnyRequest, error: Unreachable) -> Any:
    log.warning("%s: %s", request.scope["state"].get("correlation"), error)
    return _said(request, unavailable(5))


def on_too_deep(request: AnyRequest, error: RecursionError) -> Any:
    """Only a body is nested as deeply as its sender likes."""
    return _said(request, Problem(400, "bad_request"))


def on_anything(request: AnyRequest, error: Exception) -> Any:
    log.error("unexpected, %s", request.scope["state"].get("correlation"), exc_info=error)
    return _said(request, Problem(500, "internal"))


def _said(request: AnyRequest, problem: Problem) -> Response[bytes]:
    note(request, problem.status, problem.code)
    return problem.response(request.scope["state"].get("correlation", ""))


HANDLERS: dict[Any, Any] = {
    Problem: on_problem,
    ValidationException: on_validation,
    HTTPException: on_http,
    Unreachable: on_unreachable,
    RecursionError: on_too_deep,
    Exception: on_anything,
}
