"""Whom a request is for: a name or an address, with a port or without. The framework stumbles over what is neither."""

import re
from collections.abc import Iterable

HOST = re.compile(rb"(?:[^\s/?#@\[\]:]*|\[[0-9A-Fa-f:.]+\])(?::(\d{0,5}))?")
LAST_PORT = 65_535


def is_host(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    hosts = [value for name, value in headers if name == b"host"]
    return len(hosts) <= 1 and all(map(_is_one, hosts))


def _is_one(value: bytes) -> bool:
    found = HOST.fullmatch(value)
    return found is not None and int(found[1] or 0) <= LAST_PORT
