"""The link to one's tickets: good for ten minutes, so that a browser can open the page, which sends no access token."""

import msgspec

from edge.asking.acceptance import Acceptance


class Shown(msgspec.Struct):
    tickets: list[msgspec.Raw]


_decode = msgspec.json.Decoder(Shown).decode


def tickets_url(acceptance: Acceptance, booking_id: str, buyer: str, form: str = "tickets") -> str:
    return f"/bookings/{booking_id}/{form}?key={acceptance.token(_thing(booking_id), buyer)}"


def opens(acceptance: Acceptance, key: str, booking_id: str, buyer: str) -> bool:
    return acceptance.holds(key, _thing(booking_id), buyer)


def linked(found: bytes | None, url: str) -> bytes | None:
    """A booking as it is shown, and where its tickets are, if it has any."""
    if found is None:
        return None
    told = f'"{url}"' if _decode(found).tickets else "null"
    return found[:-1] + b',"tickets_url":%b}' % told.encode()


def _thing(booking_id: str) -> str:
    return f"tickets/{booking_id}"
