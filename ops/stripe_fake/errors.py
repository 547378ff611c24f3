"""Stripe's errors: one exception, one constructor for each kind."""

from typing import Any

import msgspec


class ApiError(Exception):
    """Ends a call with `status`. A `kept` error is the answer to its idempotency key from then on."""

    def __init__(self, status: int, kind: str, message: str, *, kept: bool = False, **details: Any) -> None:
        super().__init__(message)
        self.status, self.kind, self.message, self.kept = status, kind, message, kept
        self.details = {name: value for name, value in details.items() if value is not None}

    def body(self) -> bytes:
        return msgspec.json.encode({"error": {"type": self.kind, "message": self.message, **self.details}})


def invalid(message: str, *, param: str | None = None, code: str | None = None, **details: Any) -> ApiError:
    return ApiError(400, "invalid_request_error", message, param=param, code=code, **details)


def missing(kind: str, id: str) -> ApiError:
    message = f"No such {kind}: '{id}'"
    return ApiError(404, "invalid_request_error", message, param="id", code="resource_missing")


def unauthorized(message: str) -> ApiError:
    return ApiError(401, "invalid_request_error", message)


def declined(code: str, message: str, decline_code: str | None = None, **details: Any) -> ApiError:
    return ApiError(402, "card_error", message, kept=True, code=code, decline_code=decline_code, **details)


def key_reused(message: str) -> ApiError:
    return ApiError(400, "idempotency_error", message)


def key_in_use() -> ApiError:
    message = "There is currently another in-progress request using this Idempotency-Key. Try again later."
    return ApiError(409, "idempotency_error", message, code="idempotency_key_in_use")


def broken(*, kept: bool = False) -> ApiError:
    return ApiError(500, "api_error", "An unknown error occurred.", kept=kept)


def too_many_requests() -> ApiError:
    return ApiError(429, "invalid_request_error", "Request rate limit exceeded.", code="rate_limit")


def full(what: str) -> ApiError:
    return ApiError(500, "api_error", f"This fake holds no more {what}: reset it.")
