"""The SDK's errors, as the port has them."""

from collections.abc import Iterator
from contextlib import contextmanager

import stripe

from handlers.payments.gateway import Refusal, TryAgain

AWAY = (
    stripe.APIConnectionError,
    stripe.RateLimitError,
    stripe.AuthenticationError,  # a wrong key is mended by an operator, and no payment's fault
    stripe.PermissionError,
)
REFUSED = (stripe.InvalidRequestError, stripe.CardError)
SERVER_ERROR, CONFLICT = 500, 409


@contextmanager
def translated() -> Iterator[None]:
    """Raises TryAgain and Refusal; anything else is a bug of ours."""
    try:
        yield
    except AWAY as error:
        raise TryAgain(f"{type(error).__name__}: {error}") from error
    except REFUSED as error:
        raise Refusal(error.code or type(error).__name__) from error
    except stripe.StripeError as error:
        if (status := error.http_status or SERVER_ERROR) >= SERVER_ERROR or status == CONFLICT:
            raise TryAgain(f"{status}: {error}") from error
        raise
