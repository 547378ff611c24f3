"""What no log may hold is taken out of its text: mail addresses, tokens, secrets, card numbers."""

import re
from functools import lru_cache

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IN_ADDRESS = re.compile(r"(://[^\s/:@]*):[^\s/@]+@")
"""A password in the address of a server."""
TOKEN = re.compile(r"\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]+)?")
BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}")
KEY = re.compile(r"\b(?:sk|rk)_(?:live|test)_\w+|\bwhsec_\w+|\b\w+_secret_\w+")
"""As the payment provider writes them."""
NAMED = re.compile(
    r"""(?i)\b([\w-]*(?:password|passwd|secret|token|api_?key|authorization))(["']?\s*[=:]\s*["']?)[^\s"',;&)}]+"""
)
DIGITS = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])")
PLAIN = re.compile(r"[A-Za-z/_{}.-]{0,40}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A route, a word, a name, a UUID."""
RISKY = re.compile(r"[@=:]|eyJ|_secret_|whsec_|[sr]k_(?:live|test)_|(?i:bearer|basic)\s|\d[\d -]{11}")
"""Text without any of this may be shown as it is."""
NAMES = re.compile(r"(?i)password|passwd|secret|token|api_?key|authorization|cookie")
"""Of fields whose value is never shown."""


def scrubbed(text: str) -> str:
    if PLAIN.fullmatch(text) or not RISKY.search(text):
        return text
    text = IN_ADDRESS.sub(r"\1:[secret]@", text)
    text = BEARER.sub(r"\1 [token]", TOKEN.sub("[token]", KEY.sub("[secret]", text)))
    text = NAMED.sub(r"\1\2[secret]", text)
    text = MAIL.sub("[mail]", text) if "@" in text else text
    return DIGITS.sub(_card, text)


def _card(found: re.Match[str]) -> str:
    return "[card]" if luhn(found.group()) else found.group()


def luhn(text: str) -> bool:
    """Could the digits be a card's number?"""
    digits = [int(one) for one in reversed(text) if one.isdigit()]
    doubled = (2 * one - 9 * (one > 4) for one in digits[1::2])  # noqa: PLR2004 two digits become their sum
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def scrubbed_value(name: str, value: object) -> object:
    """`name` alone may say that the value is not to be shown."""
    if isinstance(value, bool | int | float) or value is None:
        return "[secret]" if value and hides(name) else value
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
