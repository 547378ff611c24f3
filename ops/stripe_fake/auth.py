"""Who calls: a server by its secret key, or a payer's page by the publishable one."""

import base64
import binascii

from ops.stripe_fake.books import Books
from ops.stripe_fake.errors import unauthorized
from ops.stripe_fake.fake import Fake
from ops.stripe_fake.params import Params, text


def shown_key(authorization: str, params: Params) -> str:
    """The key from a Bearer or Basic header, or from the form's `key`; 401 without any."""
    scheme, _, credentials = authorization.partition(" ")
    key = basic(credentials) if scheme.lower() == "basic" else credentials.strip()
    if not (key or text(params, "key")):
        raise unauthorized("You did not provide an API key.")
    return key or str(params["key"])


def basic(credentials: str) -> str:
    try:
        return base64.b64decode(credentials, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def admit(fake: Fake, key: str, *, public: bool) -> tuple[Books, bool]:
    """The account's books, and whether a secret key was shown; 401 otherwise."""
    for books in fake.books.values():
        if key == books.account.secret_key:
            return books, True
        if key == books.account.publishable_key and public:
            return books, False
        if key == books.account.publishable_key:
            raise unauthorized("This API call cannot be made with a publishable API key.")
    raise unauthorized(f"Invalid API Key provided: {key[:8]}****")
