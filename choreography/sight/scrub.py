"""What no log may hold is taken out of its text: mail addresses, tokens, secrets, numbers and codes of cards."""

import re
from functools import lru_cache

from choreography.sight.card_codes import CODE
from choreography.sight.card_numbers import has_card, masked

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IN_ADDRESS = re.compile(r"(://[^\s/:@]*):[^\s/@]+@")
"""A password in the address of a server."""
TOKEN = re.compile(r"\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]+)?")
BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}")
KEY = re.compile(r"\b(?:sk|rk)_(?:live|test)_\w+|\bwhsec_\w+|\b\w+_secret_\w+")
"""As the payment provider writes them."""
NAMED = re.compile(
    r"""(?i)\b([\w-]*(?:password|passwd|secret|token|api_?key|authorization"""
    rf"""|{CODE}[\w-]{{0,20}}))(\\*["']?\s*[=:]\s*\\*["']?)[^\s"',;&)}}\]]+"""
)
PLAIN = re.compile(r"[A-Za-z/_{}.-]{0,40}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A route, a word, a name, a UUID."""
RISKY = re.compile(
    r"[@=:]|eyJ|_secret_|whsec_|[sr]k_(?:live|test)_|(?i:bearer|basic)\s|\d[\d\W_]{11}|[\\%]|[^\x00-\x7f]"
)
"""Text without any of this may be shown as it is."""
NAMES = re.compile(rf"(?i)password|passwd|secret|token|api_?key|authorization|cookie|{CODE}")
"""Of fields whose value is never shown."""


def scrubbed(text: str) -> str:
    if PLAIN.fullmatch(text) or not RISKY.search(text):
        return text
    text = IN_ADDRESS.sub(r"\1:[secret]@", text)
    text = BEARER.sub(r"\1 [token]", TOKEN.sub("[token]", KEY.sub("[secret]", text)))
    text = NAMED.sub(r"\1\2[secret]", text)
    text = MAIL.sub("[mail]", text) if "@" in text else text
    return masked(text)


def scrubbed_value(name: str, value: object) -> object:
    """`name` alone may say that the value is not to be shown."""
    if isinstance(value, bool | int | float) or value is None:
        return (
            "[secret]" if value and hides(name) else "[card]" if type(value) is int and has_card(str(value)) else value
        )
    if hides(name):
        return "[secret]"
    if isinstance(value, str):
        return scrubbed(value)
    if isinstance(value, dict):
        return {key: scrubbed_value(str(key), one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [scrubbed_value("", one) for one in value]
    return scrubbed(str(value))


@lru_cache(1024)
def hides(name: str) -> bool:
    return NAMES.search(name) is not None
