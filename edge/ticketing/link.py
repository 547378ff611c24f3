"""The link to one's tickets: good for ten minutes, so that a browser can open the page, which sends no access token.

What opens them, the key, stands behind `#`: browsers send that to nobody, and the page posts it.
"""

import re

import msgspec

from edge.asking.acceptance import Acceptance

PATH = "/tickets"
KEY = re.compile(r"(?P<booking>[A-Za-z0-9_-]{1,85})\.(?P<token>[0-9]{1,11}\.[A-Za-z0-9_-]{16})")


class Shown(msgspec.Struct):
    tickets: list[msgspec.Raw]


_decode = msgspec.json.Decoder(Shown).decode


def key_of(acceptance: Acceptance, booking_id: str, buyer: str) -> str:
    return f"{booking_id}.{acceptance.token(_thing(booking_id), buyer)}"


def tickets_url(acceptance: Acceptance, booking_id: str, buyer: str) -> str:
    return f"{PATH}#{key_of(acceptance, booking_id, buyer)}"


def parts(pasted: str) -> tuple[str, str]:
    """The booking and its token, of a key or a whole link; both are empty for what is neither."""
    found = KEY.fullmatch(pasted.rpartition("#")[2].strip())
    return (found["booking"], found["token"]) if found else ("", "")


def opens(acceptance: Acceptance, token: str, booking_id: str, buyer: str) -> bool:
    return acceptance.holds(token, _thing(booking_id), buyer)


def linked(found: bytes | None, url: str) -> bytes | None:
    """A booking as it is shown, and where its tickets are, if it has any."""
    if found is None:
        return None
    told = f'"{url}"' if _decode(found).tickets else "null"
    return found[:-1] + b',"tickets_url":%b}' % told.encode()


def _thing(booking_id: str) -> str:
    return f"tickets/{booking_id}"
