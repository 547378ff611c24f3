"""A mail as RFC 5322 and MIME have it, all of it in ASCII but for an address that is none. Lines end as in Python: what
hands it in makes them those of SMTP.
"""

import re
from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Mapping
from dataclasses import dataclass
from email.header import Header
from email.utils import formataddr, parseaddr
from functools import lru_cache

LINE = 78
"""Characters of a header's line, as RFC 5322 wishes."""
BROKEN = re.compile(r"\r|\n(?![ \t])")
"""A line that a header does not go on in."""
TEXT, HTML = ("plain", "quoted-printable"), ("html", "base64")


@dataclass(frozen=True, slots=True)
class Mail:
    """`sender` and `recipient` are those of the envelope."""

    sender: str
    recipient: str
    raw: bytes


def mail(headers: Mapping[str, str], envelope: tuple[str, str], text: str, html: str, boundary: str) -> Mail:
    """Raises ValueError for a header that would begin another.

    The standard library's own classes need twenty times as long, and compile an expression for each boundary. No line
    of the parts is the boundary: in neither encoding there is `=_` (RFC 2045, 6.7).
    """
    edge = f"--=_{boundary}"
    alternative = {"MIME-Version": "1.0", "Content-Type": f'multipart/alternative; boundary="=_{boundary}"'}
    if wrong := [name for name, value in headers.items() if BROKEN.search(value)]:
        raise ValueError(f"a line break in {wrong}")
    head = "".join(f"{name}: {value}\n" for name, value in {**headers, **alternative}.items())
    plain = b2a_qp(text.encode()).decode()
    coded = encodebytes(html.encode()).decode()
    parts = f"{edge}\n{part(*TEXT)}{plain}\n{edge}\n{part(*HTML)}{coded}\n{edge}--\n"
    return Mail(*envelope, f"{head}\n{parts}".encode())


def part(kind: str, encoding: str) -> str:
    head = f'Content-Type: text/{kind}; charset="utf-8"\nMIME-Version: 1.0\n'
    return f"{head}Content-Transfer-Encoding: {encoding}\n\n"


def header(name: str, text: str) -> str:
    """Folded where it is long or no ASCII, as RFC 2047 says; the text has no line breaks."""
    if text.isascii() and len(name) + len(text) < LINE:
        return text
    return Header(text, None if text.isascii() else "utf-8", header_name=name).encode()


@lru_cache(maxsize=16)
def sender(said: str) -> tuple[str, str]:
    """As a header says it, and its address alone."""
    name, address = parseaddr(said)
    return formataddr((name, address)), address
